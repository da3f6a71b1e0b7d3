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

/** Paths and queries in all forms that clients send, and how they answer once the signature is let in. */
const targets: readonly (readonly [target: string, status: string])[] = [
  [LIST, '200'],
  [`${LIST}?`, '200'],
  [`${LIST}?a`, '200'],
  [`${LIST}?a=`, '200'],
  [`${LIST}?a=b`, '200'],
  [`${LIST}?a=b&a=c`, '200'],
  [`${LIST}?b=1&a=2`, '200'],
  [`${LIST}?a=b+c`, '200'],
  [`${LIST}?a=b%20c`, '200'],
  [`${LIST}?a=b%2Bc`, '200'],
  [`${LIST}?a=%2f`, '200'],
  [`${LIST}?a=%2F`, '200'],
  [`${LIST}?a=/`, '200'],
  [`${LIST}?a=%C3%A9`, '200'],
  [`${LIST}?a=e%CC%81`, '200'],
  [`${LIST}?%D0%BA%D0%BB%D1%8E%D1%87=%D0%B7`, '200'],
  [`${LIST}?a=%F0%9F%98%80`, '200'],
  [`${LIST}?a=%00`, '200'],
  [`${LIST}?a=%zz`, '200'],
  [`${LIST}?a==`, '200'],
  [`${LIST}?&&`, '200'],
  [`${LIST}??`, '200'],
  [`${LIST}?a=b;c=d`, '200'],
  [`${LIST}?a[]=1&a[]=2`, '200'],
  [`${LIST}?a='"<>`, '200'],
  [`${LIST}?a=http://x/?y`, '200'],
  [`${LIST}?$filter=x eq 1`.replaceAll(' ', '%20'), '200'],
  [`${LIST}?${'q=1&'.repeat(1000)}`, '200'],
  // Bytes beyond ASCII have no place in a request line.
  [`${LIST}?a=é`, '400'],
  [`${LIST}?a=ключ`, '400'],
  [LIST.replace('Base', '%42ase'), '200'],
  ['/api', '404'],
  ['/api/', '404'],
  ['/api/x/%E2%82%AC', '404'],
  ['/api/x%2Fy', '404'],
  ['/api/x%252Fy', '404'],
  ['/api/a+b', '404'],
  ['/api/a%20b', '404'],
  ['/api//x', '404'],
  ['/api/./x', '404'],
  ['/api/../api/x', '404'],
  ['/api/x;v=1', '404'],
  ['/api/~user/*()!', '404'],
  ['/api/имя', '400'],
];

test.each(targets.map(([target, status]) => [target.slice(0, 120), status, target] as const))(
  '%s, as it was signed, is answered with %s',
  async (_title, status, target) => {
    expect((await send('POST', target)).split(' ')[0]).toBe(status);
  },
);

test.each([
  [`${LIST}?a=b%20c`, `${LIST}?a=b+c`],
  [`${LIST}?a=%2F`, `${LIST}?a=%2f`],
  [`${LIST}?a=%2F`, `${LIST}?a=/`],
  [`${LIST}?a=1&b=2`, `${LIST}?b=2&a=1`],
  [`${LIST}?`, LIST],
  [LIST, `${LIST}?`],
  [`${LIST}?a`, `${LIST}?a=`],
  [`${LIST}?a=%C3%A9`, `${LIST}?a=e%CC%81`],
  [`${LIST}?a=é`, `${LIST}?a=%C3%A9`],
  [LIST, LIST.replace('Base', '%42ase')],
  [LIST, LIST.toLowerCase()],
  [LIST, `${LIST}/`],
  [LIST, LIST.replace('/api', '//api')],
  ['/api/x', '/api/./x'],
])('%s signed and %s sent is refused', async (signed, sent) => {
  // A key of its own: wrong signatures are counted per key.
  const key = await createKey(platform, 'i.ivanov');
  expect(await send('POST', signed, sent, key)).toBe('401 Invalid Signature');
});

test.each(['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'])('%s is let in as it was signed', async (method) => {
  expect((await send(method, '/api/x')).split(' ')[0]).toBe('404');
});

test('openssl signs alike', () => {
  const text = `POST\n${LIST}?a=ключ\nSun, 22 Nov 2026 20:04:38 GMT;127.0.0.1:8787;${EMPTY_HASH}`;
  const own = createHmac('sha256', Buffer.from(sharedKey.SecretKey, 'base64')).update(text).digest('base64');
  expect(signWithOpenssl(sharedKey.SecretKey, text)).toBe(own);
});
