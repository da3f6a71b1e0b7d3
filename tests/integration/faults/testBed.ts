import { afterAll, afterEach, beforeAll } from 'vitest';
import { type HttpAdminApiOptions, httpAdminApi } from '../../../electron/adapters/http/httpAdminApi.ts';
import { type RunningPlatform, startPlatform } from '../../../electron/platform/startPlatform.ts';
import type { AdminApi, AdminApiCredentials, AdminApiTarget } from '../../../electron/ports.ts';
import { DEFAULT_SERVICE_PATH } from '../../../shared/model/connection.ts';
import { type FaultProxy, type FaultProxyOptions, startFaultProxy } from '../../harness/faultProxy.ts';
import { HastyClock } from '../../harness/hastyClock.ts';
import { openTestNetwork } from '../../harness/testNetwork.ts';

const network = openTestNetwork();

const PASSWORD = 'test: pass';

/** The administrator of the platform. */
export const ADMINISTRATOR: AdminApiCredentials = { kind: 'password', username: 'admin', password: PASSWORD };

/** Any page of the keys, for tests that only need a read call. */
export const PAGE = { skip: 0, take: 100 } as const;

/** A platform behind a proxy with faults. */
export interface TestBed {
  readonly platform: RunningPlatform;
  /** A key of the administrator. */
  readonly key: AdminApiCredentials;
  /** Clock of the application, new for every test. */
  readonly clock: HastyClock;
  /** Listens on 127.0.0.1, new for every test. */
  readonly proxy: FaultProxy;
  /** Starts another proxy for this test. */
  startProxy(options: FaultProxyOptions): Promise<FaultProxy>;
  /** Returns the admin API of the application, at the address of the proxy, signed in as the administrator. */
  connect(
    target?: Partial<AdminApiTarget>,
    options?: Partial<HttpAdminApiOptions> & { readonly onClockOffset?: (offsetMs: number) => void },
  ): AdminApi;
  /** Returns it at the address of the platform, through the proxy, signed in with {@link key}. */
  connectSigned(onClockOffset?: (offsetMs: number) => void): AdminApi;
}

/** Starts a test bed for the tests of a file. */
export function openTestBed(): TestBed {
  let platform: RunningPlatform;
  let key: AdminApiCredentials;
  let clock = new HastyClock();
  const proxies: FaultProxy[] = [];
  const startProxy = async (options: FaultProxyOptions): Promise<FaultProxy> => {
    const proxy = await startFaultProxy(platform.address, options);
    proxies.push(proxy);
    return proxy;
  };

  beforeAll(async () => {
    platform = await startPlatform({
      port: 0,
      database: null,
      encryptionKey: Buffer.alloc(32, 7).toString('base64'),
      adminPassword: PASSWORD,
      sample: true,
    });
    await startProxy({});
    const api = testBed.connect();
    const { account } = await api.getPermissions();
    const { id, token } = await api.createKey(account.id, '2099-01-01T00:00:00.000Z');
    key = { kind: 'key', token, secretKey: (await api.readSecret(id)).secretKey };
    await proxies.pop()?.stop();
    await startProxy({});
  });

  afterEach(async () => {
    clock = new HastyClock();
    await Promise.all(proxies.splice(0).map((proxy) => proxy.stop()));
    await startProxy({});
  });

  afterAll(async () => {
    await Promise.all(proxies.map((proxy) => proxy.stop()));
    await platform.stop();
  });

  const testBed: TestBed = {
    get platform() {
      return platform;
    },
    get key() {
      return key;
    },
    get clock() {
      return clock;
    },
    get proxy() {
      const [proxy] = proxies;
      if (proxy === undefined) {
        throw new Error('The proxy has not started yet');
      }
      return proxy;
    },
    startProxy,
    connect: (target = {}, { onClockOffset, ...more } = {}) => {
      const http = { ...network, clock, random: () => 0.5, ...more };
      const fullTarget = {
        address: testBed.proxy.address,
        servicePath: DEFAULT_SERVICE_PATH,
        credentials: ADMINISTRATOR,
        caCertificate: null,
        ...target,
      };
      return httpAdminApi(http)(fullTarget, onClockOffset);
    },
    connectSigned: (onClockOffset = () => {}) =>
      testBed.connect({ address: platform.address, credentials: key }, { fetch: testBed.proxy.fetch, onClockOffset }),
  };
  return testBed;
}
