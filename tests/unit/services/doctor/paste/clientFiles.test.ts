import { describe, expect, it } from 'vitest';
import { headerOf, marked, plain, requestOf, requestsOf } from './marked.ts';

const DATE = 'Fri, 27 Nov 2026 10:00:00 GMT';

describe('a file .http', () => {
  it('is read with its variables, comments and scripts', () => {
    const text = [
      '@host = http://host:8787',
      '',
      '### List',
      '{{@request',
      "  request.headers['x'] = 'y';",
      '}}',
      '# @name list',
      'POST {{host}}/x',
      '  ?name=Пётр Ильич',
      '  &a={{unknown}}',
      'Content-Type: application/json',
      '// a comment',
      `x-ms-date: ${DATE}`,
      '',
      '{"Take": 1}',
      '',
      '### Next',
      'GET https://host/2 HTTP/1.1',
    ].join('\n');
    const [first, second] = requestsOf(text);
    expect(first && plain(first)).toEqual({
      method: 'POST',
      address: 'http://host:8787/x?name=Пётр Ильич&a={{unknown}}',
      headers: [
        ['Content-Type', 'application/json'],
        ['x-ms-date', DATE],
      ],
      body: '{"Take": 1}',
    });
    expect(first).toMatchObject({ format: 'httpYac', addressIs: 'typed', bodyIs: 'typed' });
    expect(marked(text, first && headerOf(first, 'x-ms-date'))).toBe(DATE);
    expect(second && plain(second)).toEqual({ method: 'GET', address: 'https://host/2', headers: [], body: null });
  });

  it('does not show the body of a file', () => {
    expect(requestOf('POST http://host/x\nA: b\n\n< ./body.json')).toMatchObject({ body: null, bodyIs: 'unknown' });
  });

  it('prose is none', () => {
    expect(requestsOf('POST /x is refused, why?\nI send it with our script.')).toEqual([]);
  });
});

it('what httpYac prints is read with its response', () => {
  const text = [
    'POST http://host/x?a=%D0%91',
    'content-length: 25',
    'user-agent: httpyac',
    `x-ms-date: ${DATE}`,
    'HTTP/1.1 401  - Unauthorized',
    `date: ${DATE}`,
    '',
    '{',
    '  "Code": "x"',
    '}',
  ].join('\n');
  const request = requestOf(text);
  expect(request).toMatchObject({ format: 'httpYac', addressIs: 'sent', body: null, bodyIs: 'unknown' });
  expect(request.response).toMatchObject({ status: { text: '401' }, date: DATE });
  expect(request.response?.text).toContain('"Code": "x"');
});

it('a file .bru is read with its body as Bruno reads it', () => {
  const text = [
    'meta {\n  name: list\n}',
    'post {\n  url: {{address}}/x?a=b\n  body: json\n}',
    `headers {\n  x-ms-date: ${DATE}\n  ~off: 1\n}`,
    'body:json {\r\n  {\r\n    "Take": 1\r\n  }\r\n}',
    'script:pre-request {\n  if (true) {\n  }\n}',
  ].join('\n\n');
  const request = requestOf(text);
  expect(plain(request)).toEqual({
    method: 'POST',
    address: '{{address}}/x?a=b',
    headers: [
      ['x-ms-date', DATE],
      ['content-type', 'application/json'],
    ],
    body: '{\n  "Take": 1\n}',
  });
  expect(request).toMatchObject({ format: 'bruno', addressIs: 'typed', bodyIs: 'typed' });
  expect(marked(text, headerOf(request, 'x-ms-date'))).toBe(DATE);
});

