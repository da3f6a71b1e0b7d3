/**
 * Chromium alone cannot serve a scheme of our own, so each `app://host/` is shown to it under an https name that can
 * never resolve (RFC 6761, section 6.4). Everything that main sees carries the real address.
 */
const SUFFIX = 'invalid';

/** Gives the https address that stands for `scheme://host/path` in Chromium. */
export function toStandIn(address: string): string {
  const url = new URL(address);
  const scheme = url.protocol.slice(0, -1);
  return `https://${url.host}.${scheme}.${SUFFIX}${url.pathname}${url.search}${url.hash}`;
}

/** Gives the real address for one that Chromium shows. Addresses that stand for nothing are given back unchanged. */
export function toRealAddress(address: string): string {
  const url = URL.parse(address);
  const [suffix, scheme, ...host] = url?.host.split('.').reverse() ?? [];
  if (url?.protocol !== 'https:' || suffix !== SUFFIX || scheme === undefined || host.length === 0) {
    return address;
  }
  return `${scheme}://${host.reverse().join('.')}${url.pathname}${url.search}${url.hash}`;
}
