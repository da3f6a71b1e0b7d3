import { userInfo } from 'node:os';
import { expect, test } from 'vitest';
import { parseServerAddress } from '../../../../electron/platform/storage/postgres/serverAddress.ts';

const parse = (url: string, environment: Record<string, string> = {}) => parseServerAddress(url, environment);
const hostsOf = (url: string, environment: Record<string, string> = {}) =>
  parse(url, environment).hosts.map(({ host, port }) => `${host} ${port}`);
const rejection = (url: string): string => {
  try {
    parse(url);
  } catch (error) {
    return String(error);
  }
  throw new Error(`${url} was not rejected`);
};

test.each([
  ['postgres://db.example/kd', ['db.example 5432']],
  ['postgresql://db.example:6432/kd', ['db.example 6432']],
  ['postgres://a,b:5433,[::1]:5434,[fe80::2]/kd', ['a 5432', 'b 5433', '::1 5434', 'fe80::2 5432']],
  ['postgres://a:1,b:2/kd?target_session_attrs=read-write', ['a 1', 'b 2']],
  ['postgres:///kd?host=a,b,::1&port=1,,3', ['a 1', 'b 5432', '::1 3']],
  ['postgres:///kd?host=a,b&port=7', ['a 7', 'b 7']],
  ['postgres://%2Fvar%2Frun%2Fpostgresql:5433/kd', ['/var/run/postgresql 5433']],
  ['postgres:///kd?host=/var/run/postgresql', ['/var/run/postgresql 5432']],
  ['postgres://:5433/kd', ['localhost 5433']],
  ['postgres://', ['localhost 5432']],
])('hosts of %s', (url, hosts) => {
  expect(hostsOf(url)).toEqual(hosts);
});

test('what is missing comes from the environment, and the address has precedence', () => {
  const environment = {
    PGHOST: 'a,b',
    PGPORT: '1,2',
    PGUSER: 'kd',
    PGPASSWORD: 'p',
    PGDATABASE: 'x',
    PGAPPNAME: 'desk',
  };
  expect(parse('postgres://', environment)).toMatchObject({
    hosts: [
      { host: 'a', port: 1 },
      { host: 'b', port: 2 },
    ],
    user: 'kd',
    password: 'p',
    database: 'x',
    applicationName: 'desk',
  });
  const url = 'postgres://me:mine@c:3/y?application_name=other';
  expect(parse(url, environment)).toMatchObject({
    hosts: [{ host: 'c', port: 3 }],
    user: 'me',
    password: 'mine',
    database: 'y',
    applicationName: 'other',
  });
  const user = userInfo().username;
  expect(parse('postgres://h')).toMatchObject({ user, password: null, database: user, tls: null });
});

test('user, password and database are percent-encoded; the last @ ends the password', () => {
  expect(parse('postgres://us%40er:p%2Fw%3A%25@h/d%20b')).toMatchObject({
    user: 'us@er',
    password: 'p/w:%',
    database: 'd b',
  });
  expect(parse('postgres://kd:p@s#s+1@h/x')).toMatchObject({ user: 'kd', password: 'p@s#s+1' });
  expect(parse('postgres://kd@corp@h/x')).toMatchObject({ user: 'kd@corp', password: null });
});

test.each([
  ['postgres://a/x', 'any'],
  ['postgres://a,b/x', 'read-write'],
  ['postgres://a,b/x?target_session_attrs=primary', 'primary'],
  ['postgres://a,b/x?target_session_attrs=any', 'any'],
])('%s asks for a host that is %s', (url, target) => {
  expect(parse(url).target).toBe(target);
  expect(parse('postgres://a', { PGTARGETSESSIONATTRS: 'primary' }).target).toBe('primary');
});

test('options are settings of the session', () => {
  const settings = (options: string) => [...parse(`postgres://h?options=${encodeURIComponent(options)}`).settings];
  expect(settings('-c search_path=kd')).toEqual([['search_path', 'kd']]);
  expect(settings('-csearch_path=a\\ b\\\\,c  --lock-timeout=5s')).toEqual([
    ['search_path', 'a b\\,c'],
    ['lock_timeout', '5s'],
  ]);
  expect([...parse('postgres://h', { PGOPTIONS: '-c work_mem=8MB' }).settings]).toEqual([['work_mem', '8MB']]);
});

test('TLS is used as asked for', () => {
  expect(parse('postgres://h?sslmode=disable').tls).toBe(null);
  expect(parse('postgres://h?sslmode=require').tls).not.toHaveProperty('checkServerIdentity');
  expect(parse('postgres://h?sslmode=verify-full&sslrootcert=system').tls).toMatchObject({ ca: undefined });
  const withAuthority = parse(`postgres://h?sslmode=verify-ca&sslrootcert=${import.meta.filename}`).tls;
  expect(withAuthority).toMatchObject({ ca: expect.any(Buffer), checkServerIdentity: expect.any(Function) });
});

test.each([
  ['postgres://h/x?target_session_attr=read-write', 'unknown parameter "target_session_attr". Known parameters: host,'],
  ['postgres://h/x?sslmod=require', '"sslmod"'],
  ['postgres://h/x?toString=1', '"toString"'],
  ['postgres://a,b/x?target_session_attrs=read_write', 'not "read_write"'],
  ['postgres://a,b/x?target_session_attrs=standby', 'because the platform writes'],
  ['postgres://h/x?sslmode=prefer', 'sslmode is disable, require, verify-ca or verify-full'],
  ['postgres://h/x?sslmode=verify-ca', 'requires sslrootcert'],
  [
    'postgres://h/x?sslmode=verify-full&sslrootcert=/nowhere/ca.pem',
    '/nowhere/ca.pem named by sslrootcert cannot be read',
  ],
  ['postgres://h/x?client_encoding=LATIN1', 'client_encoding is UTF8'],
  ['postgres://h/x?connect_timeout=soon', 'number of seconds'],
  ['postgres://h/x?options=-d', 'options takes "-c name=value" only'],
  ['postgres://a,b/x?port=1,2,3', '2 hosts, but 3 ports'],
  ['postgres://h:0/x', 'a port is a number up to 65535'],
  ['postgres://h:65536/x', 'a port is a number up to 65535'],
  ['postgres://[::1/x', 'form name:5432'],
  ['postgres://h/x?user=%ff', 'Write "%" as %25'],
  ['mysql://h/x', 'does not have the form'],
])('%s is rejected', (url, text) => {
  expect(rejection(url)).toContain(text);
});

test.each(['canary/1@h/x', 'canary?1@h/x', 'canary%zz@h/x', 'canary@h:port/x'])(
  'the message for an invalid address does not contain the password: %s',
  (rest) => {
    expect(rejection(`postgres://kd:${rest}`)).not.toContain('canary');
  },
);
