import { describe, expect, it } from 'vitest';
import { headerOf, marked, plain, requestOf, requestsOf } from './marked.ts';

const DATE = 'Fri, 27 Nov 2026 10:00:00 GMT';
const ERROR = '{"Code":"Unauthorized","Message":"no {"}';

describe('what Python prints', () => {
  const HEAD = `POST /x?a=%2f HTTP/1.1\\r\\nHost: host\\r\\nContent-Length: 4\\r\\nx-ms-date: ${DATE}\\r\\n\\r\\n`;

  it('is read from http.client with the bytes of the body', () => {
    const text = [
      `send: b'${HEAD}'`,
      `send: b'"\\xd1\\x8f"'`,
      String.raw`reply: 'HTTP/1.1 401 Unauthorized\r\n'`,
      `header: Date: ${DATE}`,
      ERROR,
    ].join('\n');
    const request = requestOf(text);
    expect(plain(request)).toEqual({
      method: 'POST',
      address: '/x?a=%2f',
      headers: [
        ['Host', 'host'],
        ['Content-Length', '4'],
        ['x-ms-date', DATE],
      ],
      body: '"я"',
    });
    expect(request).toMatchObject({ format: 'code', addressIs: 'sent', bodyIs: 'sent' });
    expect(marked(text, headerOf(request, 'x-ms-date'))).toBe(DATE);
    expect(marked(text, request.body)).toBe(String.raw`"\xd1\x8f"`);
    expect(request.response).toMatchObject({ status: { text: '401' }, date: DATE });
    expect(request.response?.text).toContain(ERROR);
  });

  it('has the body that was sent together with the head, and keeps bytes that are no UTF-8', () => {
    const request = requestOf(`send: b'${HEAD}{"\\xe9"}'`);
    expect([...(request.body?.bytes ?? [])]).toEqual([0x7b, 0x22, 0xe9, 0x22, 0x7d]);
  });

  it('lacks the body if it was announced and is not there', () => {
    expect(requestOf(`send: b'${HEAD}'\n`)).toMatchObject({ body: null, bodyIs: 'unknown' });
  });

  it('is read from a dictionary of headers, with method, address and body next to it', () => {
    const text = `POST http://host/x?a=%2f {'host': 'host', 'x-ms-date': '${DATE}'} b'{"\\xd1\\x8f": 1}'\n401 ${ERROR}`;
    const request = requestOf(text);
    expect(plain(request)).toEqual({
      method: 'POST',
      address: 'http://host/x?a=%2f',
      headers: [
        ['host', 'host'],
        ['x-ms-date', DATE],
      ],
      body: '{"я": 1}',
    });
    expect(marked(text, request.method)).toBe('POST');
    expect(request.response).toMatchObject({ status: { text: '401' } });
    expect(request.response?.text).toBe(ERROR);
  });

  it('is read from the RequestInfo of aiohttp', () => {
    const text = `RequestInfo(url=URL('http://host/x'), method='PUT', headers=<CIMultiDictProxy('Host': 'host', 'x-ms-date': '${DATE}', 'Content-Length': '2')>, real_url=URL('http://host/x'))`;
    const request = requestOf(text);
    expect(plain(request)).toMatchObject({ method: 'PUT', address: 'http://host/x', body: null });
    expect(headerOf(request, 'x-ms-date')?.text).toBe(DATE);
    expect(request.bodyIs).toBe('unknown');
  });
});

describe('what Node prints', () => {
  it('is read from the options of fetch', () => {
    const text = `fetch http://host/x {\n  method: 'post',\n  headers: {\n    'x-ms-date': '${DATE}',\n    Host: 'host'\n  },\n  body: '{"a":"\\'"}',\n  signal: [AbortSignal]\n}\n`;
    const request = requestOf(text);
    expect(plain(request)).toEqual({
      method: 'POST',
      address: 'http://host/x',
      headers: [
        ['x-ms-date', DATE],
        ['Host', 'host'],
      ],
      body: `{"a":"'"}`,
    });
    expect(marked(text, request.body)).toBe(`{"a":"\\'"}`);
  });

  it('is read with the names of classes, functions and bytes', () => {
    const text = [
      '[Object: null prototype] {',
      '  transformRequest: [ [Function: transformRequest] ],',
      "  env: { FormData: [Function: FormData] { LINE_BREAK: '\\r\\n' }, Blob: [class Blob] },",
      `  headers: Object [AxiosHeaders] { 'x-ms-date': '${DATE}' },`,
      "  method: 'post',",
      "  url: URL { href: 'http://host/x?a=%2f', searchParams: URLSearchParams { 'a' => '/' } },",
      '  data: <Buffer 7b 22 d1 8f 22 7d>,',
      '  httpAgent: <ref *1> Agent { _events: [Circular *1] }',
      '}',
    ].join('\n');
    const request = requestOf(text);
    expect(plain(request)).toEqual({
      method: 'POST',
      address: 'http://host/x?a=%2f',
      headers: [['x-ms-date', DATE]],
      body: '{"я"}',
    });
    expect(request.addressIs).toBe('sent');
  });

  it('lacks the body of which only the first bytes are printed', () => {
    const text = `{ url: 'http://host/x', headers: { 'x-ms-date': 'x', 'content-length': 99 }, body: <Buffer 7b 22 ... 97 more bytes> }`;
    expect(requestOf(text)).toMatchObject({ body: null, bodyIs: 'unknown' });
  });

  it('an object without headers of a signature is no request', () => {
    expect(requestsOf("{ method: 'POST', url: 'http://host/x', headers: { accept: '*/*' } }")).toEqual([]);
  });
});

