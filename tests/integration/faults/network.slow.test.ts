import { once } from 'node:events';
import { createServer } from 'node:http';
import { Agent } from 'node:https';
import type { AddressInfo } from 'node:net';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { MAX_RESPONSE_BYTES } from '../../../electron/adapters/http/httpPost.ts';
import type { ApiKey } from '../../../electron/ports.ts';
import { outcomeOfFailure } from '../../../shared/model/activity.ts';
import { AppError } from '../../../shared/result.ts';
import { HOSTILE_NAMES } from '../../fakes/hostileNames.ts';
import { answer, cutAt, endless, loseAnswer } from '../../harness/faults.ts';
import { nodeFetch } from '../../harness/nodeFetch.ts';
import { makeTestCertificates, type TestCertificates } from '../../harness/testCertificates.ts';
import { openTestBed, PAGE } from './testBed.ts';

const testBed = openTestBed();
let certificates: TestCertificates;

beforeAll(() => {
  certificates = makeTestCertificates();
});

/** Awaits a call that has to fail and returns its error. */
async function failure(call: Promise<unknown>): Promise<AppError> {
  const error = await call.catch((reason: unknown) => reason);
  if (!(error instanceof AppError)) {
    throw new Error(`Did not fail with an error of the application: ${error}`);
  }
  return error;
}

/** Lists the keys at an address that cannot be reached and returns the reason that the network gave. */
async function causeAt(address: string, caCertificate: string | null = null): Promise<string | null> {
  const { code, reason } = await failure(testBed.connect({ address, caCertificate }).listKeys(PAGE));
  expect(code).toBe('UNREACHABLE');
  return reason?.kind === 'network' ? reason.cause : null;
}

const platformApi = () => testBed.connect({ address: testBed.platform.address });
const countKeys = async () => (await platformApi().listKeys(PAGE)).total;

/** Creates a key through the proxy. */
async function createKey(): Promise<ApiKey> {
  const { account } = await platformApi().getPermissions();
  return testBed.connect().createKey(account.id, '2099-01-01T00:00:00.000Z');
}

it('fault 19: distinguishes an unknown name from a refused connection and retries neither', async () => {
  expect(await causeAt('http://no-such-machine.invalid')).toBe('name');
  await testBed.proxy.refuseConnections();
  expect(await causeAt(testBed.proxy.address)).toBe('refused');
  expect(testBed.clock.waits).toEqual([]);
  await testBed.proxy.acceptConnections();
  expect((await testBed.connect().listKeys(PAGE)).total).toBeGreaterThan(0);
});

it('fault 19: reaches an installation that listens on IPv6 only', async () => {
  const proxy = await testBed.startProxy({ host: '::1' });
  expect((await testBed.connect({ address: proxy.address }).listKeys(PAGE)).total).toBeGreaterThan(0);
});

describe('fault 21: TLS', () => {
  it.each([
    ['selfSigned', {}, 'certificateUntrusted', 'certificateUntrusted'],
    ['good', {}, 'certificateUntrusted', null],
    ['expired', {}, 'certificateUntrusted', 'certificateExpired'],
    ['otherName', {}, 'certificateUntrusted', 'certificateName'],
    ['good', { maxVersion: 'TLSv1.1' }, 'tls', 'tls'],
  ] as const)('a certificate that is %s, %j: %s; with its authority added: %s', async (name, limit, without, added) => {
    const proxy = await testBed.startProxy({ tls: { ...certificates[name], ...limit } });
    expect([without, added]).toContain(await causeAt(proxy.address));
    if (added === null) {
      const api = testBed.connect({ address: proxy.address, caCertificate: certificates.authority });
      expect((await api.listKeys(PAGE)).total).toBeGreaterThan(0);
    } else {
      expect(await causeAt(proxy.address, certificates.authority)).toBe(added);
    }
    expect(proxy.calls).toEqual(added === null ? ['List'] : []);
    expect(testBed.clock.waits).toEqual([]);
  });

  it('is not downgraded to plain HTTP', async () => {
    expect(await causeAt(testBed.proxy.address.replace('http:', 'https:'))).toBe('tls');
    expect(testBed.proxy.calls).toEqual([]);
  });
});

