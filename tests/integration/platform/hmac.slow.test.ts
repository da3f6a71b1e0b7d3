import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningPlatform } from '../../../electron/platform/startPlatform.ts';
import {
  type ClientKey,
  call,
  callSigned,
  createKey,
  daysFromNow,
  KEY_SERVICE,
  type RawRequest,
  type SigningOverrides,
  send,
  sign,
  startForTest,
  startSample,
} from './platformClient.ts';

const LIST: RawRequest = { path: `${KEY_SERVICE}/List`, body: '{"Take":1}' };

let platform: RunningPlatform;
let key: ClientKey & { readonly Id: string };
beforeAll(async () => {
  platform = await startSample();
  key = await createKey(platform, 'i.ivanov');
});
afterAll(() => platform.stop());

describe('a signed request is let in', () => {
  test.each<[string, RawRequest, SigningOverrides]>([
    ['with a body', LIST, {}],
    ['without a body', { path: LIST.path }, {}],
    ['with a query and escapes, signed as sent', { ...LIST, path: `${LIST.path}?a=%2F%20b&c=` }, {}],
    ['with Date in place of x-ms-date', LIST, { dateHeader: 'date' }],
    ['with localhost as host', LIST, {}],
    [
      'with more headers signed',
      LIST,
      { more: [['x-extra', 'y']], signedHeaders: ['x-extra', 'host', 'x-ms-date', 'x-ms-content-sha256'] },
    ],
    ['with a Date that is wrong beside a right x-ms-date', LIST, { more: [['date', 'Thu, 01 Jan 1970 00:00:00 GMT']] }],
  ])('%s', async (what, target, overrides) => {
    const host = new URL(platform.address).host.replace('127.0.0.1', 'localhost');
    const { status } = await callSigned(platform, key, target, what.includes('localhost') ? { host } : overrides);
    expect(status).toBe(200);
  });

  test('as the account of the key', async () => {
    const { body } = await callSigned(platform, key, { path: `${KEY_SERVICE}/GetPermissions` });
    expect(body.Account.Username).toBe('i.ivanov');
  });
});

