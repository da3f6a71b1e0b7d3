import { createHmac, hash } from 'node:crypto';
import { expect, it } from 'vitest';
import { httpAdminApi } from '../../../../electron/adapters/http/httpAdminApi.ts';
import { httpConnectionProbe } from '../../../../electron/adapters/http/httpConnectionProbe.ts';
import type { AdminApi, AdminApiTarget } from '../../../../electron/ports.ts';
import { SkippingClock } from '../../../fakes/skippingClock.ts';
import { EXPIRES, WIRE_KEY } from './wireKey.ts';

const SECRET = Buffer.alloc(64, 7);
const ADDRESS = 'https://stand.example:8443';
const target: AdminApiTarget = {
  address: ADDRESS,
  servicePath: '/service',
  credentials: { kind: 'key', token: 'f'.repeat(32), secretKey: SECRET.toString('base64') },
  caCertificate: null,
};
const EMPTY = { Items: [], Total: 0 };
const PERMISSIONS = {
  CanView: true,
  CanReadSecret: true,
  CanCreate: true,
  CanEdit: true,
  CanDelete: true,
  Account: { Id: 'account.1', Username: 'a', FullName: 'A' },
};

/** A request as given to `fetch`. */
interface SentRequest {
  readonly url: string;
  readonly requestId: string | undefined;
  readonly status: number;
}

const wrongSignature = () =>
  Response.json(
    { Code: 'Unauthorized', Message: 'Invalid Signature: the body may say more.' },
    {
      status: 401,
      headers: { 'WWW-Authenticate': 'HMAC-SHA256 error="invalid_token" error_description="Invalid Signature"' },
    },
  );

/** An installation that accepts signatures for one host only, and remembers the requests. */
function installation(host: string, respond: () => Response = () => Response.json(EMPTY)) {
  const sent: SentRequest[] = [];
  const state = { host };
  const fetch = async (url: string, { method, headers, body }: RequestInit) => {
    const given = new Headers(headers);
    const signed = `${given.get('x-ms-date')};${state.host};${hash('sha256', String(body), 'base64')}`;
    const text = `${method}\n${new URL(url).pathname}\n${signed}`;
    const signature = createHmac('sha256', SECRET).update(text).digest('base64');
    const isAccepted = given.get('authorization')?.endsWith(`&Signature=${signature}`) === true;
    const response = isAccepted ? respond() : wrongSignature();
    sent.push({ url, requestId: given.get('x-ms-client-request-id') ?? undefined, status: response.status });
    return response;
  };
  const options = {
    fetch,
    fetchTrusting: () => () => Promise.reject(new Error('not asked for')),
    clock: new SkippingClock(),
    random: () => 0.5,
  };
  return { options, state, sent, statuses: () => sent.map(({ status }) => status) };
}

const list = (api: AdminApi) => api.listKeys({ skip: 0, take: 1 });

it('fault 131: a proxy that drops the port is found with one more request, remembered, and noticed when it is gone', async () => {
  const { options, state, sent, statuses } = installation('stand.example');
  const connect = httpAdminApi(options);
  await list(connect(target));
  await list(connect(target));
  expect(statuses()).toEqual([401, 200, 200]);
  expect(new Set(sent.map(({ url }) => url))).toEqual(new Set([`${ADDRESS}/service/List`]));

  state.host = 'stand.example:8443';
  await list(connect(target));
  await list(connect(target));
  expect(statuses().slice(3)).toEqual([401, 200, 200]);
});

it.each<[what: string, changed: Partial<AdminApiTarget>, requests: number]>([
  ['without a port', { address: 'https://stand.example' }, 1],
  ['with the default port', { address: 'https://stand.example:443' }, 1],
  ['with a password', { credentials: { kind: 'password', username: 'admin', password: 'x' } }, 1],
  ['with a wrong secret', {}, 2],
])('fault 131: %s no signature is sent more often than helps', async (_what, changed, requests) => {
  const { options, sent } = installation('other.example');
  await expect(list(httpAdminApi(options)({ ...target, ...changed }))).rejects.toMatchObject({
    code: 'UNAUTHORIZED',
    reason: { kind: 'signature' },
  });
  expect(sent).toHaveLength(requests);
});

it('a default port that was typed is neither signed nor sent', async () => {
  const { options, sent, statuses } = installation('stand.example');
  await list(httpAdminApi(options)({ ...target, address: 'https://stand.example:443' }));
  expect(statuses()).toEqual([200]);
  expect(new URL(sent[0]?.url ?? '').port).toBe('');
});

it('fault 131: a change is made once, and the host is remembered whatever the response', async () => {
  const creation = installation('stand.example', () => Response.json(WIRE_KEY));
  await httpAdminApi(creation.options)(target).createKey('account.1', EXPIRES);
  expect(creation.statuses()).toEqual([401, 200]);
  expect(new Set(creation.sent.map(({ requestId }) => requestId)).size).toBe(1);

  const denial = installation('stand.example', () =>
    Response.json({ Code: 'NotPermitted', Message: 'no' }, { status: 403 }),
  );
  const connect = httpAdminApi(denial.options);
  for (const expected of [
    [401, 403],
    [401, 403, 403],
  ]) {
    await expect(list(connect(target))).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    expect(denial.statuses()).toEqual(expected);
  }
});

it('fault 131: calls at the same time are corrected each', async () => {
  const { options, statuses } = installation('stand.example');
  const connect = httpAdminApi(options);
  await Promise.all([1, 2, 3].map(() => list(connect(target))));
  await list(connect(target));
  expect(statuses()).toEqual([401, 401, 401, 200, 200, 200, 200]);
});

it.each([
  ['stand.example', true],
  ['stand.example:8443', false],
])('fault 131: the connection test reports whether the port is dropped: %s', async (host, signsBareHost) => {
  const { options } = installation(host, () => Response.json(PERMISSIONS));
  const probe = httpConnectionProbe({ ...options, resolveProxy: async () => 'DIRECT' });
  expect(await probe.askPermissions(target)).toMatchObject({ outcome: { ok: true }, signsBareHost });
});
