import { describe, expect, it } from 'vitest';
import { headerOf, marked, plain, requestOf, requestsOf } from './marked.ts';

const DATE = 'Fri, 27 Nov 2026 10:00:00 GMT';
const ADDRESS = 'http://127.0.0.1:8787/api/List?a=%2f';

describe('a command of bash', () => {
  it('is read with its quotes, continued lines and escapes, and every value has its place', () => {
    const text = `$ curl -sSigX POST '${ADDRESS}' \\\n  -H "x-ms-date: ${DATE}" \\\r\n  -HContent-Type:application/json --data-binary '{"Search":"Бобров"}'\n`;
    const request = requestOf(text);
    expect(plain(request)).toEqual({
      method: 'POST',
      address: ADDRESS,
      headers: [
        ['x-ms-date', DATE],
        ['Content-Type', 'application/json'],
      ],
      body: '{"Search":"Бобров"}',
    });
    expect(request).toMatchObject({ format: 'curl', addressIs: 'typed', bodyIs: 'typed' });
    expect(marked(text, request.method)).toBe('POST');
    expect(marked(text, request.address)).toBe(ADDRESS);
    expect(marked(text, headerOf(request, 'x-ms-date'))).toBe(DATE);
    expect(marked(text, request.body)).toBe('{"Search":"Бобров"}');
    expect(marked(text, request)).toBe(text.slice(2, -1));
  });

  it.each([
    [`'it'\\''s'`, `it's`],
    [`"a \\"b\\" \\$c \\d"`, `a "b" $c \\d`],
    [String.raw`$'\u0411\x41\n\'\\\101'`, `БA\n'\\A`],
    [`"$(date -u +"%a, %d" | tr ')' x)"`, `$(date -u +"%a, %d" | tr ')' x)`],
    [`a"b"'c'`, 'abc'],
    ["'a\r\nb'", 'a\r\nb'],
    ['“typographic”', 'typographic'],
    ["'open", 'open'],
  ])('the parameter %s means %j', (parameter, meaning) => {
    expect(plain(requestOf(`curl http://host/x --data-raw ${parameter}`)).body).toBe(meaning);
  });

  it.each([
    ['-d a -d b', 'POST', 'a&b', 'application/x-www-form-urlencoded'],
    ['--json {} --json []', 'POST', '{}[]', 'application/json'],
    ['--data-urlencode "имя=я +"', 'POST', 'имя=%D1%8F+%2B', 'application/x-www-form-urlencoded'],
    ['--data-raw @text', 'POST', '@text', 'application/x-www-form-urlencoded'],
  ])('the options %s have the body of curl and its content type', (options, method, body, type) => {
    const request = requestOf(`curl http://host/x ${options}`);
    expect(plain(request)).toMatchObject({ method, body });
    expect(headerOf(request, 'content-type')).toEqual({ text: type, place: null });
  });

  it.each(['-d @body.json', '--data-binary @-', '-F a=b', '-T file', '-d a --data-urlencode name@file'])(
    'the body of %s is not in the command',
    (options) => {
      expect(requestOf(`curl http://host/x ${options}`)).toMatchObject({ body: null, bodyIs: 'unknown' });
    },
  );

  it('-G puts the data into the query, -u and -A become headers, an empty header is removed', () => {
    const request = requestOf(`curl -G http://host/x?a=1 -d b=2 -u me:password1 -A agent -H 'Accept:' -H 'X-Empty;'`);
    expect(plain(request)).toEqual({
      method: 'GET',
      address: 'http://host/x?a=1&b=2',
      headers: [
        ['X-Empty', ''],
        ['Authorization', 'Basic bWU6cGFzc3dvcmQx'],
        ['User-Agent', 'agent'],
      ],
      body: null,
    });
  });

  it('several commands and --next are several requests; what follows a command does not belong to it', () => {
    const text = `curl http://host/1 -d a --next --url http://host/2; curl http://host/3 | jq .\necho done`;
    expect(requestsOf(text).map(({ method, address }) => `${method.text} ${address.text}`)).toEqual([
      'POST http://host/1',
      'GET http://host/2',
      'GET http://host/3',
    ]);
  });

  it('prose about curl is no command', () => {
    expect(requestsOf("I tried curl and it's refused; with curl it works")).toEqual([]);
  });

  it('has the response that curl -i prints below it', () => {
    const { response } = requestOf(`curl -i http://host/x\nHTTP/1.1 401 Unauthorized\nDate: ${DATE}\n\n{"Code":"x"}\n`);
    expect(response).toMatchObject({ status: { text: '401' }, date: DATE });
    expect(response?.text).toContain('{"Code":"x"}');
  });
});

