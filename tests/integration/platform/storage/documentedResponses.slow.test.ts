import { describe, expect, test } from 'vitest';
import { ConnectionFailure } from '../../../../electron/platform/storage/postgres/connectionFailure.ts';
import { BODIES, METHODS, PATHS } from '../documentedMethods.ts';
import {
  ACCOUNT_SERVICE,
  basic,
  call,
  callSigned,
  createKey,
  daysFromNow,
  KEY_SERVICE,
  type RawRequest,
  type Response,
  ROLE_SERVICE,
  send,
  startForFile,
} from '../platformClient.ts';
import { readDocumentation } from '../servedDocumentation.ts';

const JSON_TYPE = ['Content-Type', 'application/json'] as const;
/** A disabled account, which may not use the API. */
const DISABLED = 'p.sidorov';

const platform = await startForFile();
const strict = await startForFile({ limits: { failedAttempts: 1 } });
const impatient = await startForFile({ limits: { headTimeMs: 300, requestTimeMs: 300 } });

const CAUSE = new Error('secret cause at /some/path');
/** A PostgreSQL server that cannot be reached, and a busy SQLite database. */
const UNAVAILABLE = Object.assign(new ConnectionFailure({ host: 'database.example', port: 5432 }, CAUSE), {
  errcode: 5,
});

/** What a request to `failing` fails with, and what it reports. */
let failure: Error | null = null;
const reports: unknown[] = [];
const failing = await startForFile({
  now: () => {
    if (failure !== null) {
      throw failure;
    }
    return Date.now();
  },
  reportFailure: (...report) => reports.push(report),
});
const key = await createKey(failing, 'admin');

const { operationAt, bodySchema, expectDocumented } = await readDocumentation(platform);

test('exactly the documented paths are served', async () => {
  const names = [...new Set(PATHS.map((path) => path.split('/').at(-1))), 'Rotate', 'Update', 'GetSecret', ''];
  for (const service of [KEY_SERVICE, ACCOUNT_SERVICE, ROLE_SERVICE, '/api/public/system/Base/UserService']) {
    for (const name of names) {
      const path = `${service}/${name}`;
      // No method accepts this body, so nothing changes.
      const { status, body } = await call(platform, path, { nonsense: true });
      const expected = PATHS.includes(path) ? [400, 'Validation'] : [404, 'UnknownMethod'];
      expect([status, body.Code], path).toEqual(expected);
    }
  }
  const get = await send(platform, { method: 'GET', path: PATHS[0] ?? '', headers: [basic('admin')] });
  expect([get.status, get.body.Code]).toEqual([404, 'UnknownMethod']);
});

describe('each method gives every documented response, and no other', () => {
  test.each(METHODS)('%s', async (path, isWrite) => {
    const [[first, ...others] = [], bad = []] = BODIES[path] ?? [];
    const seen = new Set<number>();
    const check = (response: Response, expected: RegExp): void => {
      expect(`${response.status} ${response.body.Code ?? ''}`.trim(), response.text).toMatch(expected);
      expectDocumented(path, response);
      seen.add(response.status);
    };
    expect(bad.length).toBeGreaterThan(0);
    for (const body of bad) {
      expect(isValid(path, body), `by the document: ${JSON.stringify(body)}`).toBe(false);
      check(await post(path, body), /^400 Validation$/);
    }
    const id = ['x-ms-client-request-id', path.replaceAll('/', ':')] as const;
    const success = await post(path, first, [id]);
    check(success, /^20[04]$/);
    check(await post(path, first, [id]), new RegExp(`^${success.status}$`));
    for (const body of [first, ...others]) {
      expect(isValid(path, body), `by the document: ${JSON.stringify(body)}`).toBe(true);
      check(await post(path, body), /^(200|204|404 NotFound|409 \w+)$/);
    }
    if (isWrite) {
      const reused = { path, headers: [basic('admin'), JSON_TYPE, id], body: `${JSON.stringify(first)} ` };
      check(await send(platform, reused), /^409 RequestIdReused$/);
    }
    for (const [expected, response] of await errorsOf(path)) {
      check(response, new RegExp(`^${expected}$`));
    }
    expect([...seen].toSorted()).toEqual(Object.keys(operationAt(path).responses).map(Number).toSorted());
  });

  test('/health', async () => {
    const responses = [
      await send(platform, { method: 'GET', path: '/health' }),
      ...(await requestErrors({ method: 'GET', path: '/health' })).map(([, response]) => response),
    ];
    for (const response of responses) {
      expectDocumented('/health', response, 'get');
    }
    const documented = Object.keys(operationAt('/health', 'get').responses);
    expect(responses.map(({ status }) => String(status)).toSorted()).toEqual(documented.toSorted());
  });

  test('Create for an account that may not use the API', async () => {
    const body = { AccountId: 'account.5', ExpirationDate: daysFromNow(1) };
    const response = await call(platform, `${KEY_SERVICE}/Create`, body);
    expect([response.status, response.body.Code]).toEqual([400, 'AccountNotEligible']);
    expectDocumented(`${KEY_SERVICE}/Create`, response);
  });
});