it('fault 23: reports a proxy that requires a password or does not respond, without its password', async () => {
  const tls = await testBed.startProxy({ tls: certificates.good });
  const gatekeeper = createServer().on('connect', (_request, socket) => {
    socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n');
  });
  onTestFinished(() => void gatekeeper.close());
  gatekeeper.listen(0, '127.0.0.1');
  await once(gatekeeper, 'listening');
  const { port } = gatekeeper.address() as AddressInfo;
  const askThroughProxy = () => {
    const proxyEnv = { HTTPS_PROXY: `http://user:proxy-password@127.0.0.1:${port}` };
    const agent = new Agent({ ca: certificates.authority, proxyEnv });
    return failure(testBed.connect({ address: tls.address }, { fetch: nodeFetch({ agent }) }).listKeys(PAGE));
  };
  const rejected = await askThroughProxy();
  expect(rejected).toMatchObject({ code: 'UNREACHABLE', reason: { cause: 'proxy' } });
  gatekeeper.close();
  const dead = await askThroughProxy();
  expect(dead.code).toBe('UNREACHABLE');
  expect(JSON.stringify([rejected, dead])).not.toContain('proxy-password');
  expect([tls.calls, testBed.clock.waits]).toEqual([[], []]);
});

it.each([20, -20, 23 * 60])(
  'fault 24: corrects a clock that is %i minutes ahead once, for later calls too',
  async (minutes) => {
    testBed.clock.ahead = minutes * 60_000;
    const reported: number[] = [];
    const api = testBed.connectSigned((offset) => reported.push(offset));
    expect((await api.listKeys(PAGE)).total).toBeGreaterThan(0);
    await api.getPermissions();
    expect(testBed.proxy.calls).toEqual(['List', 'List', 'GetPermissions']);
    // The date header is to the second, and a busy machine may respond late.
    const isClose = (offset: number) => Math.abs(offset + minutes * 60_000) < 60_000;
    expect(reported).toEqual([0, expect.toSatisfy(isClose)]);
  },
);

describe('a change', () => {
  it('fault 26: is made once when it is retried after a 429', async () => {
    const before = await countKeys();
    const throttled = answer(429, {}, { Code: 'Throttled', Message: 'what the platform says' });
    testBed.proxy.next('Create', throttled, throttled);
    await createKey();
    expect(await countKeys()).toBe(before + 1);
    expect(testBed.proxy.calls).toEqual(['Create', 'Create', 'Create']);
    expect(new Set(testBed.proxy.heads.map((head) => head['x-ms-client-request-id'])).size).toBe(1);
  });

  it('fault 29: whose response is lost is unclear and not repeated', async () => {
    const before = await countKeys();
    testBed.proxy.always.set('Create', loseAnswer);
    const error = await failure(createKey());
    expect([error.code, outcomeOfFailure(error)]).toEqual(['UNREACHABLE', 'unsure']);
    expect(testBed.proxy.calls).toEqual(['Create']);
    expect(await countKeys()).toBe(before + 1);
  });
});

describe('fault 20: a response', () => {
  it('that breaks off is requested again', async () => {
    testBed.proxy.next('List', cutAt(20), cutAt(0));
    expect((await testBed.connect().listKeys(PAGE)).total).toBeGreaterThan(0);
    expect(testBed.proxy.calls).toEqual(['List', 'List', 'List']);
    expect(testBed.clock.waits).toEqual([250, 500]);
  });

  it('without end is cut off at the maximum size', async () => {
    let sent = 0;
    const count = (bytes: number) => {
      sent += bytes;
    };
    testBed.proxy.always.set('List', endless(count));
    await expect(testBed.connect().listKeys(PAGE)).rejects.toMatchObject({ code: 'TOO_LARGE' });
    expect(sent).toBeLessThan(MAX_RESPONSE_BYTES * 2);
    expect(testBed.proxy.calls).toEqual(['List']);
  });
});

it('fault 18: no user name and no token adds a header to a request', async () => {
  for (const name of HOSTILE_NAMES) {
    for (const credentials of [
      { kind: 'password', username: name, password: name },
      { kind: 'key', token: name, secretKey: Buffer.from(name).toString('base64') },
    ] as const) {
      await failure(testBed.connect({ credentials }).listKeys(PAGE));
    }
  }
  expect(testBed.proxy.heads.length).toBeGreaterThanOrEqual(HOSTILE_NAMES.length - 1);
  expect(testBed.proxy.heads.filter((head) => 'x-evil' in head)).toEqual([]);
});
