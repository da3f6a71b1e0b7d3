import { describe, expect, test } from 'vitest';
import { ownAddress, parsePublicAddress, withoutPublicPath } from '../../../electron/platform/ownAddress.ts';

const LOCAL = ['127.0.0.1:8787', 'localhost:8787'];
const namesOf = (address: string) => ownAddress(8787, parsePublicAddress(address));

test('without a public address it is reached on this machine only', () => {
  expect(ownAddress(8787, null)).toEqual({
    hosts: LOCAL,
    origins: ['http://127.0.0.1:8787', 'http://localhost:8787'],
    publicHosts: [],
    publicPath: '',
  });
});

test('on port 80 clients send the port or leave it out', () => {
  expect(ownAddress(80, null)).toMatchObject({
    hosts: ['127.0.0.1', '127.0.0.1:80', 'localhost', 'localhost:80'],
    origins: ['http://127.0.0.1', 'http://localhost'],
  });
});

test('port 443 without TLS is none that clients leave out', () => {
  expect(ownAddress(443, null).hosts).toEqual(['127.0.0.1:443', 'localhost:443']);
});

test.each([
  ['https://Keys.Example.com', ['keys.example.com', 'keys.example.com:443']],
  ['http://keys.example.com', ['keys.example.com', 'keys.example.com:80']],
  // A proxy may pass the host on without its port.
  ['https://keys.example.com:8443', ['keys.example.com:8443', 'keys.example.com']],
  ['http://localhost:9000', ['localhost:9000', 'localhost']],
  ['http://[::1]:9000', ['[::1]:9000', '[::1]']],
  ['https://ключи.рф', ['xn--h1add2c8a.xn--p1ai', 'xn--h1add2c8a.xn--p1ai:443']],
])('the host of %s is accepted besides its own', (address, hosts) => {
  const { origin } = new URL(address);
  const names = namesOf(address);
  expect(names.hosts).toEqual([...LOCAL, ...hosts]);
  expect(names.origins).toEqual(['http://127.0.0.1:8787', 'http://localhost:8787', origin]);
  // A client never signs the host without its port.
  expect(names.publicHosts).toEqual(new URL(address).port === '' ? hosts : hosts.slice(0, 1));
});

describe('the path of a public address', () => {
  test.each([
    ['https://example.com', ''],
    ['https://example.com/', ''],
    ['https://example.com/keydesk', '/keydesk'],
    ['https://example.com/keydesk/', '/keydesk'],
    ['https://example.com/a/b%20c', '/a/b%20c'],
  ])('of %s is "%s"', (address, path) => {
    expect(namesOf(address).publicPath).toBe(path);
  });

  test.each([
    ['/keydesk/api/x?y', '/api/x?y'],
    ['/keydesk/', '/'],
    ['/api/x', '/api/x'],
    ['/keydeskapi/x', '/keydeskapi/x'],
    ['/keydesk', '/keydesk'],
    ['*', '*'],
  ])('is removed from a target that has it: %s', (target, expected) => {
    expect(withoutPublicPath(target, parsePublicAddress('https://example.com/keydesk'))).toBe(expected);
    expect(withoutPublicPath(target, null)).toBe(target);
  });
});

test.each([
  '',
  'keys.example.com',
  'keys.example.com:8443',
  'ftp://example.com',
  'https://',
  'https:///path',
  'https:example.com',
  'https://user@example.com',
  'https://user:password@example.com',
  'https://example.com?x',
  'https://example.com/?x=1',
  'https://example.com/#x',
  'https://example.com:99999',
  'https://*.example.com',
  'https://example.com, https://other.example.com',
  ' https://example.com',
  'https://exa mple.com',
  'https://example.com\\x',
  'https://[::1',
])('%j is no public address', (text) => {
  expect(parsePublicAddress(text)).toBeNull();
});
