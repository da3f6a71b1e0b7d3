import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { httpAdminApi } from '../../../../electron/adapters/http/httpAdminApi.ts';
import { httpConnectionProbe } from '../../../../electron/adapters/http/httpConnectionProbe.ts';
import { systemClock } from '../../../../electron/adapters/system/systemClock.ts';
import { type RunningPlatform, startPlatform } from '../../../../electron/platform/startPlatform.ts';
import { createServices, type Services } from '../../../../electron/services/services.ts';
import { findFreePort } from '../../../../scripts/freePort.mjs';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import { type KeyTestResult, verdictOf } from '../../../../shared/model/keyTest.ts';
import { CONNECTION_FORM } from '../../../fakes/connectionForm.ts';
import { createMemoryPorts } from '../../../fakes/memoryPorts.ts';
import { startNginx } from '../../../harness/nginx.ts';
import { openTestNetwork } from '../../../harness/testNetwork.ts';

const PASSWORD = 'test: pass';
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const network = openTestNetwork();

const folder = mkdtempSync(join(tmpdir(), 'keydesk-key-test-'));
let platform: RunningPlatform;
/** Milliseconds that the clock of this computer is ahead. */
let ahead = 0;
const clock = { now: () => Date.now() + ahead, schedule: systemClock.schedule };
const http = {
  ...network,
  clock,
  random: Math.random,
  resolveProxy: async () => 'DIRECT',
  maximumRetries: 0,
  timeLimitMs: 5_000,
};

let services: Services;
let keys: readonly AuthenticationKey[];

/** Starts a platform over the one database. */
const start = (options: { readonly port?: number; readonly publicAddress?: URL } = {}): Promise<RunningPlatform> =>
  startPlatform({
    port: 0,
    database: { dataFolder: folder },
    encryptionKey: Buffer.alloc(32, 7).toString('base64'),
    adminPassword: PASSWORD,
    sample: true,
    ...options,
  });

/** Replaces the platform for the running test by one that takes what arrives in `Host`, as the product does. */
async function usePublicAddress(publicAddress: string): Promise<void> {
  const before = platform;
  platform = await start({ publicAddress: new URL(publicAddress) });
  onTestFinished(async () => {
    await platform.stop();
    platform = before;
  });
}

/** Adds a connection to an address, signed in as administrator, and reads its keys if it can. @returns its id. */
async function connect(address: string): Promise<string> {
  const { id } = await services.connections.add({ ...CONNECTION_FORM, address, password: PASSWORD });
  keys = await services.keys.list(id).then(
    ({ content }) => content.keys,
    () => keys,
  );
  return id;
}

const keyOf = (username: string): AuthenticationKey => {
  const found = keys.find((key) => key.username === username);
  if (found === undefined) {
    throw new Error(`The sample has no key of ${username}`);
  }
  return found;
};

async function test(address: string, tested: readonly AuthenticationKey[]): Promise<readonly KeyTestResult[]> {
  const id = await connect(address);
  return (await services.recordedKeyTests.test(id, tested)).results;
}

/** The result for the key of one account, at the address of the platform or of something in front of it. */
async function testOne(username = 'svc.erp', address = platform.address): Promise<KeyTestResult> {
  const [result] = await test(address, [keyOf(username)]);
  if (result === undefined) {
    throw new Error('A test has no result');
  }
  return result;
}

/** Puts nginx in front of the platform. @param directives of its `location /`. */
async function behindNginx(directives: string, port?: number): Promise<string> {
  const nginx = await startNginx(
    [directives.replaceAll('PLATFORM', platform.address)],
    port === undefined ? undefined : [port],
  );
  onTestFinished(() => nginx.stop());
  return nginx.addresses[0] ?? '';
}

/** Changes accounts behind the back of the platform, as an administrator does in the product. */
function updateAccount(username: string, change: string): void {
  const database = new DatabaseSync(join(folder, 'platform.db'), { timeout: 5_000 });
  database.prepare(`update account set ${change} where username = ?`).run(username);
  database.close();
}

beforeAll(async () => {
  platform = await start();
});
afterAll(async () => {
  await platform.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  ahead = 0;
  const { ports } = createMemoryPorts();
  services = createServices({
    ...ports,
    clock,
    connectAdminApi: httpAdminApi(http),
    connectionProbe: httpConnectionProbe(http),
  });
  onTestFinished(() => services.close());
  await connect(platform.address);
});