describe('a command of Windows', () => {
  it('is read as Chrome copies it for cmd', () => {
    const text = [
      'curl ^"http://host/x?a=^%^2f^" ^',
      '  -X ^"POST^" ^',
      '  -H ^"x-ms-date: Fri, 27 Nov 2026 10:00:00 GMT^" ^',
      '  --data-raw ^"^{^\\^"Take^\\^":1^}^\n\n^"',
    ].join('\n');
    expect(plain(requestOf(text))).toEqual({
      method: 'POST',
      address: 'http://host/x?a=%2f',
      headers: [
        ['x-ms-date', DATE],
        ['Content-Type', 'application/x-www-form-urlencoded'],
      ],
      body: '{"Take":1}\n',
    });
  });

  it('is read with the quotes and backquotes of PowerShell', () => {
    const text = `PS C:\\> curl.exe -X POST "http://host/x" \`\n  -H 'x: it''s' --json '{\\"Take\\":1}' -A "a \`"b\`" \`$c ""d"`;
    expect(plain(requestOf(text))).toEqual({
      method: 'POST',
      address: 'http://host/x',
      headers: [
        ['x', "it's"],
        ['User-Agent', 'a "b" $c "d'],
        ['Content-Type', 'application/json'],
      ],
      body: '{"Take":1}',
    });
  });
});

describe('the output of curl -v', () => {
  const TRACE = [
    '*   Trying 127.0.0.1:8787...',
    '* Connected to 127.0.0.1 (127.0.0.1) port 8787 (#0)',
    '> POST /api/List?a=%2f HTTP/1.1',
    '> Host: 127.0.0.1:8787',
    `> x-ms-date: ${DATE}`,
    '> Content-Length: 10',
    '> ',
    '} [10 bytes data]',
    '* Mark bundle as not supporting multiuse',
    '< HTTP/1.1 401 Unauthorized',
    `< Date: ${DATE}`,
    '< ',
    '{ [99 bytes data]',
    '{"Code":"x"}* Connection #0 to host 127.0.0.1 left intact',
  ].join('\n');

  it('tells the head that was sent and the response, but not the body', () => {
    const request = requestOf(TRACE);
    expect(plain(request)).toMatchObject({
      method: 'POST',
      address: '/api/List?a=%2f',
      headers: [
        ['Host', '127.0.0.1:8787'],
        ['x-ms-date', DATE],
        ['Content-Length', '10'],
      ],
    });
    expect(request).toMatchObject({ format: 'curl', addressIs: 'sent', body: null, bodyIs: 'unknown' });
    expect(marked(TRACE, headerOf(request, 'x-ms-date'))).toBe(DATE);
    expect(request.response).toMatchObject({ status: { text: '401' }, date: DATE });
    expect(request.response?.text).toContain('{"Code":"x"}');
  });

  it('has the body of the command in front of it', () => {
    const request = requestOf(`$ curl -v '${ADDRESS}' --data-raw '{"Take":1}'\n${TRACE}`);
    expect(plain(request)).toMatchObject({ address: '/api/List?a=%2f', body: '{"Take":1}' });
    expect(request).toMatchObject({ addressIs: 'sent', bodyIs: 'sent' });
  });

  it.each(['* [HTTP/2] [1] ', '* h2h3 '])('tells the pseudo-headers of HTTP/2 after %j', (prefix) => {
    const lines = [':method: POST', ':scheme: https', ':authority: host', ':path: /x?a', `x-ms-date: ${DATE}`];
    const request = requestOf(lines.map((line) => `${prefix}[${line}]`).join('\n'));
    expect(plain(request)).toMatchObject({
      method: 'POST',
      address: '/x?a',
      headers: [
        ['host', 'host'],
        ['x-ms-date', DATE],
      ],
    });
  });
});