describe('a signed request is refused', () => {
  const needed = '[Credential][SignedHeaders][Signature] is required';
  const now = () => new Date().toUTCString();
  test.each<[string, SigningOverrides, string]>([
    ['without parameters', { authorization: 'HMAC-SHA256' }, needed],
    ['with a part missing', { authorization: 'HMAC-SHA256 Credential=x&SignedHeaders=host' }, needed],
    [
      'with commas in place of ampersands',
      { authorization: 'HMAC-SHA256 Credential=x,SignedHeaders=host,Signature=y' },
      needed,
    ],
    ['with an unknown token', { credential: '0'.repeat(32) }, 'Invalid Credential'],
    ['with a token in other letters', { credential: 'ABCDEF' }, 'Invalid Credential'],
    ['with the signature of something else', { signature: 'A'.repeat(43).concat('=') }, 'Invalid Signature'],
    ['with a signature of another length', { signature: 'AAAA' }, 'Invalid Signature'],
    ['with a signature that is no base64', { signature: '!' }, 'Invalid Signature'],
    [
      'with another body than the hash says',
      { contentHash: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' },
      'Invalid Signature',
    ],
    ['with a hash that is none', { contentHash: 'x' }, 'Invalid Signature'],
    [
      'with a signed header sent twice',
      {
        more: [
          ['x-twice', 'a'],
          ['x-twice', 'b'],
        ],
        signedHeaders: ['x-ms-date', 'host', 'x-ms-content-sha256', 'x-twice'],
      },
      'Invalid Signature',
    ],
    ['with the date sent twice', { more: [['x-ms-date', now()]] }, 'Invalid Signature'],
    ['with the hash sent twice', { more: [['x-ms-content-sha256', 'x']] }, 'Invalid Signature'],
    [
      'with the date not signed',
      { signedHeaders: ['host', 'x-ms-content-sha256'] },
      'x-ms-date is required as a signed header',
    ],
    [
      'with Date signed and x-ms-date not',
      { more: [['date', now()]], signedHeaders: ['date', 'host', 'x-ms-content-sha256'] },
      'x-ms-date is required as a signed header',
    ],
    [
      'with the host not signed',
      { signedHeaders: ['x-ms-date', 'x-ms-content-sha256'] },
      'host is required as a signed header',
    ],
    [
      'with the hash not signed',
      { signedHeaders: ['x-ms-date', 'host'] },
      'x-ms-content-sha256 is required as a signed header',
    ],
    ['without a date', { omit: ['x-ms-date'] }, "Signed request header 'x-ms-date' is not provided"],
    [
      'without a hash',
      { omit: ['x-ms-content-sha256'] },
      "Signed request header 'x-ms-content-sha256' is not provided",
    ],
    [
      'without another header that is signed',
      { signedHeaders: ['x-ms-date', 'host', 'x-ms-content-sha256', 'x-lost'] },
      "Signed request header 'x-lost' is not provided",
    ],
    ['with a date that Date.parse cannot read', { date: 'now' }, 'Invalid access token date'],
    ['with a date that Date.parse can read', { date: '1' }, 'Invalid access token date'],
    ['with an ISO date', { date: new Date().toISOString() }, 'Invalid access token date'],
    ['with a date that does not exist', { date: 'Tue, 31 Feb 2026 00:00:00 GMT' }, 'Invalid access token date'],
    ['with an old date', { date: 'Sun, 06 Nov 1994 08:49:37 GMT' }, 'The access token has expired'],
  ])('%s', async (_what, overrides, text) => {
    const answer = await callSigned(platform, key, LIST, overrides);
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe(`HMAC-SHA256 error="invalid_token" error_description="${text}"`);
    expect(answer.body).toEqual({ Code: 'Unauthorized', Message: text });
  });

  test('with its Authorization sent twice', async () => {
    const headers = sign(platform, key, LIST);
    const twice = headers.filter(([name]) => name === 'authorization');
    const answer = await send(platform, { ...LIST, headers: [...headers, ...twice] });
    expect(answer.body.Message).toBe(needed);
  });

  test('with another method, path or query than was signed', async () => {
    const headers = [...sign(platform, key, LIST), ['content-type', 'application/json']] as const;
    expect((await send(platform, { ...LIST, headers })).status).toBe(200);
    for (const target of [
      { ...LIST, method: 'PUT' },
      { ...LIST, path: `${KEY_SERVICE}/list` },
      { ...LIST, path: `${LIST.path}?` },
      { ...LIST, path: `${LIST.path}?Take=2` },
      { ...LIST, path: LIST.path.replace('Base', '%42ase') },
      { ...LIST, body: '{"Take":2}' },
    ]) {
      const answer = await send(platform, { ...target, headers });
      expect(answer.body).toEqual({ Code: 'Unauthorized', Message: 'Invalid Signature' });
    }
  });

  test('with a hash that does not fit a GET with an unread body, or a chunked body', async () => {
    const wrong = { contentHash: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' };
    const get = await callSigned(platform, key, { method: 'GET', path: '/api/unknown', body: 'x' }, wrong);
    expect(get.body.Message).toBe('Invalid Signature');
    const chunked: RawRequest = { ...LIST, headers: [['transfer-encoding', 'chunked']] };
    expect((await callSigned(platform, key, chunked, wrong)).body.Message).toBe('Invalid Signature');
    expect((await callSigned(platform, key, chunked)).status).toBe(200);
  });
});

test('the date may be 15 minutes off, to the second, and not more', async () => {
  const now = Date.UTC(2026, 10, 22, 20, 4, 38);
  const held = await startForTest({ now: () => now });
  const { body: account } = await call(held, '/api/public/system/Base/AccountService/FindByUsername', {
    user: 'admin',
  });
  const { body } = await call(held, 'Create', {
    AccountId: account,
    ExpirationDate: new Date(now + 1000).toISOString(),
  });
  for (const [seconds, status] of [
    [-901, 401],
    [-900, 200],
    [0, 200],
    [900, 200],
    [901, 401],
  ] as const) {
    const answer = await callSigned(held, body, LIST, { date: new Date(now + seconds * 1000).toUTCString() });
    expect([seconds, answer.status]).toEqual([seconds, status]);
  }
});

describe('what happens to a key acts on the next request', () => {
  test('an expired key is refused from the very instant on', async () => {
    let now = Date.UTC(2026, 10, 22, 20, 4, 38);
    const held = await startForTest({ now: () => now });
    const { body } = await call(held, 'Create', {
      AccountId: 'account.1',
      ExpirationDate: new Date(now + 1000).toISOString(),
    });
    const date = new Date(now).toUTCString();
    now += 999;
    expect((await callSigned(held, body, LIST, { date })).status).toBe(200);
    now += 1;
    const answer = await callSigned(held, body, LIST, { date });
    expect([answer.status, answer.body.Message]).toEqual([401, 'The access token has expired']);
  });

  test('a key set to the past is refused, and let in again when extended', async () => {
    const retired = await createKey(platform, 'svc.erp');
    const target: RawRequest = { path: `${KEY_SERVICE}/GetPermissions` };
    expect((await callSigned(platform, retired, target)).status).toBe(200);
    await call(platform, 'Edit', { Id: retired.Id, ExpirationDate: daysFromNow(-1), Version: 1 });
    expect((await callSigned(platform, retired, target)).body.Message).toBe('The access token has expired');
    await call(platform, 'Edit', { Id: retired.Id, ExpirationDate: daysFromNow(1), Version: 2 });
    expect((await callSigned(platform, retired, target)).status).toBe(200);
  });

  test('a deleted key is refused', async () => {
    const deleted = await createKey(platform, 'svc.erp');
    await call(platform, 'Delete', { Ids: [deleted.Id] });
    const answer = await callSigned(platform, deleted, LIST);
    expect([answer.status, answer.body.Message]).toEqual([401, 'Invalid Credential']);
  });
});
