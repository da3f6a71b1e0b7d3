import { describe, expect, test } from 'vitest';
import { DATE, HEADERS, HOST, PATH, SECRET, type Signer, TOKEN, textOf, verify, withHeader } from './signedRequest.ts';

/** What a client signs by mistake, and a part of the explanation. */
const MISTAKES: readonly (readonly [name: string, signer: Signer, explanation: string])[] = [
  ...[
    '127.0.0.1',
    'localhost:8787',
    'localhost',
    '127.0.0.1:80',
    '127.0.0.1:443',
    `http://${HOST}`,
    '{{base}}',
    '',
  ].map(
    (host) =>
      [
        `the host ${host}`,
        { text: textOf({ headers: withHeader('host', host) }) },
        `The signature was made for the host "${host}", but the request arrived with Host "${HOST}".`,
      ] as const,
  ),
  [
    'a host in lower case that is sent with capitals',
    { headers: withHeader('host', 'LocalHost:8787'), text: textOf({ headers: withHeader('host', 'localhost:8787') }) },
    'The signature was made for the host "localhost:8787", but the request arrived with Host "LocalHost:8787".',
  ],
  ...[
    '/api/x',
    '/api/x?label=о+%2f&b=a b',
    '/api/x?label=о+/&b=a b',
    '/api/x?label=%D0%BE+%2F&b=a%20b',
    '/api/x?label=%d0%be+%2f&b=a%20b',
    '/api/x?label=%D0%BE%20%2f&b=a%20b',
    '/api/x?label=%D0%BE+%2f&b=a+b',
    '/api/x?label=%D0%BE%2B%2F&b=a%20b',
    '/api/x?label=%D0%BE+%2F&b=a+b',
    `http://${HOST}${PATH}`,
  ].map(
    (path) =>
      [
        `the address ${path}`,
        { text: textOf({ path }) },
        `The signature was made for the address "${path}", but the request arrived with "${PATH}".`,
      ] as const,
  ),
  ...['"', "'", '|', ',', '!', '*'].map((sign) => {
    const code = `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
    return [
      `a query with ${sign} encoded, and sent as it is`,
      { path: `/api/x?a=${sign}`, text: textOf({ path: `/api/x?a=${code}` }) },
      `The signature was made for the address "/api/x?a=${code}", but`,
    ] as const;
  }),
  [
    'a host that a proxy has replaced and forwards',
    {
      headers: [...HEADERS, ['X-Forwarded-Host', 'keys.example.com:8443']],
      text: textOf({ headers: withHeader('host', 'keys.example.com:8443') }),
    },
    `The signature was made for the host "keys.example.com:8443", but the request arrived with Host "${HOST}".`,
  ],
  [
    'a host that two proxies have replaced and forward',
    {
      headers: [...HEADERS, ['X-Forwarded-Host', 'keys.example.com, inner.example.com']],
      text: textOf({ headers: withHeader('host', 'keys.example.com') }),
    },
    'The signature was made for the host "keys.example.com", but',
  ],
  [
    'a path from which Traefik has removed a prefix',
    { headers: [...HEADERS, ['X-Forwarded-Prefix', '/keydesk']], text: textOf({ path: `/keydesk${PATH}` }) },
    `The signature was made for the address "/keydesk${PATH}", from which a proxy has removed "/keydesk".`,
  ],
  ...['Thu, 3 Dec 2026 10:00:05 GMT', 'Thu,  3 Dec 2026 10:00:05 GMT', 'Thu, 03 Dec 2026 10:00:05 UTC'].map(
    (date) =>
      [
        `the date ${date} that is rewritten on the way`,
        { text: textOf({ headers: withHeader('x-ms-date', date) }) },
        `The signature was made for the date "${date}", but the request arrived with x-ms-date "${DATE}".`,
      ] as const,
  ),
  ...[
    ['a=1&b=2', 'b=2&a=1', 'sorted'],
    ['a&b', 'a=&b=', 'without the sign of an empty value'],
    ['a=&b=', 'a&b', 'with the sign of an empty value'],
    ['a=%252F', 'a=%2F', 'encoded twice'],
    ['a=%2F', 'a=%252F', 'and encoded once more on the way'],
    ['a={{a}}&b={{b}}', 'a=1&b=2', 'before its variables were replaced'],
  ].map(
    ([signed, sent, how]) =>
      [
        `a query ${how}: ${signed}, ${sent}`,
        { path: `/api/x?${sent}`, text: textOf({ path: `/api/x?${signed}` }) },
        `The signature was made for the address "/api/x?${signed}", but`,
      ] as const,
  ),
  [
    'a path with dots that are resolved on the way',
    { path: '/api/./x', text: textOf({ path: '/api/x' }) },
    'The signature was made for the address "/api/x", but',
  ],
  ['lines joined by the two characters \\n', { text: textOf({}).replaceAll('\n', '\\n') }, 'one line feed (0x0A)'],
  ['lines joined by CR LF', { text: textOf({}).replaceAll('\n', '\r\n') }, 'one line feed (0x0A)'],
  ['a line feed at the end', { text: `${textOf({})}\n` }, 'none at its end'],
  ['values joined by commas', { text: textOf({}).replaceAll(';', ',') }, 'joined by ";" alone'],
  ['a method in lower case', { text: textOf({ method: 'post' }) }, 'The method is signed in upper case.'],
  [
    'the values in another order',
    { text: textOf({ signedHeaders: 'host;x-ms-date;x-ms-content-sha256' }) },
    'in another order',
  ],
  ['the secret as text', { secret: Buffer.from(SECRET) }, 'The secret key was used as text.'],
  [
    'a signature in hexadecimal',
    { changeSignature: (signature) => Buffer.from(signature, 'base64').toString('hex') },
    'not in base64 with padding',
  ],
  ['a signature without padding', { changeSignature: (signature) => signature.replace('=', '') }, 'not in base64'],
];

test('an address is quoted up to 400 characters, so that the difference can be seen', async () => {
  const path = `/api/x?q=${'a'.repeat(200)}%2f`;
  const signed = path.replace('%2f', '%2F');
  const error = await verify({ path, text: textOf({ path: signed }) });
  expect(error?.message).toContain(`for the address "${signed}", but the request arrived with "${path}"`);
});

test('a very long request is not explained, since each attempt costs time', async () => {
  const path = `/${'a'.repeat(4000)}`;
  const error = await verify({ path, text: textOf({ path, headers: withHeader('host', 'localhost') }) });
  expect(error?.message).toMatch(/^The signature is wrong: it was made with another secret key/);
});

describe('explains a wrong signature by', () => {
  test.each(MISTAKES)('%s', async (_name, signer, explanation) => {
    const error = await verify(signer);
    expect(error).toMatchObject({ description: 'Invalid Signature', counted: [TOKEN] });
    expect(error?.message).toContain(explanation);
  });

  test.each(MISTAKES)('nothing without the secret: %s', async (_name, signer) => {
    const others = [
      { ...signer, secret: Buffer.alloc(64, 8) },
      { ...signer, changeSignature: () => 'A'.repeat(44) },
    ];
    for (const other of others) {
      expect((await verify(other))?.message).toMatch(/^The signature is wrong: it was made with another secret key/);
    }
  });
});

test('any other wrong signature is answered with the string-to-sign, bounded', async () => {
  const secret = Buffer.alloc(64);
  expect(await verify({ secret })).toMatchObject({
    message: expect.stringContaining('the string-to-sign in Details'),
    details: [{ Field: 'string-to-sign', Message: textOf({}) }],
  });
  const long = await verify({ secret, path: `/${'a'.repeat(16_000)}` });
  expect(long?.details?.[0]?.Message).toHaveLength(4001);
});
