import { setGlobalProxyFromEnv } from 'node:http';

/** What Chromium goes to directly whatever the settings say. */
const IMPLICIT_BYPASS = 'localhost,127.0.0.1,::1,[::1]';

let restore: (() => void) | null = null;
let proxyRule = 'DIRECT';

/**
 * Sets the proxy of the system for everything from now on, as settings of the desktop would.
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

/** Whether a proxy is set. */
export function hasSystemProxy(): boolean {
  return restore !== null;
}

/** How the system goes to an address, in the form of a PAC file. */
export function proxyFor(address: string): string {
  const { hostname } = new URL(address);
  const isLocal = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
  return isLocal ? 'DIRECT' : proxyRule;
}
