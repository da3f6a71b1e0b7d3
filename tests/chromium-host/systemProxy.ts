import { setGlobalProxyFromEnv } from 'node:http';
import { Agent, getGlobalDispatcher, setGlobalDispatcher } from 'undici';

/** What Chromium connects to directly, whatever the settings are. */
const IMPLICIT_BYPASS = 'localhost,127.0.0.1,::1,[::1]';

let restore: (() => void) | null = null;
let proxyRule = 'DIRECT';

/**
 * Sets the system's proxy for all requests from now on, as the settings of the desktop would.
 * @param address `http://host:port`, or `null` for none.
 */
export function setSystemProxy(address: string | null): void {
  restore?.();
  restore =
    address === null
      ? null
      : setGlobalProxyFromEnv({ http_proxy: address, https_proxy: address, no_proxy: IMPLICIT_BYPASS });
  proxyRule = address === null ? 'DIRECT' : `PROXY ${new URL(address).host}`;
}

/** How the system connects to an address, in the form of a PAC file. */
export function proxyFor(address: string): string {
  const { hostname } = new URL(address);
  const isLocal = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
  return isLocal ? 'DIRECT' : proxyRule;
}

/** Closes the connections of all requests, including those in use. With a proxy it does nothing. */
export async function closeAllConnections(): Promise<void> {
  if (restore === null) {
    const old = getGlobalDispatcher();
    setGlobalDispatcher(new Agent());
    await old.destroy();
  }
}
