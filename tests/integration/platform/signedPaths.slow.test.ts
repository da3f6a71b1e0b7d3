import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningPlatform } from '../../../electron/platform/startPlatform.ts';
import { signWithOpenssl } from '../../harness/opensslClient.ts';
import { type ClientKey, createKey, KEY_SERVICE, startSample } from './platformClient.ts';

const LIST = `${KEY_SERVICE}/List`;
/** The hash of no bytes, as everybody knows it. */
const EMPTY_HASH = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

let platform: RunningPlatform;
let sharedKey: ClientKey;
beforeAll(async () => {
  platform = await startSample();
  sharedKey = await createKey(platform, 'i.ivanov');
});
afterAll(() => platform.stop());

/** Signs one target, sends another, byte for byte, and gives the status line and the message of the answer. */
async function send(method: string, signed: string, sent = signed, key = sharedKey): Promise<string> {
  const { host, port } = new URL(platform.address);
  const date = new Date().toUTCString();
  const text = Buffer.from(`${method}\n${signed}\n${date};${host};${EMPTY_HASH}`, 'utf8');
  const signature = createHmac('sha256', Buffer.from(key.SecretKey, 'base64')).update(text).digest('base64');
  const head = [
    `${method} ${sent} HTTP/1.1`,
    `Host: ${host}`,
    `x-ms-date: ${date}`,
    `x-ms-content-sha256: ${EMPTY_HASH}`,
    `Authorization: HMAC-SHA256 Credential=${key.Token}&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
    'Connection: close',
  ];
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'utf8'));
  let answer = '';
  for await (const chunk of socket) {
    answer += chunk;
  }
  const status = /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1];
  return `${status} ${/"Message":"([^"]*)"/.exec(answer)?.[1] ?? ''}`.trim();
}

/** Queries in all forms that clients send, behind the path of a method. */
const queries = [
  ...'? ?a ?a= ?a=b ?a=b&a=c ?b=1&a=2 ?a=b+c ?a=b%20c ?a=b%2Bc ?a=%2f ?a=%2F ?a=/ ?a=%C3%A9 ?a=e%CC%81'.split(' '),
  ...'?%D0%BA%D0%BB=%D0%B7 ?a=%F0%9F%98%80 ?a=%00 ?a=%zz ?a== ?&& ?? ?a=b;c=d ?a[]=1&a[]=2 ?a=\'"<> ?a=http://x/?y'.split(
    ' ',
  ),
  '?$filter=x%20eq%201',
  `?${'q=1&'.repeat(1000)}`,
];
/** Paths that lead nowhere once the signature is let in. */
const paths = '/api /api/ /api/x/%E2%82%AC /api/x%2Fy /api/x%252Fy /api/a+b /api/a%20b /api//x /api/./x /api/../api/x';

test.each([
  ['200', [LIST, LIST.replace('Base', '%42ase'), ...queries.map((query) => `${LIST}${query}`)]],
  ['404', [...paths.split(' '), '/api/x;v=1', '/api/~user/*()!']],
  // Bytes beyond ASCII have no place in a request line.
  ['400', [`${LIST}?a=é`, `${LIST}?a=ключ`, '/api/имя']],
] as const)('a target as it was signed is answered with %s', async (status, targets) => {
  for (const target of targets) {
    expect([target, (await send('POST', target)).split(' ')[0]]).toEqual([target, status]);
  }
});

test('a target that means the same in another spelling than was signed is refused', async () => {
  for (const [signed, sent] of [
    [`${LIST}?a=b%20c`, `${LIST}?a=b+c`],
    [`${LIST}?a=%2F`, `${LIST}?a=%2f`],
    [`${LIST}?a=%2F`, `${LIST}?a=/`],
    [`${LIST}?a=1&b=2`, `${LIST}?b=2&a=1`],
    [`${LIST}?a`, `${LIST}?a=`],
    [`${LIST}?a=%C3%A9`, `${LIST}?a=e%CC%81`],
    [`${LIST}?a=é`, `${LIST}?a=%C3%A9`],
    [LIST, `${LIST}/`],
    [LIST, LIST.replace('/api', '//api')],
    ['/api/x', '/api/./x'],
  ] as const) {
    // A key of its own: wrong signatures are counted per key.
    const key = await createKey(platform, 'i.ivanov');
    expect([sent, await send('POST', signed, sent, key)]).toEqual([sent, '401 Invalid Signature']);
  }
});

test.each(['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'])('%s is let in as it was signed', async (method) => {
  expect((await send(method, '/api/x')).split(' ')[0]).toBe('404');
});

test('openssl signs alike', () => {
  const text = `POST\n${LIST}?a=ключ\nSun, 22 Nov 2026 20:04:38 GMT;127.0.0.1:8787;${EMPTY_HASH}`;
  const own = createHmac('sha256', Buffer.from(sharedKey.SecretKey, 'base64')).update(text).digest('base64');
  expect(signWithOpenssl(sharedKey.SecretKey, text)).toBe(own);
});
