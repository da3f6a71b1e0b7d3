import { getCACertificates } from 'node:tls';
import { Agent, fetch } from 'undici';
import type { HttpTransport } from './network.ts';

/**
 * How long a connection is kept for a further request, in milliseconds, whatever the server offers: one that a firewall
 * or a sleep has cut off in silence is only noticed by a request that gets no response.
 */
const KEPT_MS = 4_000;

/**
 * A transport that trusts, besides the authorities of the system, the one of this certificate. Chromium's network layer takes
 * no authority for a single connection, so that of Node is used: it checks chain, name and dates the same, unpacks what
 * is compressed and follows no redirect, but it goes directly and not through a proxy.
 * @param certificate of the authority, in PEM.
 */
export function createCustomCaTransport(certificate: string): HttpTransport {
  const ca = [...getCACertificates('default'), ...systemAuthorities(), certificate];
  const open = (): Agent => new Agent({ connect: { ca }, keepAliveTimeout: KEPT_MS, keepAliveMaxTimeout: KEPT_MS });
  let agent = open();
  return {
    fetch: (url, init) => fetch(url, { ...init, dispatcher: agent }),
    closeConnections: async () => {
      const old = agent;
      agent = open();
      await old.destroy();
    },
  };
}

/** The authorities of the operating system; none where its store cannot be read. */
function systemAuthorities(): readonly string[] {
  try {
    return getCACertificates('system');
  } catch {
    return [];
  }
}
