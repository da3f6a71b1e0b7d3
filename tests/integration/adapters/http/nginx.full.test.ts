import { afterAll, beforeAll, expect, it } from 'vitest';
import { httpAdminApi } from '../../../../electron/adapters/http/httpAdminApi.ts';
import { httpConnectionProbe } from '../../../../electron/adapters/http/httpConnectionProbe.ts';
import { readCertificates } from '../../../../electron/adapters/http/readCertificates.ts';
import { systemClock } from '../../../../electron/adapters/system/systemClock.ts';
import { type RunningPlatform, startPlatform } from '../../../../electron/platform/startPlatform.ts';
import type { AdminApiCredentials, AdminApiTarget } from '../../../../electron/ports.ts';
import { testConnection } from '../../../../electron/services/connections/connectionTest.ts';
import { DEFAULT_SERVICE_PATH } from '../../../../shared/model/connection.ts';
import type { AppError } from '../../../../shared/result.ts';
import { type Nginx, startNginx } from '../../../harness/nginx.ts';
import { openTestNetwork } from '../../../harness/testNetwork.ts';

const SERVERS = {
  'keeps the port, for a platform of another name': (platform: string) =>
    `proxy_pass ${platform}; proxy_set_header Host $http_host;`,
  'drops the port': (platform: string) => `proxy_pass ${platform}; proxy_set_header Host $host;`,
  'replaces the body of a 401': (platform: string) =>
    `proxy_pass ${platform}; proxy_set_header Host $host; proxy_intercept_errors on; error_page 401 /401.html;`,
  'wants single sign-on': () => 'add_header WWW-Authenticate Negotiate always; return 401;',
  'wants a password of its own': () => 'auth_basic "Gateway"; auth_basic_user_file /dev/null;',
  'is in service mode: error': () => 'return 503;',
  'is in service mode: redirect': () => 'return 302 /Home/Login;',
  'is in service mode: page': () => 'default_type text/html; return 200 "<html>Sign in</html>";',
  'reports an error of the Web API': () =>
    `default_type application/json; return 200 '{"response":null,"error":{"message":"No access"},"success":false}';`,
} as const;
type Server = keyof typeof SERVERS;

const http = {
  ...openTestNetwork(),
  clock: systemClock,
  random: Math.random,
  resolveProxy: async () => 'DIRECT',
  maximumRetries: 0,
};
let platform: RunningPlatform;
let nginx: Nginx;
let key: AdminApiCredentials & { readonly kind: 'key' };

beforeAll(async () => {
  const password = 'test: pass';
  platform = await startPlatform({
    port: 0,
    database: null,
    // Without a port: it takes what arrives in `Host`, as the product does.
    publicAddress: new URL('http://127.0.0.1'),
    encryptionKey: Buffer.alloc(32, 7).toString('base64'),
    adminPassword: password,
    sample: true,
  });
  nginx = await startNginx(Object.values(SERVERS).map((server) => server(platform.address)));
  const credentials = { kind: 'password', username: 'admin', password } as const;
  const api = httpAdminApi(http)({ ...target('drops the port'), credentials });
  const { account } = await api.getPermissions();
  const { id, token } = await api.createKey(account.id, '2099-01-01T00:00:00.000Z');
  key = { kind: 'key', token, secretKey: (await api.readSecret(id)).secretKey };
});

afterAll(async () => {
  await nginx.stop();
  await platform.stop();
});

function target(server: Server): AdminApiTarget {
  const address = nginx.addresses[Object.keys(SERVERS).indexOf(server)] ?? '';
  return { address, servicePath: DEFAULT_SERVICE_PATH, credentials: key, caCertificate: null };
}

/** The first step that did not pass, with its problem and detail. */
async function verdict(server: Server, credentials: AdminApiCredentials = key): Promise<string> {
  const options = { probe: httpConnectionProbe(http), clock: systemClock, readCertificates };
  const steps = await testConnection(options, { ...target(server), credentials });
  const found = steps.find(({ outcome }) => outcome === 'failed' || outcome === 'warning');
  return found === undefined ? 'passed' : `${found.step} ${found.outcome}: ${found.problem}, ${found.detail}`;
}

it('fault 131: a key works behind nginx with `Host $host` on a port of its own, and the connection test says why', async () => {
  expect(await verdict('drops the port')).toBe('credential warning: hostWithoutPort, null');
  const connect = httpAdminApi(http);
  for (let count = 0; count < 2; count += 1) {
    const { total } = await connect(target('drops the port')).listKeys({ skip: 0, take: 1 });
    expect(total).toBeGreaterThan(0);
  }
});

it('fault 131: with a wrong secret key the key is named, not the proxy', async () => {
  const wrong = { ...key, secretKey: Buffer.alloc(64, 1).toString('base64') };
  expect(await verdict('drops the port', wrong)).toMatch(/^credential failed: signatureRejected, /);
});

it.each<[server: Server, expected: RegExp]>([
  [
    'keeps the port, for a platform of another name',
    /^service failed: hostNotAllowed, The platform is not reached as /,
  ],
  ['replaces the body of a 401', /^credential warning: hostWithoutPort, null$/],
  ['wants single sign-on', /^service failed: otherSignIn, HTTP 401, nginx\S*, Negotiate$/],
  ['wants a password of its own', /^service failed: otherSignIn, HTTP 401, nginx\S*, Basic$/],
  ['is in service mode: error', /^service failed: intercepted, HTTP 503, nginx\S*$/],
  ['is in service mode: redirect', /^service failed: redirected, http.*\/Home\/Login$/],
  ['is in service mode: page', /^service failed: notPlatform, HTTP 200, nginx\S*$/],
  ['reports an error of the Web API', /^service failed: serverFailed, No access$/],
])('faults 77, 129, 130 and 132: where nginx %s, the connection test names it', async (server, expected) => {
  expect(await verdict(server)).toMatch(expected);
  const credentials = { kind: 'password', username: 'admin', password: 'test: pass' } as const;
  if (!server.startsWith('replaces')) {
    expect(await verdict(server, credentials)).toMatch(expected);
  }
});

it('fault 130: behind a proxy that replaces the body of a 401, a wrong key is still named', async () => {
  const unknown = { ...key, token: '0'.repeat(32) };
  expect(await verdict('replaces the body of a 401', unknown)).toBe(
    'credential failed: credentialRejected, Invalid Credential',
  );
});

it('fault 129: no error of the Web API is taken for an empty list', async () => {
  const failure = await httpAdminApi(http)(target('reports an error of the Web API'))
    .listKeys({ skip: 0, take: 1 })
    .catch((error: AppError) => error);
  expect(failure).toMatchObject({ code: 'SERVER_FAILED', detail: 'No access' });
});
