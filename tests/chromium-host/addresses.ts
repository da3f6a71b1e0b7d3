/**
 * Chromium without Electron has no custom schemes, so that each `app://host/` gets an https name that never resolves
 * (RFC 6761, section 6.4). Main gets only real addresses.
 */
const SUFFIX = 'invalid';

/** The https address of `scheme://host/path` in Chromium. */
export function toStandIn(address: string): string {
  const url = new URL(address);
  const scheme = url.protocol.slice(0, -1);
  return `https://${url.host}.${scheme}.${SUFFIX}${url.pathname}${url.search}${url.hash}`;
}

/** The real address for one of Chromium; any other address is returned unchanged. */
export function toRealAddress(address: string): string {
  const url = URL.parse(address);
  const [suffix, scheme, ...host] = url?.host.split('.').reverse() ?? [];
  if (url?.protocol !== 'https:' || suffix !== SUFFIX || scheme === undefined || host.length === 0) {
    return address;
  }
  return `${scheme}://${host.reverse().join('.')}${url.pathname}${url.search}${url.hash}`;
}
