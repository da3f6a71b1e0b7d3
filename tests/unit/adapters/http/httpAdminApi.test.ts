import { beforeEach, describe, expect, it } from 'vitest';
import { httpAdminApi } from '../../../../electron/adapters/http/httpAdminApi.ts';
import { httpConnectionProbe } from '../../../../electron/adapters/http/httpConnectionProbe.ts';
import type { AdminApi, AdminApiCredentials } from '../../../../electron/ports.ts';
import { SkippingClock } from '../../../fakes/skippingClock.ts';
import { EXPIRES, WIRE_KEY } from './wireKey.ts';

const target = {
  address: 'https://stand.example',
  servicePath: '/service',
  credentials: { kind: 'key', token: 'f'.repeat(32), secretKey: Buffer.alloc(64, 7).toString('base64') },
  caCertificate: null,
} as const;
const password: AdminApiCredentials = { kind: 'password', username: 'admin', password: 'admin' };

let clock: SkippingClock;
/** Headers of the requests as they were given to `fetch`, in order. */
let sent: Record<string, string>[];
/** Answers to come; the last one stays. */
let answers: (() => Response)[];

beforeEach(() => {
  clock = new SkippingClock();
  sent = [];
});

const http = () => ({
  fetch: async (_url: string, { headers }: RequestInit) => {
    sent.push(headers as Record<string, string>);
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    return answer?.() ?? Response.error();
  },
  fetchTrusting: () => () => Promise.reject(new Error('not asked for')),
  clock,
  random: () => 0.5,
});

/** The codes that the platform gives with its statuses. */
const CODES: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  429: 'Throttled',
  500: 'Internal',
  503: 'Unavailable',
};

const status =
  (code: number, headers: Record<string, string> = {}, body: unknown = { Code: CODES[code], Message: 'no' }) =>
  () =>
    Response.json(body, { status: code, headers });

const CALLS: readonly (readonly [name: string, isRead: boolean, call: (api: AdminApi) => Promise<unknown>])[] = [
  ['List', true, (api) => api.listKeys({ skip: 0, take: 1 })],
  ['Get', true, (api) => api.readSecret('authkey.1')],
  ['GetPermissions', true, (api) => api.getPermissions()],
  ['ListEligibleAccounts', true, (api) => api.listEligibleAccounts('', { skip: 0, take: 1 })],
  ['Create', false, (api) => api.createKey('account.1', EXPIRES)],
  ['Edit', false, (api) => api.editKey('authkey.1', EXPIRES, 1)],
  ['Delete', false, (api) => api.deleteKeys(['authkey.1'])],
];

describe.each(CALLS)('%s', (_name, isRead, call) => {
  it(`fault 27: is ${isRead ? '' : 'not '}made again after a 503, and not after a 401`, async () => {
    answers = [status(503)];
    await expect(call(httpAdminApi(http())(target))).rejects.toMatchObject({ code: 'SERVER_FAILED' });
    expect(sent).toHaveLength(isRead ? 4 : 1);
    answers = [status(401)];
    await expect(call(httpAdminApi(http())(target))).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    expect(sent).toHaveLength(isRead ? 5 : 2);
  });

  it('fault 26: is made again after a 429, each time with a fresh date and signature, and as the same write', async () => {
    answers = [status(429, { 'Retry-After': '2' })];
    await expect(call(httpAdminApi(http())(target))).rejects.toMatchObject({
      code: 'THROTTLED',
      times: { retryAt: expect.any(String) },
    });
    expect(sent).toHaveLength(4);
    expect(new Set(sent.map((headers) => headers['x-ms-date'])).size).toBe(4);
    expect(new Set(sent.map(({ Authorization }) => Authorization)).size).toBe(4);
    expect(sent.every(({ Authorization }) => Authorization !== undefined && !Authorization.includes(','))).toBe(true);
    const ids = new Set(sent.map((headers) => headers['x-ms-client-request-id']));
    expect([...ids]).toEqual([isRead ? undefined : expect.stringMatching(/^[0-9a-f-]{36}$/)]);
  });
});

