import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import {
  type ClientKey,
  call,
  callSigned,
  createKey,
  KEY_SERVICE,
  type RawRequest,
  type SigningOverrides,
  startForFile,
  startForTest,
} from './platformClient.ts';

const PATH = `${KEY_SERVICE}/List`;
const LIST: RawRequest = { path: PATH, body: '{"Take":1}' };
/** The well-known SHA-256 of no bytes, in base64. */
const EMPTY_HASH = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

const platform = await startForFile();
const key = await createKey(platform, 'i.ivanov');
const { host } = new URL(platform.address);

test.each<[string, SigningOverrides]>([
  ['Date instead of x-ms-date', { dateHeader: 'date' }],
  ['localhost as the host', { host: host.replace('127.0.0.1', 'localhost') }],
  [
    'more headers signed',
    { more: [['x-extra', 'y']], signedHeaders: ['x-extra', 'host', 'x-ms-date', 'x-ms-content-sha256'] },
  ],
  ['a wrong Date besides a valid x-ms-date', { more: [['date', 'Thu, 01 Jan 1970 00:00:00 GMT']] }],
])('a signed request with %s is accepted', async (_name, overrides) => {
  expect((await callSigned(platform, key, LIST, overrides)).status).toBe(200);
});

test('the date may be off by 15 minutes, and a key works until the instant it expires, both exactly', async () => {
  let now = Date.UTC(2026, 10, 22, 20, 4, 38);
  const held = await startForTest({ now: () => now });
  const creation = { AccountId: 'account.1', ExpirationDate: new Date(now + 1000).toISOString() };
  const { body: expiring } = await call(held, 'Create', creation);
  const status = async (date: number) =>
    (await callSigned(held, expiring, LIST, { date: new Date(date).toUTCString() })).status;
  const date = now;
  for (const [seconds, expected] of [
    [-901, 401],
    [-900, 200],
    [900, 200],
    [901, 401],
  ] as const) {
    expect([seconds, await status(date + seconds * 1000)]).toEqual([seconds, expected]);
  }
  now += 999;
  expect(await status(date)).toBe(200);
  now += 1;
  expect(await status(date)).toBe(401);
});

/** Signs a target and a header in UTF-8, and sends another target, byte for byte. @returns the status and the message of the response. */
async function send(signed: string, sent = signed, { Token, SecretKey }: ClientKey = key): Promise<string> {
  const date = new Date().toUTCString();
  const text = `POST\n${signed}\n${date};${host};${EMPTY_HASH};имя`;
  const signature = createHmac('sha256', Buffer.from(SecretKey, 'base64')).update(text).digest('base64');
  const head = [
    `POST ${sent} HTTP/1.1`,
    `Host: ${host}`,
    `x-ms-date: ${date}`,
    `x-ms-content-sha256: ${EMPTY_HASH}`,
    'x-name: имя',
    `Authorization: HMAC-SHA256 Credential=${Token}&SignedHeaders=x-ms-date;host;x-ms-content-sha256;x-name&Signature=${signature}`,
    'Connection: close',
  ];
  const socket = connect(Number(host.split(':')[1]), '127.0.0.1');
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  let response = '';
  for await (const chunk of socket) {
    response += chunk;
  }
  const status = /^HTTP\/1\.1 (\d+)/.exec(response)?.[1];
  return `${status} ${/"Message":"([^"]*)"/.exec(response)?.[1] ?? ''}`.trim();
}

/** Query strings in all forms that clients send. */
const QUERIES = [
  ...'? ?a ?a= ?a=b&a=c ?b=1&a=2 ?a=b+c ?a=b%20c ?a=b%2Bc ?a=%2f ?a=%2F ?a=/ ?a=%C3%A9 ?a=e%CC%81 ?a=%00'.split(' '),
  ...'?a=%F0%9F%98%80 ?a=%zz ?a== ?&& ?? ?a=b;c=d ?a[]=1&a[]=2 ?a=\'"<> ?a=http://x/?y ?$filter=x'.split(' '),
  `?${'q=1&'.repeat(1000)}`,
];
/** Paths without a route. */
const PATHS = '/api /api/ /api/x/%E2%82%AC /api/x%2Fy /api/x%252Fy /api/a+b /api//x /api/./x /api/../api/x /api/x;v=1';

test.each([
  ['200', [PATH, PATH.replace('Base', '%42ase'), ...QUERIES.map((query) => `${PATH}${query}`)]],
  ['404', PATHS.split(' ')],
  // A request line cannot contain bytes beyond ASCII.
  ['400', [`${PATH}?a=ключ`, '/api/имя']],
] as const)('a target sent as it was signed gets the response %s', async (status, targets) => {
  for (const target of targets) {
    expect([target, (await send(target)).split(' ')[0]]).toEqual([target, status]);
  }
});

test('an equivalent target in another spelling than was signed is rejected', async () => {
  for (const [signed, sent] of [
    [`${PATH}?a=b%20c`, `${PATH}?a=b+c`],
    [`${PATH}?a=%2F`, `${PATH}?a=%2f`],
    [`${PATH}?a=%2F`, `${PATH}?a=/`],
    [`${PATH}?a=1&b=2`, `${PATH}?b=2&a=1`],
    [`${PATH}?a`, `${PATH}?a=`],
    [`${PATH}?a=é`, `${PATH}?a=%C3%A9`],
    [`${PATH}?`, PATH],
    [PATH, `${PATH}?`],
    [PATH, `${PATH}/`],
    [PATH, PATH.replace('/api', '//api')],
    [PATH, PATH.replace('Base', '%42ase')],
    ['/api/x', '/api/./x'],
  ] as const) {
    // Wrong signatures are counted per key.
    const ownKey = await createKey(platform, 'i.ivanov');
    expect([sent, await send(signed, sent, ownKey)]).toEqual([sent, expect.stringMatching(/^401 The signature /)]);
  }
});
