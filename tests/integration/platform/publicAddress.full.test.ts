import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { httpAdminApi } from '../../../electron/adapters/http/httpAdminApi.ts';
import { httpConnectionProbe } from '../../../electron/adapters/http/httpConnectionProbe.ts';
import { readCertificates } from '../../../electron/adapters/http/readCertificates.ts';
import { systemClock } from '../../../electron/adapters/system/systemClock.ts';
import type { AdminApiCredentials } from '../../../electron/ports.ts';
import { testConnection } from '../../../electron/services/connections/connectionTest.ts';
import { findFreePort } from '../../../scripts/freePort.mjs';
import { wireKeyWithSecretSchema } from '../../../shared/adminApi/keyService.ts';
import { DEFAULT_SERVICE_PATH } from '../../../shared/model/connection.ts';
import { startNginx } from '../../harness/nginx.ts';
import { type StandalonePlatform, startPlatformCommand } from '../../harness/platformCommand.ts';
import { openTestNetwork } from '../../harness/testNetwork.ts';
import { callSigned, KEY_SERVICE } from './platformClient.ts';

/** A query that a proxy must not touch. */
const HARD_QUERY = '?a=%2f+%20&b=%D0%96&c=[1]';
const http = { ...openTestNetwork(), random: Math.random, clock: systemClock, resolveProxy: async () => 'DIRECT' };

let port: number;
let platform: StandalonePlatform;
let key: { readonly Token: string; readonly SecretKey: string };

/** Starts the platform for the tests of a block. @param path of the public address; none without one. */
function usePlatform(path: string | null): void {
  beforeAll(async () => {
    port = await findFreePort();
    const option = path === null ? [] : ['--public-address', `http://127.0.0.1:${port}${path}`];
    platform = await startPlatformCommand(['--sample', ...option]);
    const creation = { AccountId: 'account.1', ExpirationDate: '2099-12-31T00:00:00Z' };
    key = wireKeyWithSecretSchema.parse(await platform.call('Create', creation));
  });
  afterAll(async () => {
    await platform.stop();
  });
}

/** Starts nginx for the running test. @param directives of its `location /`. @returns the address for clients. */
async function startProxy(directives: string, path = ''): Promise<string> {
  const nginx = await startNginx([directives.replaceAll('PLATFORM', platform.address)], [port]);
  onTestFinished(() => nginx.stop());
  return `http://127.0.0.1:${port}${path}`;
}

const byPassword = (): AdminApiCredentials => ({
  kind: 'password',
  username: platform.username,
  password: platform.password,
});
const byKey = (): AdminApiCredentials => ({ kind: 'key', token: key.Token, secretKey: key.SecretKey });

/** Reads the keys as the application does. @returns their number, or code and detail of the error. */
async function read(address: string, credentials: AdminApiCredentials) {
  const target = { address, servicePath: DEFAULT_SERVICE_PATH, credentials, caCertificate: null };
  try {
    const { total } = await httpAdminApi({ ...http, maximumRetries: 0 })(target).listKeys({ skip: 0, take: 100 });
    return total;
  } catch (error) {
    const { code, detail } = error as { readonly code: string; readonly detail: string };
    return `${code}: ${detail}`;
  }
}

/** Tests a connection as the application does. @returns `passed`, or the first step that did not, and its problem. */
async function verdict(address: string, credentials: AdminApiCredentials): Promise<string> {
  const target = { address, servicePath: DEFAULT_SERVICE_PATH, credentials, caCertificate: null };
  const steps = await testConnection(
    { probe: httpConnectionProbe(http), clock: systemClock, readCertificates },
    target,
  );
  const found = steps.find(({ outcome }) => outcome === 'failed' || outcome === 'warning');
  return found === undefined ? 'passed' : `${found.step}: ${found.problem}`;
}

/** Sends a signed request with a difficult query, as a script does. */
const sendSigned = (address: string) =>
  callSigned({ address, adminPassword: null, stop: async () => {} }, key, {
    path: `${new URL(address).pathname.replace(/^\/$/, '')}${KEY_SERVICE}/List${HARD_QUERY}`,
    body: '{"Search":"Бобров"}',
  });

/** What is set in the configurations that people copy, by the host that then arrives. */
const HOSTS: readonly (readonly [arrives: string, directives: string])[] = [
  ['the host of the client', 'proxy_set_header Host $http_host;'],
  ['the host of the client without its port', 'proxy_set_header Host $host;'],
  ['the host of the platform, the default', ''],
];

