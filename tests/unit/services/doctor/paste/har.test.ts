import { expect, it } from 'vitest';
import { headerOf, marked, plain, requestOf, requestsOf } from './marked.ts';

const DATE = 'Fri, 27 Nov 2026 10:00:00 GMT';

function entry(url: string, postData: unknown = { mimeType: 'application/json', text: '{"Search":"\u0411"}\r\n' }) {
  return {
    startedDateTime: '2026-11-27T10:00:00.500Z',
    request: {
      method: 'POST',
      url,
      httpVersion: 'http/2.0',
      headers: [
        { name: ':authority', value: 'host' },
        { name: ':method', value: 'POST' },
        { name: 'x-ms-date', value: DATE },
      ],
      ...(postData === null ? {} : { postData }),
    },
    response: {
      status: 401,
      headers: [{ name: 'Date', value: DATE }],
      content: { text: '{"Code":"x"}' },
    },
  };
}

it('reads every entry of a whole file', () => {
  const har = { log: { version: '1.2', entries: [entry('https://host/1'), entry('https://host/2')] } };
  expect(requestsOf(JSON.stringify(har)).map(({ address }) => address.text)).toEqual([
    'https://host/1',
    'https://host/2',
  ]);
});

it.each([undefined, 2])('reads an entry indented by %s, and marks its values in the text', (indent) => {
  const text = JSON.stringify(entry('https://host/x?a=%2f'), null, indent);
  const request = requestOf(text);
  expect(plain(request)).toEqual({
    method: 'POST',
    address: 'https://host/x?a=%2f',
    headers: [
      ['host', 'host'],
      ['x-ms-date', DATE],
    ],
    body: '{"Search":"Б"}\r\n',
  });
  expect(request).toMatchObject({ format: 'har', addressIs: 'sent', at: Date.UTC(2026, 10, 27, 10, 0, 0, 500) });
  expect(request.response).toEqual({
    status: expect.objectContaining({ text: '401' }),
    date: DATE,
    text: '{"Code":"x"}',
  });
  expect(marked(text, headerOf(request, 'x-ms-date'))).toBe(DATE);
  expect(marked(text, request.body)).toBe(JSON.stringify('{"Search":"Б"}\r\n').slice(1, -1));
  expect(marked(text, request)).toBe(text);
});

it('reads the request alone, and an entry that is cut off', () => {
  const text = JSON.stringify(entry('https://host/x'));
  expect(requestOf(JSON.stringify(entry('https://host/x').request)).address.text).toBe('https://host/x');
  expect(requestOf(text.slice(0, text.indexOf('"response"') + 30)).address.text).toBe('https://host/x');
});

it('a body is none, in Base64, or a form whose text is missing', () => {
  expect(requestOf(JSON.stringify(entry('u', null)))).toMatchObject({ body: null, bodyIs: 'sent' });
  expect(plain(requestOf(JSON.stringify(entry('u', { encoding: 'base64', text: 'e30=' })))).body).toBe('{}');
  expect(requestOf(JSON.stringify(entry('u', { params: [{ name: 'a' }] })))).toMatchObject({
    body: null,
    bodyIs: 'unknown',
  });
});