it('what Ruby prints is read, with letters and bytes', () => {
  const text = [
    'opening connection to host:80...',
    String.raw`<- "POST /x HTTP/1.1\r\nHost: host\r\nContent-Length: 4\r\n\r\n"`,
    String.raw`<- "\"\u044f\""`,
    String.raw`-> "HTTP/1.1 401 Unauthorized\r\n"`,
    String.raw`-> "\r\n"`,
    '-> "{\\"Code\\":\\"x\\"}"',
  ].join('\n');
  const request = requestOf(text);
  expect(plain(request)).toMatchObject({ address: '/x', body: '"я"' });
  expect(request.response?.text).toContain('{"Code":"x"}');
  expect(plain(requestOf(text.replace(String.raw`\u044f`, String.raw`\xD1\x8F`))).body).toBe('"я"');
});

it('what Apache HttpClient prints is read', () => {
  const prefix = '2026/11/27 10:00:00:123 [DEBUG] wire - http-outgoing-0';
  const sent = ['POST /x HTTP/1.1[\\r][\\n]', 'Host: host[\\r][\\n]', '[\\r][\\n]', '{"a": [1]}'];
  const text = [
    ...sent.map((line) => `${prefix} >> "${line.replaceAll('{"a"', '{\\"a\\"')}"`),
    `${prefix} << "HTTP/1.1 401 [\\r][\\n]"`,
  ].join('\n');
  expect(plain(requestOf(text))).toMatchObject({ address: '/x', headers: [['Host', 'host']], body: '{"a": [1]}' });
});

it('what the HttpClient of Java logs is read', () => {
  const text = [
    'Nov 27, 2026 10:00:00 AM jdk.internal.net.http.Http1Request logHeaders',
    'INFO: HEADERS: REQUEST HEADERS:',
    'POST /x?a HTTP/1.1',
    'Content-Length: 25',
    'Host: host:8787',
    `x-ms-date: ${DATE}`,
    '',
    'Nov 27, 2026 10:00:00 AM jdk.internal.net.http.Http1Response lambda$readHeadersAsync$0',
    'INFO: HEADERS: RESPONSE HEADERS:',
    `    date: ${DATE}`,
    '',
    'INFO: RESPONSE: (POST http://host:8787/x?a) 401 HTTP_1_1 Local port:  49210',
    ERROR,
  ].join('\n');
  const request = requestOf(text);
  expect(plain(request)).toMatchObject({
    method: 'POST',
    address: '/x?a',
    headers: [
      ['Content-Length', '25'],
      ['Host', 'host:8787'],
      ['x-ms-date', DATE],
    ],
  });
  expect(request).toMatchObject({
    format: 'code',
    body: null,
    bodyIs: 'unknown',
    response: { status: { text: '401' }, date: DATE },
  });
});

it('what wget -d prints is read', () => {
  const text = [
    '---request begin---',
    'POST /x HTTP/1.1',
    'Host: host',
    'Content-Length: 3',
    '',
    '---request end---',
    '[writing BODY file ./body ... done]',
    '',
    '---response begin---',
    'HTTP/1.1 401 Unauthorized',
    `Date: ${DATE}`,
    '',
    '---response end---',
  ].join('\n');
  expect(requestOf(text)).toMatchObject({
    format: 'code',
    body: null,
    bodyIs: 'unknown',
    response: { status: { text: '401' }, date: DATE },
  });
});

it('what the curl extension of PHP prints is read', () => {
  const text = `* Connected to host port 80 (#0)\n> POST /x HTTP/1.1\nHost: host\nContent-Length: 3\n\n< HTTP/1.1 401 Unauthorized\n< Date: ${DATE}\n< \n* Connection #0 left intact\n${ERROR}`;
  const request = requestOf(text);
  expect(plain(request)).toMatchObject({
    address: '/x',
    headers: [
      ['Host', 'host'],
      ['Content-Length', '3'],
    ],
  });
  expect(request.response?.text).toContain(ERROR);
});
