import { describe, expect, test } from 'vitest';
import { DATE, HEADERS, NOW, PATH, SECRET, type Signer, textOf, verify, withHeader } from './signedRequest.ts';

describe('accepts the signer of', () => {
  test.each<[string, Signer]>([
    ['JavaScript and .NET', {}],
    ['Java', { signedHeaders: 'Host;Date;x-ms-content-sha256', headers: [['Date', DATE], ...HEADERS.slice(1)] }],
    [
      'Java, with the date of DateTimeFormatter.RFC_1123_DATE_TIME',
      { headers: withHeader('x-ms-date', 'Thu, 3 Dec 2026 10:00:05 GMT') },
    ],
    [
      'Go',
      {
        signedHeaders: 'date;host;x-ms-content-sha256',
        headers: [['Date', DATE], ...HEADERS.slice(1)],
        changeAuthorization: (value) => value.replaceAll('&', ', '),
      },
    ],
    ['Python and Azure CLI', { headers: withHeader('x-ms-date', 'Dec, 03 2026 10:00:05.123456 GMT') }],
    ['older HTTP', { headers: withHeader('x-ms-date', 'Thursday, 03-Dec-26 10:00:05 GMT') }],
    ['a scheme in lower case', { changeAuthorization: (value) => value.replace('HMAC-SHA256', 'hmac-sha256') }],
  ])('%s', async (_client, signer) => {
    expect(await verify(signer)).toBeNull();
  });
});

describe('rejects the date, and says what is wrong with it:', () => {
  test.each([
    ['2026-12-03T10:00:05Z', '"2026-12-03T10:00:05Z"'],
    ['Thu, 03 Dec 2026 13:00:05 +0300', '"Thu, 03 Dec 2026 13:00:05 +0300"'],
    ['', '""'],
    ['x'.repeat(5000), `"${'x'.repeat(100)}…"`],
    ['"\\\x01', '"\\"\\\\\\u0001"'],
    // Read by Node as Latin-1.
    [Buffer.from('Чт, 03 дек 2026').toString('latin1'), '"Чт, 03 дек 2026"'],
  ])('%j', async (date, quoted) => {
    const headers = withHeader('x-ms-date', date);
    expect(await verify({ headers })).toMatchObject({
      description: 'Invalid access token date',
      message: `x-ms-date is ${quoted}, which is not a date in GMT as in HTTP. A valid one is "${DATE}".`,
    });
  });

  test.each([
    ['Thu, 03 Dec 2026 09:45:04 GMT', 'behind'],
    ['Thu, 03 Dec 2026 10:15:06 GMT', 'ahead of'],
  ])('%s is too far off', async (date, direction) => {
    expect(await verify({ headers: withHeader('x-ms-date', date) })).toMatchObject({
      description: 'The access token has expired',
      message: `x-ms-date is "${date}", more than 15 minutes ${direction} the clock of the platform, which says ${DATE}. Sign each request anew, and check the clock of the client.`,
      counted: [],
    });
  });
});

test('an expired key is distinguished from an old date', async () => {
  expect(await verify({ expirationDate: NOW })).toMatchObject({
    description: 'The access token has expired',
    message: 'The signature is right, but the key has expired: its expiration date is 2026-12-03T10:00:05.000Z.',
  });
});

test('an expired key with a wrong signature is a wrong signature', async () => {
  expect(await verify({ expirationDate: NOW, secret: Buffer.alloc(64) })).toMatchObject({
    description: 'Invalid Signature',
  });
});

test('a header that was sent twice is named', async () => {
  const headers = [...HEADERS, ['X-MS-Date', DATE] as const];
  expect(await verify({ headers })).toMatchObject({
    description: 'Invalid Signature',
    message: 'The header "x-ms-date" was sent 2 times. Send a signed header once.',
    counted: [],
  });
});

test.each(['Host', 'x-ms-content-sha256', 'x-other'])('a signed %s is accepted once only', async (name) => {
  const headers = [...HEADERS, ['x-other', 'a'] as const];
  const signedHeaders = 'x-ms-date;host;x-ms-content-sha256;x-other';
  expect(await verify({ headers, signedHeaders })).toBeNull();
  const value = headers.find(([own]) => own === name)?.[1] ?? '';
  for (const again of [name, name.toLowerCase(), name.toUpperCase()]) {
    expect(await verify({ headers: [...headers, [again, value]], signedHeaders })).toMatchObject({
      message: `The header "${name.toLowerCase()}" was sent 2 times. Send a signed header once.`,
      counted: [],
    });
  }
});

test('a header that is not signed may be sent twice', async () => {
  expect(await verify({ headers: [...HEADERS, ['Accept', 'a'], ['accept', 'b']] })).toBeNull();
});

test('an unreadable Authorization is explained, and shows a right one', async () => {
  expect(await verify({ changeAuthorization: (value) => value.replace('Credential', 'Token') })).toMatchObject({
    description: '[Credential][SignedHeaders][Signature] is required',
    message:
      'A parameter of Authorization is unknown, empty or contains a space. It must be: ' +
      'HMAC-SHA256 Credential={token}&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}',
  });
});

test('an unknown token is told, with its form if it has another', async () => {
  const message = 'No key has this token: it is wrong, or the key was deleted.';
  expect(await verify({ token: 'f'.repeat(32) })).toMatchObject({ description: 'Invalid Credential', message });
  expect(await verify({ token: SECRET })).toMatchObject({
    message: `${message} A token is 32 hexadecimal digits in lower case.`,
    counted: [SECRET],
  });
});

describe('with a public address', () => {
  const publicAddress = 'https://keys.example.com:8443/keydesk';
  const publicHeaders = withHeader('host', 'keys.example.com:8443');

  test.each<[string, Signer]>([
    ['Host passed on', { headers: publicHeaders }],
    [
      'Host passed on without its port',
      { headers: withHeader('host', 'keys.example.com'), text: textOf({ headers: publicHeaders }) },
    ],
    ['Host replaced', { text: textOf({ headers: publicHeaders }) }],
    ['the path removed', { headers: publicHeaders, text: textOf({ headers: publicHeaders, path: `/keydesk${PATH}` }) }],
    ['Host and path changed', { text: textOf({ headers: publicHeaders, path: `/keydesk${PATH}` }) }],
    ['a direct request', {}],
  ])('a request signed for it is accepted with %s', async (_change, signer) => {
    expect(await verify({ ...signer, publicAddress })).toBeNull();
  });

  test('a request signed for another host or path is rejected', async () => {
    for (const other of [{ headers: withHeader('host', 'other.example.com') }, { path: `/other${PATH}` }]) {
      expect(await verify({ publicAddress, text: textOf(other) })).toMatchObject({ description: 'Invalid Signature' });
    }
  });

  test('without a port both forms of the default one are accepted', async () => {
    for (const host of ['keys.example.com', 'keys.example.com:443']) {
      const text = textOf({ headers: withHeader('host', host) });
      expect(await verify({ publicAddress: 'https://keys.example.com', text })).toBeNull();
    }
  });
});