describe('a clock that is wrong', () => {
  const refusedAt = (time: string) =>
    status(401, {
      'WWW-Authenticate': 'HMAC-SHA256 error="invalid_token" error_description="The access token has expired"',
      Date: `Sun, 22 Nov 2026 ${time} GMT`,
    });
  const dateRefused = refusedAt('12:20:00');
  const empty = status(200, {}, { Items: [], Total: 0 });

  it('is corrected for a call and reported, at once also to another connection to the same address', async () => {
    answers = [dateRefused, empty];
    const connect = httpAdminApi(http());
    const told: number[] = [];
    await connect(target, (offset) => told.push(offset)).listKeys({ skip: 0, take: 1 });
    expect(told).toEqual([0, 1_200_000]);
    expect(sent.map((headers) => headers['x-ms-date'])).toEqual([
      'Sun, 22 Nov 2026 12:00:00 GMT',
      'Sun, 22 Nov 2026 12:20:00 GMT',
    ]);
    connect(target, (offset) => told.push(offset));
    connect({ ...target, address: 'https://other.example' }, (offset) => told.push(offset));
    connect({ ...target, credentials: password }, (offset) => told.push(offset));
    expect(told).toEqual([0, 1_200_000, 1_200_000, 0]);
  });

  it('does not matter for a password, which is never sent again', async () => {
    answers = [dateRefused];
    const call = httpAdminApi(http())({ ...target, credentials: password }).listKeys({ skip: 0, take: 1 });
    await expect(call).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    expect(sent).toHaveLength(1);
  });

  it('is corrected once, whatever is tried again after that', async () => {
    answers = [dateRefused, status(500), refusedAt('13:00:00')];
    const call = httpAdminApi(http())(target).listKeys({ skip: 0, take: 1 });
    await expect(call).rejects.toMatchObject({ code: 'CLOCK_SKEW' });
    expect(sent).toHaveLength(3);
  });
});

it('a connection test asks once, whatever comes', async () => {
  answers = [status(503)];
  const probe = httpConnectionProbe({ ...http(), resolveProxy: async () => 'DIRECT' });
  expect((await probe.askPermissions(target)).outcome).toMatchObject({ ok: false, error: { code: 'SERVER_FAILED' } });
  expect(sent).toHaveLength(1);
});

it('signs in with Basic authentication in UTF-8 and gives each change an id of its own', async () => {
  answers = [status(200, {}, WIRE_KEY)];
  const credentials = { kind: 'password', username: 'админ', password: 'пароль:1' } as const;
  const api = httpAdminApi(http())({ ...target, credentials });
  await api.createKey('account.1', EXPIRES);
  await api.createKey('account.1', EXPIRES);
  const Authorization = `Basic ${Buffer.from('админ:пароль:1').toString('base64')}`;
  expect(sent).toMatchObject([{ Authorization }, { Authorization }]);
  expect(new Set(sent.map((headers) => headers['x-ms-client-request-id'])).size).toBe(2);
});

it('names the fields that the platform rejects', async () => {
  const Details = [{ Field: 'ExpirationDate', Message: 'is past' }];
  answers = [status(400, {}, { Code: 'Validation', Message: 'no', Details })];
  await expect(httpAdminApi(http())(target).createKey('account.1', EXPIRES)).rejects.toMatchObject({
    issues: [{ path: 'ExpirationDate', problem: 'invalid' }],
  });
});

describe('fault 37: a list', () => {
  const page = (item: object, Total: unknown = 1) => JSON.stringify({ Items: [item], Total });
  const list = (text: string) => {
    answers = [() => new Response(text, { headers: { 'Content-Type': 'application/json' } })];
    return httpAdminApi(http())(target).listKeys({ skip: 0, take: 1 });
  };

  it.each([
    ['a number as an id', page({ ...WIRE_KEY, Id: 7 })],
    ['an id beyond 2^53', page(WIRE_KEY).replace('"authkey.1"', '9007199254740993')],
    ['a missing field', page({ ...WIRE_KEY, Token: undefined })],
    ['a date that is none', page({ ...WIRE_KEY, ExpirationDate: 'soon' })],
    ['a version beyond 2^53', page({ ...WIRE_KEY, Version: 2 ** 60 })],
    ['null in place of an object', 'null'],
    ['an array in place of an object', '[]'],
    ['false in place of an object', 'false'],
    ['an error under another name', '{"status":"error","errors":["no"]}'],
    ['an error as text', '{"error":"no"}'],
    ['a text as its total', page(WIRE_KEY, '1')],
    ['deep JSON', '['.repeat(100_000)],
  ])('with %s is rejected', async (_what, text) => {
    await expect(list(text)).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
    expect(sent).toHaveLength(1);
  });

  it('loses its unknown fields, among them a secret', async () => {
    const listed = await list(page({ ...WIRE_KEY, SecretKey: 'canary', Later: { SecretKey: 'canary' } }));
    expect(listed.items).toHaveLength(1);
    expect(JSON.stringify(listed)).not.toContain('canary');
  });
});