describe('fault 120: behind nginx with the address of nginx as public address', () => {
  usePlatform('');

  test.each<readonly [arrives: string, directives: string]>([
    ...HOSTS,
    [
      'the host of the client over HTTP/1.1',
      'proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $http_host;',
    ],
    ['a date of nginx', 'proxy_set_header Date "Thu, 01 Jan 1970 00:00:00 GMT";'],
    ['a body while it is sent', 'proxy_request_buffering off; proxy_http_version 1.1;'],
  ])('password and key are accepted, and the connection test passes: %s', async (_arrives, directives) => {
    const address = await startProxy(`proxy_pass PLATFORM; ${directives}`);
    for (const credentials of [byPassword(), byKey()]) {
      expect(await read(address, credentials)).toBeGreaterThan(1);
      expect(await verdict(address, credentials)).toBe('passed');
    }
    expect(await sendSigned(address)).toMatchObject({ status: 200, body: { Total: expect.any(Number) } });
  });

  test('a wrong secret key is still rejected', async () => {
    const address = await startProxy('proxy_pass PLATFORM;');
    const wrong: AdminApiCredentials = {
      kind: 'key',
      token: key.Token,
      secretKey: Buffer.alloc(64).toString('base64'),
    };
    expect(await verdict(address, wrong)).toBe('credential: signatureRejected');
  });
});

describe('fault 120: behind nginx with a public address that has a path', () => {
  usePlatform('/keydesk');

  test.each([
    ['removes it', 'location /keydesk/ { proxy_pass PLATFORM/; }'],
    ['keeps it', 'location /keydesk/ { proxy_pass PLATFORM; }'],
    ['removes it and keeps the host', 'location /keydesk/ { proxy_pass PLATFORM/; proxy_set_header Host $http_host; }'],
    ['removes it by a rewrite', 'location /keydesk/ { rewrite ^/keydesk(/.*)$ $1 break; proxy_pass PLATFORM; }'],
  ])('nginx %s', async (_what, server) => {
    const address = await startProxy(server, '/keydesk');
    for (const credentials of [byPassword(), byKey()]) {
      expect(await read(address, credentials)).toBeGreaterThan(1);
      expect(await verdict(address, credentials)).toBe('passed');
    }
    expect((await sendSigned(address)).status).toBe(200);
  });
});

describe('fault 120: behind nginx with a path, the interactive documentation', () => {
  usePlatform('/keydesk');

  test('loads its files and calls methods under that path', async () => {
    const address = await startProxy('location /keydesk/ { proxy_pass PLATFORM/; }', '/keydesk');
    const page = await (await fetch(`${address}/docs`)).text();
    const files = [...page.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, path]) => new URL(path ?? '', address).href);
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) {
      expect([file, (await fetch(file)).status]).toEqual([file, 200]);
    }
    expect(await (await fetch(`${address}/docs/json`)).json()).toMatchObject({ servers: [{ url: '/keydesk' }] });
  });
});

describe('fault 120: behind nginx without a public address the cause is named', () => {
  usePlatform(null);

  test.each(HOSTS.slice(0, 2))('%s is rejected', async (_arrives, directives) => {
    const address = await startProxy(`proxy_pass PLATFORM; ${directives}`);
    for (const credentials of [byPassword(), byKey()]) {
      expect(await read(address, credentials)).toMatch(
        /^HOST_NOT_ALLOWED: The platform is not reached as "127\.0\.0\.1.*start it with --public-address\.$/,
      );
      expect(await verdict(address, credentials)).toBe('service: hostNotAllowed');
    }
  });

  test.each([
    ['replaced', '', 'unless --public-address names its address'],
    [
      'replaced and forwarded',
      'proxy_set_header X-Forwarded-Host $http_host;',
      'The signature was made for the host "',
    ],
  ])('a host that is %s breaks signatures', async (_what, directives, detail) => {
    const address = await startProxy(`proxy_pass PLATFORM; ${directives}`);
    expect(await read(address, byPassword())).toBeGreaterThan(1);
    const error = await read(address, byKey());
    expect(error).toMatch(/^UNAUTHORIZED: /);
    expect(error).toContain(detail);
    expect(await verdict(address, byKey())).toBe('credential: signatureRejected');
  });

  test('a path that is removed breaks signatures', async () => {
    const address = await startProxy('location /keydesk/ { proxy_pass PLATFORM/; }', '/keydesk');
    expect(await read(address, byPassword())).toBeGreaterThan(1);
    expect(await read(address, byKey())).toMatch(/^UNAUTHORIZED: The signature is wrong: .*--public-address/);
  });
});

describe('what nginx itself answers is not taken for the platform', () => {
  usePlatform(null);

  test.each([
    ['return 403;', 'INTERCEPTED: HTTP 403, nginx', 'service: intercepted'],
    ['return 404;', 'INTERCEPTED: HTTP 404, nginx', 'service: noService'],
    ['proxy_pass http://127.0.0.1:1;', 'INTERCEPTED: HTTP 502, nginx', 'service: intercepted'],
    ['client_max_body_size 1; proxy_pass PLATFORM;', 'REQUEST_TOO_LARGE: HTTP 413, nginx', 'service: intercepted'],
  ])('%s', async (directives, error, tested) => {
    const address = await startProxy(directives);
    expect(await read(address, byPassword())).toContain(error);
    expect(await verdict(address, byPassword())).toBe(tested);
  });
});
