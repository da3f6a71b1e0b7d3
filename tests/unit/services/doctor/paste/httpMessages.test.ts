import { describe, expect, it } from 'vitest';
import { headerOf, marked, plain, requestOf, requestsOf } from './marked.ts';

const DATE = 'Fri, 27 Nov 2026 10:00:00 GMT';
const HEAD = [
  'POST /api/List?q=Пётр Ильич HTTP/1.1',
  'Host: 127.0.0.1:8787',
  `x-ms-date:${DATE} `,
  'X-Twice: 1',
  'x-twice: 2',
];

describe.each([
  ['LF', '\n'],
  ['CR LF', '\r\n'],
])('raw HTTP with %s', (_, lineEnd) => {
  it('is read with every value at its place', () => {
    const text = [...HEAD, '', '{"Take": 1}', ''].join(lineEnd);
    const request = requestOf(text);
    expect(plain(request)).toEqual({
      method: 'POST',
      address: '/api/List?q=Пётр Ильич',
      headers: [
        ['Host', '127.0.0.1:8787'],
        ['x-ms-date', DATE],
        ['X-Twice', '1'],
        ['x-twice', '2'],
      ],
      body: '{"Take": 1}',
    });
    expect(request).toMatchObject({ format: 'http', addressIs: 'sent', bodyIs: 'sent', response: null, at: null });
    expect(marked(text, request.address)).toBe('/api/List?q=Пётр Ильич');
    expect(marked(text, headerOf(request, 'x-ms-date'))).toBe(DATE);
    expect(marked(text, request.body)).toBe('{"Take": 1}');
    expect(marked(text, request)).toBe(text.trimEnd());
  });

  it('several requests keep their responses', () => {
    const text = [
      ...['GET /1 HTTP/1.1', 'Host: a', '', 'HTTP/1.1 200 OK', `Date: ${DATE}`, '', '{}'],
      ...['POST /2 HTTP/1.1', 'Host: b', 'Content-Length: 2', '', '{}', 'HTTP/1.1 401 Unauthorized', '', 'no', ''],
    ].join(lineEnd);
    expect(requestsOf(text).map(({ address, response }) => [address.text, response?.status?.text])).toEqual([
      ['/1', '200'],
      ['/2', '401'],
    ]);
    expect(
      requestsOf(text)
        .map(plain)
        .map(({ body }) => body),
    ).toEqual([null, '{}']);
  });

  it('a request without a body has none', () => {
    expect(requestOf(['GET /1 HTTP/1.1', 'Host: a', '', ''].join(lineEnd))).toMatchObject({
      body: null,
      bodyIs: 'sent',
    });
  });
});

describe('the body', () => {
  const bodyOf = (headers: string, body: string) => plain(requestOf(`POST / HTTP/1.1\n${headers}\n\n${body}`)).body;

  it('ends where Content-Length says', () => {
    expect(bodyOf('Content-Length: 4', '"я"\n\n')).toBe('"я"');
    expect(bodyOf('Content-Length: 5', '"я"\n\n')).toBe('"я"\n');
  });

  it('gets back the CR that the clipboard has removed, if Content-Length tells', () => {
    expect(bodyOf('Content-Length: 7', '{\n1\n}\n')).toBe('{\r\n1\r\n}');
    expect(bodyOf('Content-Length: 9', '{\n1\n}\n')).toBe('{\r\n1\r\n}\r\n');
  });

  it('stands as it is if Content-Length is of another text', () => {
    expect(bodyOf('Content-Length: 99', '{"a":1}\n')).toBe('{"a":1}');
    expect(bodyOf('Content-Length: 3', '{"a":1}\n')).toBe('{"a":1}');
  });

  it('is put together from chunks, and read as a whole if the text shows none', () => {
    expect(bodyOf('Transfer-Encoding: chunked', '6\r\n{"я":\r\n3\r\n 1}\r\n0\r\n\r\n')).toBe('{"я": 1}');
    expect(bodyOf('Transfer-Encoding: chunked', '{"я":1}\n')).toBe('{"я":1}');
  });

  it('follows the head without an empty line if somebody removed it', () => {
    expect(plain(requestOf('POST / HTTP/1.1\nHost: a\n{"a": 1}')).body).toBe('{"a": 1}');
  });
});

describe('HTTP/2', () => {
  it('is read from its pseudo-headers, with :authority as the host', () => {
    const text = `:authority: host:8443\n:method: POST\n:path: /x?a=1\n:scheme: https\nx-ms-date: ${DATE}\n`;
    const request = requestOf(text);
    expect(plain(request)).toEqual({
      method: 'POST',
      address: '/x?a=1',
      headers: [
        ['host', 'host:8443'],
        ['x-ms-date', DATE],
      ],
      body: null,
    });
    expect(marked(text, request.headers[0]?.name)).toBe(':authority');
    expect(marked(text, request.address)).toBe('/x?a=1');
  });

  it('is read as browsers copy it: each value below its name', () => {
    const text = `:method:\nGET\n:path:\n/x\n:authority:\nhost\n`;
    expect(plain(requestOf(text))).toMatchObject({ method: 'GET', address: '/x', headers: [['host', 'host']] });
  });
});
