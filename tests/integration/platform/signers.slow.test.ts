import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { apiErrorSchema } from '../../../shared/adminApi/errors.ts';
import { exchange } from './hostile/rawSocket.ts';
import { basic, type ClientKey, createKey, KEY_SERVICE, startForFile } from './platformClient.ts';

const PATH = `${KEY_SERVICE}/List`;
const BODY = '{"Take":1}';

/** The clock of the platform, on a day of one digit. */
const NOW = Date.UTC(2026, 11, 3, 10, 0, 5);
const DATE = 'Thu, 03 Dec 2026 10:00:05 GMT';

const platform = await startForFile({
  now: () => NOW,
  publicAddress: new URL('https://keys.example.com:8443/keydesk'),
});
const { host, port } = new URL(platform.address);

/** What a signer sends; what it signs differs by `signed`. */
interface Signer {
  readonly date?: string;
  /** `SignedHeaders` as the client writes it. */
  readonly signedHeaders?: string;
  readonly separator?: string;
  readonly scheme?: string;
  readonly requestLine?: (path: string) => string;
  readonly body?: string | Buffer;
  readonly host?: string;
  readonly moreLines?: readonly string[];
  readonly signed?: { readonly host?: string; readonly path?: string; readonly body?: string };
}

const newKey = () => createKey(platform, 'i.ivanov', [], '2099-12-31T00:00:00Z');