test('fault 125: a text is returned as JSON, and the only parameter is accepted with and without its name', async () => {
  for (const [body, accept] of [
    [{ user: 'admin' }, 'text/plain'],
    ['admin', '*/*'],
  ]) {
    const accepting = [['Accept', String(accept)]] as const;
    const { headers, text } = await call(platform, `${ACCOUNT_SERVICE}/FindByUsername`, body, 'admin', accepting);
    expect([headers['content-type'], text]).toEqual(['application/json; charset=utf-8', '"account.1"']);
  }
});

function isValid(path: string, body: unknown): boolean {
  return body === undefined ? !operationAt(path).requestBody.required : bodySchema(path)(body);
}

function post(path: string, body: unknown, headers: RawRequest['headers'] = []): Promise<Response> {
  return send(platform, {
    path,
    headers: [basic('admin'), ...headers, ...(body === undefined ? [] : [JSON_TYPE])],
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

type Expectation = readonly [expected: string, response: Response];

/** Causes each error that a route can return whatever it does. */
async function requestErrors(route: RawRequest): Promise<readonly Expectation[]> {
  const headers = [basic('admin'), JSON_TYPE];
  return [
    ['400 MalformedRequest', await send(platform, { ...route, headers: [...headers, ['Host', 'a'], ['Host', 'b']] })],
    ['403 HostNotAllowed', await send(platform, { ...route, headers: [...headers, ['Host', 'attacker.example']] })],
    ['408 Timeout', await send(impatient, { ...route, headers: [...headers, ['Content-Length', '9']], body: '{' })],
    ['413 TooLarge', await send(platform, { ...route, headers, body: JSON.stringify('x'.repeat(1024 * 1024)) })],
    ['417 MalformedRequest', await send(platform, { ...route, headers: [...headers, ['Expect', 'more']] })],
    ['431 TooLarge', await send(platform, { ...route, headers: [...headers, ['x-more', 'x'.repeat(16 * 1024)]] })],
  ];
}

/** Causes each error that a method can return whatever its parameters are. */
async function errorsOf(path: string): Promise<readonly Expectation[]> {
  const guess = { path, headers: [basic(`nobody ${path}`, 'wrong')] };
  return [
    ...(await requestErrors({ path })),
    ['400 MalformedRequest', await send(platform, { path, headers: [basic('admin'), JSON_TYPE], body: 'account.1' })],
    ['401 Unauthorized', await send(platform, { path })],
    ['401 Unauthorized', await send(platform, { path, headers: [['Authorization', 'HMAC-SHA256 x']] })],
    ['401 Unauthorized', await send(strict, guess)],
    ['429 Throttled', await send(strict, guess)],
    ['403 NotPermitted', await call(platform, path, {}, DISABLED)],
    ['403 OriginNotAllowed', await send(platform, { path, headers: [['Origin', 'https://attacker.example']] })],
    ['415 UnsupportedMediaType', await send(platform, { path, headers: [basic('admin')], body: '{}' })],
    ['500 Internal', await failingWith(path, CAUSE)],
    ['503 Unavailable', await failingWith(path, UNAVAILABLE)],
  ];
}

/** Sends a request that fails with an error, details of which must not be disclosed. */
async function failingWith(path: string, error: Error): Promise<Response> {
  failure = error;
  reports.length = 0;
  const response = await callSigned(failing, key, { path, body: '{}' });
  expect(reports).toEqual([[response.body.RequestId, failure]]);
  expect(response.text).not.toContain('cause');
  failure = null;
  return response;
}