describe('the platform itself', () => {
  it('a key that works', async () => {
    expect(await testOne()).toMatchObject({ code: 'works', clockAheadSeconds: expect.closeTo(0, -1), error: null });
  });

  it('an expired key', async () => {
    const expired = keys.filter((key) => Date.parse(key.expirationDate) < Date.now() && key.accountProblem === null);
    const [result] = await test(platform.address, expired);
    expect(result).toMatchObject({ code: 'expired', error: { code: 'UNAUTHORIZED' } });
  });

  it('a key whose account is archived, and one whose account lacks “API calls”', async () => {
    expect(await testOne('p.sidorov')).toMatchObject({ code: 'accountArchived', accountProblem: 'archived' });
    expect(await testOne('svc.legacy')).toMatchObject({ code: 'noApiCalls', accountProblem: 'noPermission' });
  });

  it('a key whose account was switched off after the list was read', async () => {
    const id = await connect(platform.address);
    updateAccount('m.petrova', 'isActive = 0');
    onTestFinished(() => updateAccount('m.petrova', 'isActive = 1'));
    const { results } = await services.keyTests.test(id, [keyOf('m.petrova')]);
    expect(results).toMatchObject([{ code: 'accountDeactivated', error: { code: 'NOT_PERMITTED' } }]);
  });

  it('a key that was deleted, before its secret is read and after', async () => {
    const id = await connect(platform.address);
    const gone = await services.keys.create(id, keyOf('svc.erp').accountId, '2099-01-01T00:00:00.000Z');
    const secret = await services.keys.readSecret(id, gone);
    await services.recorded.deleteKeys(id, [gone]);
    expect((await services.keyTests.test(id, [gone])).results).toMatchObject([
      { code: 'unknownToken', error: { code: 'NOT_FOUND' } },
    ]);
    services.keys.readSecret = async () => secret;
    expect((await services.keyTests.test(id, [gone])).results).toMatchObject([
      { code: 'unknownToken', error: { code: 'UNAUTHORIZED' } },
    ]);
  });

  it('the secret of another key; after too many attempts the platform pauses, and nothing more is sent', async () => {
    const id = await connect(platform.address);
    const other = await services.keys.readSecret(id, keyOf('svc.1c'));
    services.keys.readSecret = async () => other;
    const testAgain = async () => (await services.keyTests.test(id, [keyOf('i.ivanov')])).results[0];
    expect(await testAgain()).toMatchObject({ code: 'wrongSecret' });
    const pause = { code: 'throttled', error: { retryAt: expect.stringMatching(/Z$/) } };
    await expect.poll(testAgain).toMatchObject(pause);
    const last = await testAgain();
    expect(await testAgain()).toEqual({ ...last, testedAt: expect.any(String) });
  });

  it.each([20, -20])('a clock that is %i minutes ahead', async (minutes) => {
    ahead = minutes * MINUTE_MS;
    const result = await testOne();
    expect(result).toMatchObject({ code: 'clockOff' });
    expect(result.clockAheadSeconds).toBeCloseTo(minutes * 60, -1);
  });

  it('a clock that is days ahead', async () => {
    ahead = 3 * DAY_MS;
    const result = await testOne();
    expect(result).toMatchObject({ code: 'clockRejected', error: { code: 'CLOCK_SKEW' } });
    expect(result.clockAheadSeconds).toBeCloseTo((3 * DAY_MS) / 1000, -1);
  });

  it('an account that may not read secrets', async () => {
    updateAccount('admin', 'isActive = 0');
    onTestFinished(() => updateAccount('admin', 'isActive = 1'));
    const result = await testOne();
    expect(result).toMatchObject({ code: 'secretNotRead', error: { code: 'NOT_PERMITTED' } });
    expect(verdictOf(result)).toBe('unclear');
  });
});

