/** The names under which a platform is reached. Hosts are in lower case, with a port unless it is the default. */
export interface OwnAddress {
  /** Values of `Host` that are accepted. */
  readonly hosts: readonly string[];
  /** Values of `Origin` that are accepted. */
  readonly origins: readonly string[];
  /** Values of `Host` that clients of the public address sign; empty without a public address. */
  readonly publicHosts: readonly string[];
  /** Path of the public address, which a proxy may remove: `/keys`; empty without one. */
  readonly publicPath: string;
}

/** The only interface that a platform listens on. */
export const LISTENING_HOST = '127.0.0.1';
const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/**
 * Returns the names of a platform.
 * @param port that it listens on.
 * @param publicAddress where a proxy or tunnel makes it available, as {@link parsePublicAddress} returns it.
 */
export function ownAddress(port: number, publicAddress: URL | null): OwnAddress {
  const local = [LISTENING_HOST, 'localhost'].map((name) => new URL(`http://${name}:${port}`));
  const publicHosts = publicAddress === null ? [] : hostsOf(publicAddress);
  // nginx passes `$host` on without the port.
  const withoutPort = publicAddress === null ? [] : [publicAddress.hostname];
  return {
    hosts: [...new Set([...local.flatMap(hostsOf), ...publicHosts, ...withoutPort])],
    origins: [...local, ...(publicAddress === null ? [] : [publicAddress])].map(({ origin }) => origin),
    publicHosts,
    publicPath: publicPathOf(publicAddress),
  };
}

/**
 * Returns the target of a request without the path of the public address, for proxies that leave it. Other targets are
 * returned unchanged.
 */
export function withoutPublicPath(target: string, publicAddress: URL | null): string {
  const path = publicPathOf(publicAddress);
  return path !== '' && target.startsWith(`${path}/`) ? target.slice(path.length) : target;
}

/** Returns the path of the public address without a trailing slash; empty if there is none. */
export function publicPathOf(publicAddress: URL | null): string {
  return publicAddress?.pathname.replace(/\/+$/, '') ?? '';
}

/** Returns the origin of a platform on this computer, without the default port, which many clients do not send. */
export function localOrigin(port: number): string {
  return new URL(`http://${LISTENING_HOST}:${port}`).origin;
}

/** A default port is left out by some clients and sent by others. */
function hostsOf({ protocol, hostname, port }: URL): string[] {
  return port === '' ? [hostname, `${hostname}:${DEFAULT_PORTS[protocol]}`] : [`${hostname}:${port}`];
}

/**
 * Parses the public address of a platform: `https://host[:port][/path]`. Returns `null` for anything else, such as an
 * address with a user name, a query or a fragment.
 */
export function parsePublicAddress(text: string): URL | null {
  const isPlain = /^https?:\/\/[^\s/?#@\\*]+(?:\/[^\s?#\\]*)?$/i.test(text);
  return isPlain && URL.canParse(text) ? new URL(text) : null;
}
