import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { httpAdminApi } from '../../../../electron/adapters/http/httpAdminApi.ts';
import { httpConnectionProbe } from '../../../../electron/adapters/http/httpConnectionProbe.ts';
import { systemClock } from '../../../../electron/adapters/system/systemClock.ts';
import type { AdminApiCredentials } from '../../../../electron/ports.ts';
import { testConnection } from '../../../../electron/services/connections/connectionTest.ts';
import { DEFAULT_SERVICE_PATH } from '../../../../shared/model/connection.ts';
import { type StandalonePlatform, startPlatformCommand } from '../../../harness/platformCommand.ts';
import { makeTestCertificates, type TestCertificates } from '../../../harness/testCertificates.ts';
import { openTestNetwork } from '../../../harness/testNetwork.ts';

const network = openTestNetwork();

const http = { ...network, clock: systemClock, random: Math.random };
const probe = httpConnectionProbe({ ...http, resolveProxy: async () => 'DIRECT' });
const password: AdminApiCredentials = { kind: 'password', username: 'admin', password: 'admin' };

let certificates: TestCertificates;
const servers: (Server | TcpServer)[] = [];

beforeAll(() => {
  certificates = makeTestCertificates();
});

afterEach(() => {
  for (const server of servers.splice(0)) {
    if ('closeAllConnections' in server) {
      server.closeAllConnections();
    }
    server.close();
  }
});

async function listen(server: Server | TcpServer): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Starts a server that speaks TLS with one of the certificates; gives its address. */
async function serveTls(certificate: 'good' | 'expired' | 'otherName', listener: RequestListener): Promise<string> {
  return `https://127.0.0.1:${await listen(createHttpsServer(certificates[certificate], listener))}`;
}

const serve = async (listener: RequestListener) => `http://127.0.0.1:${await listen(createHttpServer(listener))}`;

/** Runs the test; gives the step that failed with its problem, or that it passed. */
async function verdict(address: string, caCertificate: string | null = null, credentials = password): Promise<string> {
  const target = { address, servicePath: DEFAULT_SERVICE_PATH, credentials, caCertificate };
  const steps = await testConnection({ probe, clock: systemClock }, target);
  const failed = steps.find(({ outcome }) => outcome === 'failed');
  return failed === undefined ? 'passed' : `${failed.step}: ${failed.problem}`;
}

const permissions: RequestListener = (_request, response) => {
  response.setHeader('Content-Type', 'application/json');
  response.end(
    JSON.stringify({
      CanView: true,
      CanReadSecret: true,
      CanCreate: true,
      CanEdit: true,
      CanDelete: true,
      Account: { Id: 'account.1', Username: 'admin', FullName: 'Administrator' },
    }),
  );
};

describe('over the real network the test tells apart', () => {
  it('a name that nobody has', async () => {
    expect(await verdict('https://no-such-machine.invalid')).toBe('name: nameUnknown');
  });

  it('a port at which nobody listens', async () => {
    const server = createTcpServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    expect(await verdict(`https://127.0.0.1:${port}`)).toBe('reach: refused');
  });

  it('a certificate of an unknown authority, and takes it once the authority is given', async () => {
    const address = await serveTls('good', permissions);
    expect(await verdict(address)).toBe('tls: certificateUntrusted');
    expect(await verdict(address, certificates.authority)).toBe('passed');
  });

  it('a certificate for another name, whatever authority is given', async () => {
    expect(await verdict(await serveTls('otherName', permissions), certificates.authority)).toBe(
      'tls: certificateName',
    );
  });

  it('a certificate that has expired, whatever authority is given', async () => {
    expect(await verdict(await serveTls('expired', permissions), certificates.authority)).toBe(
      'tls: certificateExpired',
    );
  });

  it('https asked of a machine that speaks plain http', async () => {
    const address = await serve(permissions);
    expect(await verdict(address.replace('http:', 'https:'))).toBe('tls: tlsFailed');
  });

  it('a redirect, on the system’s way and on that of an own authority', async () => {
    const redirect: RequestListener = (_request, response) => {
      response.writeHead(302, { Location: 'https://elsewhere.example/' });
      response.end();
    };
    expect(await verdict(await serve(redirect))).toBe('service: redirected');
    expect(await verdict(await serveTls('good', redirect), certificates.authority)).toBe('service: redirected');
  });

  it('a sign-in page of a network', async () => {
    const page: RequestListener = (_request, response) => response.end('<html>Welcome to the hotel</html>');
    expect(await verdict(await serve(page))).toBe('service: notPlatform');
  });

  it('a machine without a key service', async () => {
    const nothing: RequestListener = (_request, response) => {
      response.writeHead(404);
      response.end();
    };
    expect(await verdict(await serve(nothing))).toBe('service: noService');
  });
});

