import { AppConfigurationClient } from '@azure/app-configuration';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningPlatform } from '../../../electron/platform/startPlatform.ts';
import {
  type ClientKey,
  call,
  callSigned,
  createKey,
  daysFromNow,
  KEY_SERVICE,
  startSample,
} from './platformClient.ts';

/**
 * The official client of Azure App Configuration signs by the same scheme, so it is an oracle for our verification
 * that shares no code with it. The platform has none of its paths: a signature that is let in gets as far as 404.
 */
let platform: RunningPlatform;
let offsetMs = 0;
let key: ClientKey & { readonly Id: string };
beforeAll(async () => {
  platform = await startSample({ now: () => Date.now() + offsetMs });
  key = await createKey(platform, 'svc.erp');
});
afterAll(() => platform.stop());

/** One attempt of the client, as it went out and came back. */
interface Attempt {
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  readonly date: string | undefined;
  readonly authorization: string | undefined;
  readonly hasBody: boolean;
  readonly status: number;
  readonly challenge: string | undefined;
}

/** Lets the client do something, which the platform refuses in the end, and gives its attempts. */
async function attemptsOf(
  { Token, SecretKey }: ClientKey,
  use: (client: AppConfigurationClient) => Promise<unknown>,
  maxRetries = 0,
): Promise<readonly Attempt[]> {
  const attempts: Attempt[] = [];
  const client = new AppConfigurationClient(`Endpoint=${platform.address};Id=${Token};Secret=${SecretKey}`, {
    allowInsecureConnection: true,
    retryOptions: { maxRetries },
    additionalPolicies: [
      {
        position: 'perRetry',
        policy: {
          name: 'record',
          async sendRequest(request, next) {
            const response = await next(request);
            const { pathname, search } = new URL(request.url);
            attempts.push({
              method: request.method,
              target: `${pathname}${search}`,
              date: request.headers.get('x-ms-date'),
              authorization: request.headers.get('authorization'),
              hasBody: request.body !== undefined && request.body !== null,
              status: response.status,
              challenge: response.headers.get('www-authenticate'),
            });
            return response;
          },
        },
      },
    ],
  });
  await expect(use(client)).rejects.toThrow();
  return attempts;
}

const read = (client: AppConfigurationClient) => client.getConfigurationSetting({ key: 'имя /?&', label: 'a b' });

describe('a request that the client signs with the right secret is let in', () => {
  test.each<[string, string, boolean, (client: AppConfigurationClient) => Promise<unknown>]>([
    ['GET with a path and a query beyond ASCII', 'GET', false, read],
    [
      'GET with reserved characters',
      'GET',
      false,
      (client) => client.getConfigurationSetting({ key: "k é/ü+~*'()!%2F" }),
    ],
    [
      'GET of a list with a filter',
      'GET',
      false,
      (client) => client.listConfigurationSettings({ keyFilter: 'ключ*,b', labelFilter: '\0' }).next(),
    ],
    [
      'PUT with a body beyond ASCII',
      'PUT',
      true,
      (client) => client.setConfigurationSetting({ key: 'ключ', label: 'метка', value: '"значение" 😀 \\ \u2028' }),
    ],
    [
      'PUT that must not replace',
      'PUT',
      true,
      (client) => client.addConfigurationSetting({ key: 'a/b c', value: 'x'.repeat(100_000) }),
    ],
    ['PUT without a body', 'PUT', false, (client) => client.setReadOnly({ key: 'ключ' }, true)],
    ['DELETE', 'DELETE', false, (client) => client.deleteConfigurationSetting({ key: 'ключ' })],
    ['PATCH with a body', 'PATCH', true, (client) => client.archiveSnapshot('снимок')],
  ])('%s', async (_what, method, hasBody, use) => {
    const [attempt, ...more] = await attemptsOf(key, use);
    expect(attempt).toMatchObject({ method, hasBody, status: 404, challenge: undefined });
    expect(more).toEqual([]);
    // What was signed has escapes, which must not be looked at in any other form.
    expect(attempt?.target).toMatch(/^\/[\w./-]+.*%/);
  });
});

test.each([
  ['another secret', { SecretKey: Buffer.alloc(64, 1).toString('base64') }, 'Invalid Signature'],
  ['an unknown token', { Token: 'f'.repeat(32) }, 'Invalid Credential'],
])('with %s it is refused', async (_what, change, text) => {
  for (const use of [
    read,
    (client: AppConfigurationClient) => client.setConfigurationSetting({ key: 'a', value: 'b' }),
  ]) {
    const [attempt] = await attemptsOf({ ...key, ...change }, use);
    expect(attempt?.status).toBe(401);
    expect(attempt?.challenge).toContain(`error_description="${text}"`);
  }
});

test('told to wait by 429, the client waits as long as Retry-After says and signs anew', async () => {
  const guessed = { ...key, SecretKey: Buffer.alloc(64, 2).toString('base64') };
  const other = await createKey(platform, 'svc.1c');
  const target = { path: `${KEY_SERVICE}/GetPermissions` };
  const guess = () => callSigned(platform, { ...guessed, Token: other.Token }, target);
  while ((await guess()).status !== 429) {
    // Ten guesses are answered with 401.
  }
  const left = Number((await guess()).headers['retry-after']);
  // A little before the end of the minute.
  offsetMs += (left - 2) * 1000;
  const attempts = await attemptsOf({ ...guessed, Token: other.Token }, read, 3);
  expect(attempts.map(({ status }) => status)).toEqual([429, 401]);
  const [first, second] = attempts.map(({ date }) => Date.parse(date ?? ''));
  expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(1000);
  expect(attempts[0]?.authorization).not.toBe(attempts[1]?.authorization);
  // All the while the client with the right secret was let in.
  expect((await attemptsOf(other, read))[0]?.status).toBe(404);
});

test('once the key is set to the past, and once it is deleted, it is refused', async () => {
  await call(platform, 'Edit', { Id: key.Id, ExpirationDate: daysFromNow(-1), Version: 1 });
  expect((await attemptsOf(key, read))[0]?.challenge).toContain('The access token has expired');
  await call(platform, 'Delete', { Ids: [key.Id] });
  expect((await attemptsOf(key, read))[0]?.challenge).toContain('Invalid Credential');
});
