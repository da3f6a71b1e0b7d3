import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { httpConnectionProbe } from '../../../../electron/adapters/http/httpConnectionProbe.ts';
import { systemClock } from '../../../../electron/adapters/system/systemClock.ts';
import type { AdminApiCredentials } from '../../../../electron/ports.ts';
import { testConnection } from '../../../../electron/services/connections/connectionTest.ts';
import { DEFAULT_SERVICE_PATH } from '../../../../shared/model/connection.ts';
import { makeTestCertificates } from '../../../harness/testCertificates.ts';
import { openTestNetwork } from '../../../harness/testNetwork.ts';
import { ADMINISTRATOR, openTestBed } from '../../faults/testBed.ts';

const testBed = openTestBed();
const http = { ...openTestNetwork(), random: Math.random, resolveProxy: async () => 'DIRECT' };

/** Runs the test with a clock that is ahead by some time. */
function run(address: string, credentials: AdminApiCredentials, caCertificate: string | null = null, aheadMs = 0) {
  const clock = { ...systemClock, now: () => Date.now() + aheadMs };
  const target = { address, servicePath: DEFAULT_SERVICE_PATH, credentials, caCertificate };
  return testConnection({ probe: httpConnectionProbe({ ...http, clock }), clock }, target);
}

/** Runs the test; gives the step that failed with its problem, or that it passed. */
async function verdict(...parameters: Parameters<typeof run>): Promise<string> {
  const failed = (await run(...parameters)).find(({ outcome }) => outcome === 'failed');
  return failed === undefined ? 'passed' : `${failed.step}: ${failed.problem}`;
}

it('a certificate of an unknown authority is told apart, and taken once the authority is given', async () => {
  const certificates = makeTestCertificates();
  const server = createServer(certificates.good, (_request, response) => {
    response.setHeader('Content-Type', 'application/json');
    const rights = { CanView: true, CanReadSecret: true, CanCreate: true, CanEdit: true, CanDelete: true };
    const Account = { Id: 'account.1', Username: 'admin', FullName: 'Administrator' };
    response.end(JSON.stringify({ ...rights, Account }));
  }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  const address = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await verdict(address, ADMINISTRATOR)).toBe('tls: certificateUntrusted');
  expect(await verdict(address, ADMINISTRATOR, certificates.authority)).toBe('passed');
});

describe('with the embedded platform', () => {
  const address = () => testBed.platform.address;

  /** Makes a key and gives what signs in with it. */
  async function makeKey() {
    const api = testBed.connect();
    const { account } = await api.getPermissions();
    const { id, token } = await api.createKey(account.id, '2099-01-01T00:00:00.000Z');
    return { id, kind: 'key', token, secretKey: (await api.readSecret(id)).secretKey } as const;
  }

  it('a right password and a wrong one', async () => {
    expect(await verdict(address(), ADMINISTRATOR)).toBe('passed');
    const wrong = { ...ADMINISTRATOR, password: 'wrong' } as AdminApiCredentials;
    expect(await verdict(address(), wrong)).toBe('credential: credentialRejected');
  });

  it('a key signs in, lists keys and reads a secret; a wrong secret does not', async () => {
    const key = await makeKey();
    expect(await verdict(address(), key)).toBe('passed');
    const api = testBed.connect({ address: address(), credentials: key });
    const { items } = await api.listKeys({ skip: 0, take: 100 });
    expect(items.map(({ token }) => token)).toContain(key.token);
    expect((await api.readSecret(key.id)).secretKey).toBe(key.secretKey);
    const wrong = { ...key, secretKey: Buffer.alloc(64).toString('base64') };
    expect(await verdict(address(), wrong)).toBe('credential: signatureRejected');
  });

  it('a clock that is 20 minutes off, with which a key still works, and one that is two days off', async () => {
    const key = await makeKey();
    const steps = await run(address(), key, null, 20 * 60_000);
    const [warning, ...others] = steps.filter(({ outcome }) => outcome !== 'passed');
    expect(warning).toMatchObject({ step: 'clock', outcome: 'warning', problem: 'clockOff' });
    // In seconds; a busy machine takes its time.
    expect(Math.abs(Number(warning?.detail) - 1200)).toBeLessThan(60);
    expect(others).toEqual([]);
    expect(await verdict(address(), key, null, 48 * 60 * 60_000)).toBe('clock: clockRejected');
  });
});