describe('nginx in front', () => {
  it('that changes nothing', async () => {
    const port = await findFreePort();
    await usePublicAddress(`http://127.0.0.1:${port}`);
    const address = await behindNginx('proxy_pass PLATFORM; proxy_set_header Host $http_host;', port);
    expect(await testOne('svc.erp', address)).toMatchObject({ code: 'works' });
  });

  it('that drops the port', async () => {
    await usePublicAddress('http://127.0.0.1');
    const address = await behindNginx('proxy_pass PLATFORM; proxy_set_header Host $host;');
    expect(await testOne('svc.erp', address)).toMatchObject({ code: 'hostWithoutPort' });
  });

  it('that replaces the host', async () => {
    const address = await behindNginx('proxy_pass PLATFORM;');
    expect(await testOne('svc.erp', address)).toMatchObject({
      code: 'hostRewritten',
      sent: new URL(address).host,
      received: new URL(platform.address).host,
    });
  });

  it('that removes a part of the path', async () => {
    const address = await behindNginx('rewrite ^/gate(/.*)$ $1 break; proxy_pass PLATFORM;');
    const result = await testOne('svc.erp', `${address}/gate`);
    expect(result).toMatchObject({ code: 'pathRewritten' });
    expect(result.sent).toBe(`/gate${result.received}`);
  });

  it.each([
    [
      'Authorization',
      'set $kept $http_authorization; if ($http_authorization ~ "^HMAC") { set $kept ""; } proxy_set_header Authorization $kept;',
    ],
    ['the date', 'proxy_set_header x-ms-date "";'],
  ])('that removes %s', async (_what, directives) => {
    const address = await behindNginx(`${directives} proxy_pass PLATFORM;`);
    expect(await testOne('svc.erp', address)).toMatchObject({ code: 'signatureRemoved' });
  });

  it('that wants single sign-on for what is signed', async () => {
    const address = await behindNginx(
      'proxy_pass PLATFORM; if ($http_authorization ~ "^HMAC") { add_header WWW-Authenticate Negotiate always; return 401; }',
    );
    expect(await testOne('svc.erp', address)).toMatchObject({
      code: 'intercepted',
      error: { interception: 'signIn', detail: expect.stringMatching(/nginx.*Negotiate/) },
    });
  });

  it.each([
    ['a gateway page', 'default_type text/html; return 200 "<html>Sign in</html>";', 'page'],
    ['a filter', 'default_type text/html; return 403 "<html>Blocked</html>";', 'rejected'],
    ['502, since nothing is behind it', 'proxy_pass http://127.0.0.1:9;', 'unavailable'],
    ['404', 'return 404;', 'missing'],
  ])('that responds itself: %s', async (_what, directives, interception) => {
    const result = await testOne('svc.erp', await behindNginx(directives));
    expect(result).toMatchObject({ code: 'intercepted', error: { interception } });
    expect(verdictOf(result)).toBe('unclear');
  });

  it('that redirects', async () => {
    const result = await testOne('svc.erp', await behindNginx('return 302 /Home/Login;'));
    expect(result).toMatchObject({ code: 'platformFailed', error: { code: 'REDIRECT_REFUSED' } });
  });
});

describe('no platform', () => {
  it('a port that nothing listens on', async () => {
    expect(await testOne('svc.erp', `http://127.0.0.1:${await findFreePort()}`)).toMatchObject({
      code: 'notReachable',
      error: { networkCause: 'refused' },
    });
  });

  it('a name that does not exist', async () => {
    const result = await testOne('svc.erp', 'http://keydesk-no-such-host.invalid');
    expect(result).toMatchObject({ code: 'notReachable', error: { networkCause: 'name' } });
  });

  it('fault 123: the platform stops while keys are tested: results stay, none is called wrong', async () => {
    const id = await connect(platform.address);
    const port = Number(new URL(platform.address).port);
    const working = keys.filter((key) => key.accountProblem === null && Date.parse(key.expirationDate) > Date.now());
    const many = Array.from({ length: 30 }, (_, index) => working[index % working.length] as AuthenticationKey);
    expect(await testOne()).toMatchObject({ code: 'works' });
    const run = services.recordedKeyTests.test(id, many);
    await platform.stop();
    const { results } = await run;
    onTestFinished(async () => {
      platform = await start({ port });
    });
    expect(results.map(verdictOf)).not.toContain('fails');
    expect(results.at(-1)).toMatchObject({ code: 'notTested', error: { code: expect.any(String) } });
  });
});
