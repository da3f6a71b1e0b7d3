import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { Agent } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { AppError } from '../../../shared/result.ts';
import { answer, captivePortal, redirect } from '../../harness/faults.ts';
import { nodeFetch } from '../../harness/nodeFetch.ts';
import { makeTestCertificates, type TestCertificates } from '../../harness/testCertificates.ts';
import { openTestBed, PAGE } from './testBed.ts';

const testBed = openTestBed();
const servers: Server[] = [];
let certificates: TestCertificates;

beforeAll(() => {
  certificates = makeTestCertificates();
});

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** Asks for the list and gives the error. */
async function failure(asked: Promise<unknown>): Promise<AppError> {
  const error = await asked.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) {
    throw new Error(`Not refused: ${error}`);
  }
  return error;
}

/** Asks for the list at an address and gives what the network said. */
async function causeAt(address: string, caCertificate: string | null = null): Promise<string | null> {
  const { code, reason } = await failure(testBed.connect({ address, caCertificate }).listKeys(PAGE));
  expect(code).toBe('UNREACHABLE');
  return reason?.kind === 'network' ? reason.cause : null;
}

it('fault 19: a name that nobody has and a refused connection are told apart, at once and without retries', async () => {
  expect(await causeAt('http://no-such-machine.invalid')).toBe('name');
  await testBed.proxy.refuseConnections();
  expect(await causeAt(testBed.proxy.address)).toBe('refused');
  expect(testBed.clock.waits).toEqual([]);
  await testBed.proxy.acceptConnections();
  expect((await testBed.connect().listKeys(PAGE)).total).toBeGreaterThan(0);
});

it('fault 19: an installation that is there over IPv6 only is reached', async () => {
  const proxy = await testBed.startProxy({ host: '::1' });
  expect((await testBed.connect({ address: proxy.address }).listKeys(PAGE)).total).toBeGreaterThan(0);
});

it('fault 19: the sign-in page of a network is no answer', async () => {
  testBed.proxy.always.set('*', captivePortal);
  await expect(testBed.connect().listKeys(PAGE)).rejects.toMatchObject({ code: 'INTERCEPTED', detail: 'HTTP 200' });
  expect(testBed.proxy.calls).toEqual(['List']);
});

it.each([
  ['selfSigned', 'certificateUntrusted', 'certificateUntrusted'],
  ['good', 'certificateUntrusted', null],
  ['expired', 'certificateUntrusted', 'certificateExpired'],
  ['otherName', 'certificateUntrusted', 'certificateName'],
] as const)('fault 21: a certificate that is %s is %s; with its authority added %s', async (name, without, added) => {
  const proxy = await testBed.startProxy({ tls: certificates[name] });
  const cause = await causeAt(proxy.address);
  expect([without, added]).toContain(cause);
  expect(proxy.calls).toEqual([]);
  if (added === null) {
    const api = testBed.connect({ address: proxy.address, caCertificate: certificates.authority });
    expect((await api.listKeys(PAGE)).total).toBeGreaterThan(0);
  } else {
    expect(await causeAt(proxy.address, certificates.authority)).toBe(added);
    expect(proxy.calls).toEqual([]);
  }
  expect(testBed.clock.waits).toEqual([]);
});

it('fault 21: https to a machine that speaks plain HTTP is refused', async () => {
  expect(await causeAt(testBed.proxy.address.replace('http:', 'https:'))).toBe('tls');
  expect(testBed.proxy.calls).toEqual([]);
});

it('fault 21: an installation that speaks old versions of TLS only is refused', async () => {
  const proxy = await testBed.startProxy({ tls: { ...certificates.good, maxVersion: 'TLSv1.1' } });
  expect(await causeAt(proxy.address, certificates.authority)).toBe('tls');
  expect(proxy.calls).toEqual([]);
});

it.each([301, 302, 303, 307, 308])('fault 22: a redirect with %i leads no credentials anywhere', async (status) => {
  const elsewhere = await testBed.startProxy({});
  for (const location of [
    `${elsewhere.address}/stolen`,
    elsewhere.address.replace('127.0.0.1', 'localhost'),
    `${testBed.proxy.address}/List`,
  ]) {
    testBed.proxy.always.set('*', redirect(status, location));
    const asked = testBed.connect().createKey('account.1', '2099-01-01T00:00:00Z');
    await expect(asked).rejects.toMatchObject({ code: 'REDIRECT_REFUSED', detail: new URL(location).href });
  }
  expect(elsewhere.calls).toEqual([]);
  expect(testBed.proxy.calls).toEqual(['Create', 'Create', 'Create']);
});

it('fault 23: a proxy that wants a password, and one that is dead', async () => {
  const tls = await testBed.startProxy({ tls: certificates.good });
  let connects = 0;
  const gatekeeper = createServer().on('connect', (_request, socket) => {
    connects += 1;
    socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n');
  });
  const port = await listen(gatekeeper);
  const through = (proxyPort: number) => {
    const agent = new Agent({
      ca: certificates.authority,
      proxyEnv: { HTTPS_PROXY: `http://user:proxy-password@127.0.0.1:${proxyPort}` },
    });
    return testBed.connect({ address: tls.address }, { fetch: nodeFetch({ agent }) });
  };
  const asked = await failure(through(port).listKeys(PAGE));
  expect(asked).toMatchObject({ code: 'UNREACHABLE', reason: { cause: 'proxy' } });
  expect(JSON.stringify(asked)).not.toContain('proxy-password');
  expect(connects).toBe(1);

  gatekeeper.close();
  const dead = await failure(through(port).listKeys(PAGE));
  expect(dead.code).toBe('UNREACHABLE');
  expect(JSON.stringify(dead)).not.toContain('proxy-password');
  expect([tls.calls, testBed.clock.waits]).toEqual([[], []]);
});

it('fault 23: a 407 in place of the answer is no answer of the installation either', async () => {
  const proxy = await testBed.startProxy({ tls: certificates.good });
  proxy.always.set('*', answer(407, { 'proxy-authenticate': 'Basic' }));
  await causeAt(proxy.address, certificates.authority);
});
