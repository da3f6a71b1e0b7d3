import { getCACertificates } from 'node:tls';
import type { Agent } from 'undici';
import type { HttpTransport } from './network.ts';

/**
 * Keep-alive time of an idle connection, in milliseconds, whatever the server offers. If a firewall or sleep has cut a connection
 * silently, only a request without a response shows it.
 */
const KEPT_MS = 4_000;

/**
 * A transport that trusts these certificates in addition to the authorities of the system, each by itself: an intermediate
 * authority or a single server can be trusted without its root. Chromium cannot do this for a single connection, so this
 * uses Node: it verifies chain, name and dates, decompresses bodies and does not follow redirects, but does not use a proxy.
 * @param certificates in PEM.
 */
export function createCustomCaTransport(certificates: string): HttpTransport {
  const connect = {
    ca: [...getCACertificates('default'), ...systemAuthorities(), certificates],
    allowPartialTrustChain: true,
  };
  let agent: Agent | null = null;
  return {
    fetch: async (url, init) => {
      // Only now: it is large, and most connections do without it.
      const undici = await import('undici');
      agent ??= new undici.Agent({ connect, keepAliveTimeout: KEPT_MS, keepAliveMaxTimeout: KEPT_MS });
      return undici.fetch(url, { ...init, dispatcher: agent });
    },
    closeConnections: async () => {
      const old = agent;
      agent = null;
      await old?.destroy();
    },
  };
}

/** The authorities of the operating system; empty if its store cannot be read. */
function systemAuthorities(): readonly string[] {
  try {
    return getCACertificates('system');
  } catch {
    return [];
  }
}
