import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { npmAuthorities, npmProxy } from '../../../scripts/npmNetwork.mjs';

const PROXY = 'http://proxy.example:3128';

it.each([
  [{}],
  [{ HTTPS_PROXY: '', npm_config_noproxy: '' }],
  [{ npm_config_proxy: 'null', npm_config_https_proxy: 'false' }],
])('uses no proxy with %j', (environment) => {
  expect(npmProxy(environment)).toBeNull();
});

it.each(
  'HTTPS_PROXY https_proxy Https_Proxy HTTP_PROXY http_proxy PROXY npm_config_proxy npm_config_https_proxy'.split(' '),
)('uses the proxy of %s', (name) => {
  expect(npmProxy({ https_proxy: '', [name]: PROXY })).toEqual({ http_proxy: PROXY, https_proxy: PROXY, no_proxy: '' });
});

it("prefers npm's own settings to the environment, and https to http", () => {
  const all = { http_proxy: 'http://d', https_proxy: 'http://c', npm_config_proxy: 'http://b' };
  expect(npmProxy({ http_proxy: 'http://d', https_proxy: 'http://c' })?.https_proxy).toBe('http://c');
  expect(npmProxy(all)?.https_proxy).toBe('http://b');
  expect(npmProxy({ ...all, npm_config_https_proxy: 'http://a' })?.http_proxy).toBe('http://a');
});

it('takes a proxy without a scheme as an http proxy, and rejects other schemes', () => {
  expect(npmProxy({ https_proxy: 'proxy.example:3128' })?.https_proxy).toBe(PROXY);
  expect(() => npmProxy({ https_proxy: 'socks5://user:word@proxy.example:1080' })).toThrow(
    /^socks5 proxies are not supported, use an http proxy$/,
  );
});

it.each([
  '::bad',
  'http://',
  'http://proxy.example:port',
  'http://user:p/word@proxy.example:3128',
  'HTTP://us er:p/word@proxy.example',
  'http://user:p%zzword@proxy.example:3128',
])('fault 54: reports an invalid proxy address without its password: %s', (proxy) => {
  expect(() => npmProxy({ npm_config_https_proxy: proxy })).toThrow(
    /^the address of npm's proxy is invalid \(npm config/,
  );
});

it.each([
  ['npm_config_noproxy', 'github.com', 'github.com,.github.com'],
  ['NO_PROXY', '.corp.example, localhost 10.0.0.1', '.corp.example,localhost,.localhost,10.0.0.1'],
  ['no_proxy', '*', '*'],
  ['no_proxy', 'a.example:8080,[::1]', 'a.example:8080,[::1]'],
])('bypasses the proxy for the hosts of %s: %s', (name, value, expected) => {
  expect(npmProxy({ https_proxy: PROXY, [name]: value })?.no_proxy).toBe(expected);
});

it('returns the certificate authorities that npm trusts', () => {
  const certificate = (body: string): string => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----`;
  const folder = mkdtempSync(join(tmpdir(), 'keydesk-authorities-'));
  const file = join(folder, 'authorities.pem');
  writeFileSync(file, `${certificate('AA')}\n${certificate('BB')}\n`);
  try {
    const ca = certificate('CC').replaceAll('\n', '\\n');
    expect(npmAuthorities({ npm_config_cafile: file, npm_config_ca: ca })).toEqual(['CC', 'AA', 'BB'].map(certificate));
    expect(npmAuthorities({})).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
