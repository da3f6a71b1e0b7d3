import { describe, expect, it } from 'vitest';
import { type HttpAdminApiOptions, httpAdminApi } from '../../../../electron/adapters/http/httpAdminApi.ts';
import type { HttpResponse } from '../../../../electron/adapters/http/httpPost.ts';
import { SkippingClock } from '../../../fakes/skippingClock.ts';

interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

const NOW = Date.UTC(2026, 10, 28, 12);

/** Calls an installation that responds with a body, and notes what it received. */
function installation(respond: () => HttpResponse) {
  const sent: Sent[] = [];
  const clock = new SkippingClock(NOW);
  const options: HttpAdminApiOptions = {
    fetch: async (url, { method, headers, body }) => {
      sent.push({ url, method, headers, body });
      return respond();
    },
    fetchTrusting: () => () => Promise.reject(new Error('not asked for')),
    clock,
    random: () => 0.5,
  };
  const api = httpAdminApi(options)({
    address: 'https://stand.example/keys',
    servicePath: '/service',
    credentials: { kind: 'password', username: 'admin', password: 'admin' },
    caCertificate: null,
  });
  return { api, sent };
}

const json =
  (body: unknown, headers: Record<string, string> = {}) =>
  (): HttpResponse => {
    const { status, headers: sent, body: content } = Response.json(body, { headers });
    return { status, headers: sent, body: content as unknown as AsyncIterable<Uint8Array> };
  };
const details = (response: unknown) => ({ response, error: null, success: true });
const FULL = {
  queryDate: '2026-11-28T15:00:01.500+03:00',
  address: 'https://stand.example',
  version: '5.0.13334.0',
  database: 'db.7',
  timeZone: 'Europe/Moscow',
  language: 'ru-RU',
};
const NOTHING = { version: null, timeZone: null, databaseId: null, clockDifferenceMs: null };

describe('server details', () => {
  it('are read with GET below the address, signed in', async () => {
    const { api, sent } = installation(json(details(FULL)));
    await expect(api.readServer()).resolves.toEqual({
      version: '5.0.13334.0',
      timeZone: 'Europe/Moscow',
      databaseId: 'db.7',
      clockDifferenceMs: 1500,
    });
    expect(sent).toMatchObject([
      { url: 'https://stand.example/keys/webapi/Heartbeat/ServerDetails', method: 'GET', body: null },
    ]);
    expect(sent[0]?.headers).toMatchObject({ Authorization: expect.stringMatching(/^Basic /) });
    expect(sent[0]?.headers).not.toHaveProperty('Content-Type');
  });

  it('may be in Pascal case or without the envelope', async () => {
    const pascal = { Response: { Version: '4.7', TimeZone: 'UTC', Database: 'x' }, Error: null, Success: true };
    const expected = { version: '4.7', timeZone: 'UTC' };
    await expect(installation(json(pascal)).api.readServer()).resolves.toMatchObject({ ...expected, databaseId: 'x' });
    await expect(installation(json({ version: '4.7', timeZone: 'UTC' })).api.readServer()).resolves.toMatchObject(
      expected,
    );
  });

  it.each([
    ['a number', 5],
    ['null', null],
    ['nothing', ' '],
    ['a long text', 'x'.repeat(201)],
    ['control characters', 'a\nb'],
    ['an object', { version: 1 }],
  ])('do not pass on %s', async (_name, value) => {
    const odd = { queryDate: value, version: value, database: value, timeZone: value };
    await expect(installation(json(details(odd))).api.readServer()).resolves.toEqual(NOTHING);
  });

  it.each([
    ['2026-11-28T12:00:00Z', 0],
    ['2026-11-28T11:59:00.000Z', -60_000],
    ['2026-11-28T15:00:00', 2000],
    ['28.11.2026 15:00:00', 2000],
    ['0001-01-01T00:00:00', 2000],
  ])('give the clock %s, or that of the header if its offset is unknown', async (queryDate, expected) => {
    const respond = json(details({ queryDate }), { date: 'Sat, 28 Nov 2026 12:00:02 GMT' });
    await expect(installation(respond).api.readServer()).resolves.toEqual({ ...NOTHING, clockDifferenceMs: expected });
  });

  it('with success: false are an error, although the status is 200', async () => {
    const failed = { response: FULL, error: { message: 'No access', type: 'X', inner: null }, success: false };
    await expect(installation(json(failed)).api.readServer()).rejects.toMatchObject({
      code: 'SERVER_FAILED',
      detail: 'No access',
    });
  });

  it.each([[[]], ['text'], [7], [null]])('that are %j are not those of the product', async (body) => {
    await expect(installation(json(details(body))).api.readServer()).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
  });

  it('are not asked for again when the installation is busy', async () => {
    const { api, sent } = installation(() => ({
      status: 503,
      headers: new Headers({ 'content-type': 'application/json' }),
      body: json({ Code: 'Unavailable', Message: 'no' })().body,
    }));
    await expect(api.readServer()).rejects.toMatchObject({ code: 'SERVER_FAILED' });
    expect(sent).toHaveLength(1);
  });
});

describe('the account', () => {
  it('is read by its id', async () => {
    const { api, sent } = installation(
      json({ Id: 'account.1', TimeZone: 'Asia/Omsk', PasswordExpirationDate: '2026-12-01T00:00:00Z' }),
    );
    await expect(api.readAccount('account.1')).resolves.toEqual({
      timeZone: 'Asia/Omsk',
      passwordExpiresAt: Date.UTC(2026, 11, 1),
    });
    expect(sent).toMatchObject([
      {
        url: 'https://stand.example/keys/api/public/system/Base/AccountService/Get',
        method: 'POST',
        body: '{"id":"account.1"}',
      },
    ]);
  });

  it.each(['0001-01-01T00:00:00', '01.12.2026', 7, null])('has no expiry of its password: %s', async (date) => {
    await expect(installation(json({ PasswordExpirationDate: date })).api.readAccount('account.1')).resolves.toEqual({
      timeZone: null,
      passwordExpiresAt: null,
    });
  });
});