describe('a report', () => {
  it('of newman is read with the address in parts, and the bytes of the response', () => {
    const text = JSON.stringify(
      {
        run: {
          executions: [
            {
              request: {
                url: {
                  protocol: 'http',
                  host: ['127', '0', '0', '1'],
                  port: '8787',
                  path: ['x', 'y'],
                  query: [
                    { key: 'a', value: 'Б' },
                    { key: 'b', value: null },
                  ],
                },
                method: 'POST',
                header: [{ key: 'x-ms-date', value: DATE }],
                body: { mode: 'raw', raw: '{"Take": 1}\r\n' },
              },
              response: {
                code: 401,
                header: [{ key: 'Date', value: DATE }],
                stream: { type: 'Buffer', data: [...Buffer.from('{"я":1}')] },
              },
            },
          ],
        },
      },
      null,
      2,
    );
    const request = requestOf(text);
    expect(plain(request)).toEqual({
      method: 'POST',
      address: 'http://127.0.0.1:8787/x/y?a=Б&b',
      headers: [['x-ms-date', DATE]],
      body: '{"Take": 1}\r\n',
    });
    expect(request).toMatchObject({ format: 'newman', addressIs: 'typed', bodyIs: 'typed' });
    expect(request.response).toMatchObject({ status: { text: '401' }, date: DATE, text: '{"я":1}' });
    expect(marked(text, headerOf(request, 'x-ms-date'))).toBe(DATE);
  });

  it('of Bruno is read with the parsed body of the response', () => {
    const results = [
      {
        request: {
          method: 'POST',
          url: 'http://host/x',
          headers: { 'x-ms-date': DATE, Authorization: '********' },
          data: '{}',
        },
        response: { status: 401, headers: {}, data: { Code: 'x' } },
      },
    ];
    const request = requestOf(JSON.stringify([{ results }]));
    expect(plain(request)).toMatchObject({
      address: 'http://host/x',
      headers: [
        ['x-ms-date', DATE],
        ['Authorization', '********'],
      ],
      body: '{}',
    });
    expect(request).toMatchObject({ format: 'bruno', response: { status: { text: '401' }, text: '{"Code":"x"}' } });
  });

  it('of httpYac is read with the body that it writes in Base64', () => {
    const request = { url: 'http://host/x', method: 'POST', headers: { 'x-ms-date': DATE }, body: 'eyJUYWtlIjoxfQ==' };
    const text = JSON.stringify({
      requests: [
        {
          response: { statusCode: 401, headers: { date: DATE }, body: '{}', request },
          timestamp: '2026-11-27T10:00:00.000Z',
        },
      ],
    });
    expect(plain(requestOf(text)).body).toBe('{"Take":1}');
    expect(requestOf(text)).toMatchObject({
      format: 'httpYac',
      addressIs: 'sent',
      bodyIs: 'sent',
      at: Date.UTC(2026, 10, 27, 10),
      response: { date: DATE },
    });
  });

  it('a collection of Postman is read with its folders', () => {
    const request = { method: 'POST', url: { raw: '{{base}}/x' }, header: [], body: { mode: 'raw', raw: '{}' } };
    const text = JSON.stringify({ info: {}, item: [{ name: 'folder', item: [{ name: 'list', request }] }] });
    expect(plain(requestOf(text))).toMatchObject({ method: 'POST', address: '{{base}}/x', body: '{}' });
    expect(requestOf(text).format).toBe('postman');
  });

  it('what the console of Postman copies is read with the line in front of it', () => {
    const copied = {
      'Request Headers': { 'x-ms-date': DATE },
      'Request Body': '{"Take":1}',
      'Response Headers': { date: DATE },
      'Response Body': '{"Code":"x"}',
    };
    const text = `POST http://host/x?a=b: ${JSON.stringify(copied, null, 2)}`;
    expect(plain(requestOf(text))).toEqual({
      method: 'POST',
      address: 'http://host/x?a=b',
      headers: [['x-ms-date', DATE]],
      body: '{"Take":1}',
    });
    expect(requestOf(text).response).toMatchObject({ date: DATE, text: '{"Code":"x"}' });
  });
});

it('the output of newman --verbose is read with the bodies that it breaks into lines', () => {
  const body = `{"Message":"${'a'.repeat(80)}"}`;
  const text = [
    'newman',
    '',
    '→ List',
    '  POST http://host/x?a=b  ',
    '  401 Unauthorized ★ 33ms time ★ 646B↑ 835B↓ size ★ 12↑ 8↓ headers ★ 0 cookies',
    '  ┌ ↑ raw ★ 25B',
    '  │ {',
    '  │   "Take": 1}',
    '  └ ',
    '  ┌ ↓ application/json ★ text',
    ...(body.match(/.{1,54}/g) ?? []).map((line) => `  │ ${line}`),
    '  └',
  ].join('\n');
  const request = requestOf(text);
  expect(plain(request)).toEqual({
    method: 'POST',
    address: 'http://host/x?a=b',
    headers: [],
    body: '{\n  "Take": 1}',
  });
  expect(request).toMatchObject({
    format: 'newman',
    bodyIs: 'typed',
    response: { status: { text: '401' }, text: body },
  });
});

describe('a log of nginx', () => {
  it('is read in the combined format', () => {
    const text = '127.0.0.1 - - [27/Nov/2026:13:00:00 +0300] "POST /x?a=%2f HTTP/1.1" 401 599 "-" "curl/7.88.1"\n';
    const request = requestOf(text);
    expect(plain(request)).toEqual({ method: 'POST', address: '/x?a=%2f', headers: [], body: null });
    expect(request).toMatchObject({
      format: 'nginxLog',
      bodyIs: 'unknown',
      at: Date.UTC(2026, 10, 27, 10),
      response: { status: { text: '401' } },
    });
    expect(marked(text, request.address)).toBe('/x?a=%2f');
  });

  it('is read with the headers that a format of its own adds', () => {
    const text = `127.0.0.1 [27/Nov/2026:10:00:00 +0000] "GET /x HTTP/2.0" 401 http_x_ms_date="${DATE}" host="host:8787" http_authorization="-"`;
    expect(plain(requestOf(text)).headers).toEqual([
      ['x-ms-date', DATE],
      ['host', 'host:8787'],
    ]);
  });

  it('is read from the error log', () => {
    const text =
      '2026/11/27 10:00:00 [error] 12#12: *1 connect() failed (111: Connection refused) while connecting to upstream, client: 127.0.0.1, server: _, request: "POST /x HTTP/1.1", upstream: "http://127.0.0.1:1/x", host: "host:8080"';
    expect(plain(requestOf(text))).toEqual({
      method: 'POST',
      address: '/x',
      headers: [['host', 'host:8080']],
      body: null,
    });
  });
});

it('an error of the platform is read with the request that arrived, which it quotes', () => {
  const Message = `POST\n/x?name=%D0%91\n${DATE};host;hash`;
  const error = JSON.stringify({
    Code: 'Unauthorized',
    Message: 'no',
    Details: [{ Field: 'string-to-sign', Message }],
  });
  const text = `10:00 call failed: ${error}\n`;
  const request = requestOf(text);
  expect(plain(request)).toEqual({ method: 'POST', address: '/x?name=%D0%91', headers: [], body: null });
  expect(request).toMatchObject({ format: 'platformLog', bodyIs: 'unknown', response: { text: error } });
  expect(marked(text, request.address)).toBe('/x?name=%D0%91');
});
