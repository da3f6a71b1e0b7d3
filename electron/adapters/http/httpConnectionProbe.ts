import { AppError, fail, succeed } from '../../../shared/result.ts';
import type { ConnectionProbe } from '../../ports.ts';
import { serverTime as serverTimeOf } from './clockCorrection.ts';
import { type HttpAdminApiOptions, httpAdminApi } from './httpAdminApi.ts';
import type { Fetch } from './httpPost.ts';
import { arrivalOf, type SentRequest } from './probeArrival.ts';
import { readServerChain } from './serverChain.ts';

/** Dependencies of the probe. */
export interface HttpConnectionProbeOptions extends HttpAdminApiOptions {
  /** The system's proxy for an address, in the format of PAC results: `DIRECT`, `PROXY host:port; DIRECT`, … */
  readonly resolveProxy: (url: string) => Promise<string>;
}

/** Tests a target with the application's own calls, and reads the clock from the response. */
export function httpConnectionProbe(options: HttpConnectionProbeOptions): ConnectionProbe {
  return {
    async proxyFor({ address, caCertificate }) {
      // The transport that trusts an authority of its own is always direct.
      const proxy = caCertificate === null ? await options.resolveProxy(address) : 'DIRECT';
      return proxy.startsWith('DIRECT') ? null : (proxy.split(';')[0] ?? proxy).trim();
    },
    serverChain: ({ address }) => readServerChain(address),
    async findService(target) {
      try {
        const path = await httpAdminApi({ ...options, maximumRetries: 0 })(target).readServicePath();
        return path === null ? { kind: 'notListed' } : { kind: 'found', path };
      } catch (error) {
        if (error instanceof AppError) {
          return { kind: 'unknown' };
        }
        throw error;
      }
    },
    async askPermissions(target) {
      let serverTime: number | null = null;
      let signsBareHost = false;
      const attempts: SentRequest[] = [];
      const listening =
        (fetch: Fetch): Fetch =>
        async (url, init) => {
          attempts.push({ url: new URL(url), headers: init.headers });
          const response = await fetch(url, init);
          serverTime = serverTimeOf(response.headers);
          return response;
        };
      const api = httpAdminApi({
        ...options,
        // A test reports the current state, without the delay of retries.
        maximumRetries: 0,
        fetch: listening(options.fetch),
        fetchTrusting: (certificate) => listening(options.fetchTrusting(certificate)),
      })(target, undefined, () => {
        signsBareHost = true;
      });
      try {
        return { outcome: succeed(await api.getPermissions()), serverTime, signsBareHost, arrival: null };
      } catch (error) {
        if (error instanceof AppError) {
          const { reason } = error;
          const received = reason?.kind === 'signature' ? reason.received : undefined;
          const arrival = received === undefined ? null : arrivalOf(attempts, received);
          return { outcome: fail(error), serverTime, signsBareHost, arrival };
        }
        throw error;
      }
    },
  };
}
