import { readFileSync } from 'node:fs';

/**
 * The proxy that npm uses: its own settings, which it passes to its scripts, before those of the environment. Names are
 * case-insensitive. Without other settings `HTTP_PROXY` also applies to https addresses, as npm's manual says.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {{ http_proxy: string, https_proxy: string, no_proxy: string } | null} as Node takes it; `null` for none.
 * @throws {TypeError} for a proxy that Node does not support, such as SOCKS, and for an invalid address.
 */
export function npmProxy(environment) {
  const settings = lowerNames(environment);
  const names = ['npm_config_https_proxy', 'npm_config_proxy', 'https_proxy', 'http_proxy', 'proxy'];
  const given = names.map((name) => settings.get(name) ?? 'null').find((value) => !['null', 'false'].includes(value));
  if (given === undefined) {
    return null;
  }
  const proxy = given.includes('://') ? given : `http://${given}`;
  if (!/^https?:/i.test(proxy)) {
    throw new TypeError(`${proxy.split(':', 1)[0]} proxies are not supported, use an http proxy`);
  }
  if (!isReadable(proxy)) {
    // Not repeated, since it may contain a password.
    throw new TypeError("the address of npm's proxy is invalid (npm config get https-proxy)");
  }
  const direct = (settings.get('npm_config_noproxy') ?? settings.get('no_proxy') ?? '').split(/[,\s]+/).filter(Boolean);
  // npm also means the hosts below a name; Node does not.
  const withBelow = direct.flatMap((name) => (/^[.*]|[:/]|^[\d.]+$/.test(name) ? [name] : [name, `.${name}`]));
  return { http_proxy: proxy, https_proxy: proxy, no_proxy: withBelow.join(',') };
}

/**
 * Whether an address and the account in it can be decoded.
 * @param {string} address
 * @returns {boolean}
 */
function isReadable(address) {
  try {
    const { username, password } = new URL(address);
    decodeURIComponent(username + password);
    return true;
  } catch {
    return false;
  }
}

/**
 * The certificate authorities of npm's settings `ca` and `cafile`, such as that of a company that inspects TLS.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {string[]} PEM.
 */
export function npmAuthorities(environment) {
  const settings = lowerNames(environment);
  const file = settings.get('npm_config_cafile');
  // npm's settings may contain a line break as two characters.
  const texts = [settings.get('npm_config_ca')?.replaceAll('\\n', '\n') ?? '', file ? readFileSync(file, 'utf8') : ''];
  return texts.flatMap((text) => text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []);
}

/**
 * Drops empty variables, which mean "not set" and must not hide one that differs in case.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Map<string, string>}
 */
function lowerNames(environment) {
  const set = Object.entries(environment).filter((entry) => Boolean(entry[1]));
  return new Map(set.map(([name, value = '']) => [name.toLowerCase(), value]));
}