/** Sends a request byte for byte. @returns the status and the body of the response. */
async function send(signer: Signer, key?: ClientKey) {
  // Wrong signatures are counted per key.
  const { Token, SecretKey } = key ?? (await newKey());
  const { date = DATE, separator = '&', scheme = 'HMAC-SHA256', body = BODY } = signer;
  const { signedHeaders = 'x-ms-date;host;x-ms-content-sha256', requestLine = (path) => `POST ${path} HTTP/1.1` } =
    signer;
  const { signed = {}, host: sentHost = host, moreLines = [] } = signer;
  const contentHash = createHash('sha256')
    .update(signed.body ?? body)
    .digest('base64');
  const values: Readonly<Record<string, string>> = {
    'x-ms-date': date,
    date,
    host: signed.host ?? sentHost,
    'x-ms-content-sha256': contentHash,
  };
  const names = signedHeaders.split(';');
  const text = `POST\n${signed.path ?? PATH}\n${names.map((name) => values[name.toLowerCase()]).join(';')}`;
  const signature = createHmac('sha256', Buffer.from(SecretKey, 'base64')).update(text).digest('base64');
  const parameters = [`Credential=${Token}`, `SignedHeaders=${signedHeaders}`, `Signature=${signature}`];
  const lines = [
    requestLine(PATH),
    `Host: ${sentHost}`,
    `${names.find((name) => /date$/i.test(name))}: ${date}`,
    `x-ms-content-sha256: ${contentHash}`,
    `Authorization: ${scheme} ${parameters.join(separator)}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    ...moreLines,
  ];
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'utf8');
  const { responses } = await exchange(Number(port), [Buffer.concat([head, Buffer.from(body)])], null);
  const [response] = responses;
  const challenge = response?.headers.find(([name]) => name === 'www-authenticate')?.[1];
  const error = apiErrorSchema.safeParse(JSON.parse(response?.body ?? 'null')).data;
  return { status: response?.status, challenge, message: error?.Message, details: error?.Details };
}

describe('fault 121: accepts the requests of', () => {
  test.each<[client: string, signer: Signer]>([
    ['Azure App Configuration for JavaScript', {}],
    ['Azure App Configuration for .NET', { signedHeaders: 'date;host;x-ms-content-sha256' }],
    ['Azure App Configuration for Java', { signedHeaders: 'Host;Date;x-ms-content-sha256' }],
    ['Azure App Configuration for Go', { signedHeaders: 'Date;Host;x-ms-content-sha256', separator: ', ' }],
    ['Azure App Configuration for Python, and Azure CLI', { date: 'Dec, 03 2026 10:00:05.123456 GMT' }],
    ['Java with the date of RFC_1123_DATE_TIME', { date: 'Thu, 3 Dec 2026 10:00:05 GMT' }],
    ['Python with the date of formatdate()', { date: 'Thu, 03 Dec 2026 10:00:05 -0000' }],
    ['a shell with the date of date -R', { date: 'Thu, 03 Dec 2026 10:00:05 +0000' }],
    ['Go with the date of time.RFC1123', { date: 'Thu, 03 Dec 2026 10:00:05 UTC' }],
    ['clients that write RFC 850', { date: 'Thursday, 03-Dec-26 10:00:05 GMT' }],
    ['clients that write asctime', { date: 'Thu Dec  3 10:00:05 2026' }],
    ['clients that separate by commas', { separator: ',' }],
    ['clients with the scheme in lower case', { scheme: 'hmac-sha256' }],
    ['clients with two spaces after the scheme', { scheme: 'HMAC-SHA256 ' }],
    ['nginx, over HTTP/1.0 with a Host', { requestLine: (path) => `POST ${path} HTTP/1.0` }],
  ])('%s', async (_client, signer) => {
    expect(await send(signer)).toMatchObject({ status: 200 });
  });
});

describe('fault 120: accepts requests for its public address', () => {
  const PUBLIC = 'keys.example.com:8443';

  test.each<[proxy: string, signer: Signer]>([
    ['that keeps Host', { host: PUBLIC }],
    ['that removes the port of Host', { host: 'keys.example.com', signed: { host: PUBLIC } }],
    ['that replaces Host', { signed: { host: PUBLIC } }],
    [
      'that keeps the path',
      { host: PUBLIC, requestLine: (path) => `POST /keydesk${path} HTTP/1.1`, signed: { path: `/keydesk${PATH}` } },
    ],
    ['that removes the path', { host: PUBLIC, signed: { path: `/keydesk${PATH}` } }],
    ['that changes everything', { signed: { host: PUBLIC, path: `/keydesk${PATH}` } }],
    [
      'of a page',
      { host: PUBLIC, moreLines: ['Origin: https://keys.example.com:8443', 'Sec-Fetch-Site: same-origin'] },
    ],
  ])('through a proxy %s', async (_proxy, signer) => {
    expect(await send(signer)).toMatchObject({ status: 200 });
  });

  test.each(['other.example.com:8443', 'keys.example.com:8787', 'xkeys.example.com'])(
    'but not for %s',
    async (other) => {
      expect(await send({ host: other })).toMatchObject({
        status: 403,
        message: expect.stringContaining(`The platform is not reached as "${other}", but as ${host} or `),
      });
    },
  );
});

describe('fault 122: says what is wrong with the requests of', () => {
  test.each<[client: string, signer: Signer, message: string]>([
    [
      'a client that sends another body',
      { signed: { body: `${BODY}\n` } },
      'A line feed at the end of the body was signed',
    ],
    ['a client that signs no body', { signed: { body: '' } }, 'It is that of an empty body'],
    [
      'a client that signs the host without its port',
      { signed: { host: '127.0.0.1' } },
      'made for the host "127.0.0.1"',
    ],
    [
      'a client that signs the address as it is typed',
      { requestLine: (path) => `POST ${path}?q=%D0%96 HTTP/1.1`, signed: { path: `${PATH}?q=Ж` } },
      `made for the address "${PATH}?q=Ж"`,
    ],
    [
      'a client that does not sign the query',
      { requestLine: (path) => `POST ${path}?q=1 HTTP/1.1` },
      `made for the address "${PATH}", but the request arrived with "${PATH}?q=1"`,
    ],
    ['a client that sends its date twice', { moreLines: ['x-ms-date: x'] }, 'The header "x-ms-date" was sent 2 times.'],
    ['a client with another date', { date: '2026-12-03T10:00:05Z' }, 'which is not a date in GMT as in HTTP'],
    ['a client with an old date', { date: 'Thu, 03 Dec 2026 09:45:04 GMT' }, 'more than 15 minutes behind the clock'],
    [
      'a client with two spaces inside',
      { separator: '  ' },
      'A parameter of Authorization is unknown, empty or contains a space.',
    ],
  ])('%s', async (_client, signer, message) => {
    expect(await send(signer)).toMatchObject({
      status: 401,
      challenge: expect.stringMatching(/^HMAC-SHA256 error="invalid_token" error_description="[\w [\]]+"$/),
      message: expect.stringContaining(message),
    });
  });

  test('a client with another secret key, and shows what was verified', async () => {
    const key = await newKey();
    const { status, message, details } = await send({}, { ...key, SecretKey: Buffer.alloc(64).toString('base64') });
    expect([status, message]).toEqual([401, expect.stringContaining('made with another secret key')]);
    expect(details).toEqual([
      { Field: 'string-to-sign', Message: expect.stringMatching(new RegExp(`^POST\n${PATH}\n.+ GMT;${host};.{44}$`)) },
    ]);
  });

  test.each(['?a=ключ', '?a=b c', '/é'])('a client that sends an address that is not encoded: %s', async (end) => {
    expect(await send({ requestLine: (path) => `POST ${path}${end} HTTP/1.1` })).toMatchObject({
      status: 400,
      message: 'Path and query hold ASCII only: percent-encode them, such as a space as %20 and é as %C3%A9.',
    });
  });

  test.each([
    ['Basic', 'The Basic credentials are not base64 of user name, colon and password in UTF-8.'],
    ['Bearer x', 'Authorization has another scheme.'],
    ['HMAC-SHA512 x', 'Authorization has another scheme.'],
    [null, 'The request has no Authorization. If a script should have added it, the script may have failed.'],
  ])('a client with the credentials %j', async (authorization, problem) => {
    const credentials = authorization === null ? [] : [`Authorization: ${authorization}`];
    const lines = [`POST ${PATH} HTTP/1.1`, `Host: ${host}`, 'Connection: close', ...credentials];
    const { responses } = await exchange(Number(port), [`${lines.join('\r\n')}\r\n\r\n`], null);
    expect(JSON.parse(responses[0]?.body ?? '').Message).toBe(
      `Authentication is required: HMAC-SHA256 or Basic. ${problem}`,
    );
  });

  test.each([
    ['HTTP/1.0', ['Connection: close'], 'The request has no Host.'],
    ['HTTP/1.1', ['Connection: close', 'Host: a', 'Host: a'], 'The request has Host 2 times.'],
  ])('a client that speaks %s with %j', async (version, lines, message) => {
    const all = [`POST ${PATH} ${version}`, ...lines, basic('admin').join(': ')];
    const { responses } = await exchange(Number(port), [`${all.join('\r\n')}\r\n\r\n`], null);
    expect(responses[0]).toMatchObject({ status: 400 });
    expect(JSON.parse(responses[0]?.body ?? '').Message).toBe(message);
  });
});