describe('with the embedded platform', () => {
  let platform: StandalonePlatform;

  beforeAll(async () => {
    platform = await startPlatformCommand(['--sample']);
  });

  afterAll(async () => {
    await platform.stop();
  });

  const admin = (): AdminApiCredentials => ({
    kind: 'password',
    username: platform.username,
    password: platform.password,
  });

  /** Makes a key for an account of the platform and gives what signs in with it. */
  async function makeKey(expirationDate: string): Promise<AdminApiCredentials> {
    const account = await platform.call('GetPermissions');
    const created = (await platform.call('Create', {
      AccountId: (account as { Account: { Id: string } }).Account.Id,
      ExpirationDate: expirationDate,
    })) as { Token: string; SecretKey: string };
    return { kind: 'key', token: created.Token, secretKey: created.SecretKey };
  }

  it('a right password, a wrong one and an unknown account', async () => {
    expect(await verdict(platform.address, null, admin())).toBe('passed');
    const wrong = { ...admin(), password: 'wrong' } as AdminApiCredentials;
    expect(await verdict(platform.address, null, wrong)).toBe('credential: credentialRefused');
  });

  it('a key signs in, lists keys and reads a secret; a wrong secret does not', async () => {
    const credentials = await makeKey('2031-01-01T00:00:00.000Z');
    expect(await verdict(platform.address, null, credentials)).toBe('passed');
    const api = httpAdminApi(http)({
      address: platform.address,
      servicePath: DEFAULT_SERVICE_PATH,
      credentials,
      caCertificate: null,
    });
    const { items } = await api.listKeys({ skip: 0, take: 100 });
    const own = items.find(({ token }) => credentials.kind === 'key' && token === credentials.token);
    expect((await api.readSecret(own?.id ?? '')).secretKey).toBe(credentials.kind === 'key' && credentials.secretKey);
    const wrong = { ...credentials, secretKey: Buffer.alloc(64).toString('base64') } as AdminApiCredentials;
    expect(await verdict(platform.address, null, wrong)).toBe('credential: signatureRefused');
  });

  it('a clock that is 20 minutes off, with which a key still works', async () => {
    const credentials = await makeKey('2031-01-01T00:00:00.000Z');
    const wrongClock = { ...systemClock, now: () => Date.now() + 20 * 60_000 };
    const late = httpConnectionProbe({ ...http, clock: wrongClock, resolveProxy: async () => 'DIRECT' });
    const target = { address: platform.address, servicePath: DEFAULT_SERVICE_PATH, credentials, caCertificate: null };
    const steps = await testConnection({ probe: late, clock: wrongClock }, target);
    expect(steps.filter(({ outcome }) => outcome !== 'passed')).toEqual([
      { step: 'clock', outcome: 'warning', problem: 'clockOff', detail: expect.stringMatching(/^(1199|1200|1201)$/) },
    ]);
  });

  it('a clock that is two days off from a key that is wrong', async () => {
    const credentials = await makeKey('2031-01-01T00:00:00.000Z');
    const wrongClock = { ...systemClock, now: () => Date.now() + 48 * 60 * 60_000 };
    const late = httpConnectionProbe({ ...http, clock: wrongClock, resolveProxy: async () => 'DIRECT' });
    const target = { address: platform.address, servicePath: DEFAULT_SERVICE_PATH, credentials, caCertificate: null };
    const steps = await testConnection({ probe: late, clock: wrongClock }, target);
    expect(steps.find(({ outcome }) => outcome === 'failed')).toMatchObject({ step: 'clock', problem: 'clockRefused' });
  });
});
