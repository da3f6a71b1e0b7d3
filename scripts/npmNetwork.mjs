import { readFileSync } from 'node:fs';
import { setGlobalProxyFromEnv } from 'node:http';
import tls from 'node:tls';

/**
 * What a download has to go by, in the words of Node's own proxy settings.
 * @typedef {{ http_proxy: string, https_proxy: string, no_proxy: string }} ProxySettings
 */

/**
 * The proxy that npm goes by: its own settings, which it hands to its scripts, before those of the environment. Names
 * count in any case. An https address goes through `HTTP_PROXY` where nothing else is set, as npm's manual says.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {ProxySettings | null} `null` for a direct way.
 * @throws {TypeError} for a proxy of a kind that Node does not speak to, such as SOCKS, and for what is no address.
 */
export function npmProxy(environment) {
  const settings = lowerNames(environment);
  const names = ['npm_config_https_proxy', 'npm_config_proxy', 'https_proxy', 'http_proxy', 'proxy'];
  const given = names
    .map((name) => settings.get(name))
    .find((value) => value !== undefined && !['null', 'false'].includes(value));
  if (given === undefined) {
    return null;
  }
  const proxy = given.includes('://') ? given : `http://${given}`;
  if (!/^https?:/i.test(proxy)) {
    throw new TypeError(`a ${proxy.split(':', 1)[0]} proxy cannot be used here, an http proxy can`);
  }
  if (!isReadable(proxy)) {
    // Not repeated: whoever mistyped it may have put a password in it.
    throw new TypeError('the address of the proxy that npm is set to cannot be read (npm config get https-proxy)');
  }
  const direct = settings.get('npm_config_noproxy') || settings.get('no_proxy') || '';
  return {
    http_proxy: proxy,
    https_proxy: proxy,
    no_proxy: direct
      .split(/[,\s]+/)
      .flatMap(hostAndBelow)
      .join(','),
  };
}

/**
 * Whether an address and the account in it can be read.
 * @param {string} address
 * @returns {boolean}
 */
function isReadable(address) {
  try {
    const { username, password } = new URL(address);
    return [username, password].every((part) => typeof decodeURIComponent(part) === 'string');
  } catch {
    return false;
  }
}

/**
 * npm takes a name as that host and every one below it; Node tells the two apart.
 * @param {string} name
 * @returns {string[]}
 */
function hostAndBelow(name) {
  if (name === '') {
    return [];
  }
  return /^[.*]|[:/]/.test(name) || /^[\d.]+$/.test(name) ? [name] : [name, `.${name}`];
}

/**
 * Has `fetch` go the way that npm goes, over its proxy and trusting its authorities, while something runs.
 * @template Result
 * @param {() => Promise<Result>} run
 * @returns {Promise<Result>}
 */
export async function asNpmConnects(run) {
  const proxy = npmProxy(process.env);
  const trusted = tls.getCACertificates('default');
  tls.setDefaultCACertificates([...trusted, ...npmAuthorities(process.env)]);
  // Without a proxy this is the direct way, whatever an earlier setting was.
  const restoreProxy = setGlobalProxyFromEnv(proxy ?? {});
  try {
    return await run();
  } finally {
    restoreProxy();
    tls.setDefaultCACertificates(trusted);
  }
}

/**
 * The authorities of npm's settings `ca` and `cafile`, as a company has that looks into encrypted connections.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {string[]} PEM.
 */
export function npmAuthorities(environment) {
  const settings = lowerNames(environment);
  const file = settings.get('npm_config_cafile');
  // npm's settings may hold a line break as two characters.
  const texts = [settings.get('npm_config_ca')?.replaceAll('\\n', '\n') ?? '', file ? readFileSync(file, 'utf8') : ''];
  return texts.flatMap((text) => text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []);
}

/**
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Map<string, string>}
 */
function lowerNames(environment) {
  // An empty one means "not set", and must not hide one that differs in case.
  const set = Object.entries(environment).filter((entry) => Boolean(entry[1]));
  return new Map(set.map(([name, value = '']) => [name.toLowerCase(), value]));
}
