import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Client } from 'pg';
import { beforeEach, describe, expect, inject, onTestFinished, test } from 'vitest';
import { createDatabase, execute, queryOne } from '../../../harness/postgres.ts';
import { during } from '../lastingDatabase.ts';
import { call } from '../platformClient.ts';
import { changeUrl, startMessage } from './startMessage.ts';

let url: string;
beforeEach(async () => {
  url = await createDatabase(inject('postgresUrl') ?? '');
});

const nameOf = (database: string) => new URL(database).pathname.slice(1);
const countTables = (database: string) =>
  queryOne(database, `select count(*)::int from pg_class where relkind = 'r' and oid >= 16384`);

/** Creates a role with a password; returns the address of the database for it. */
async function newRole(options = 'login'): Promise<string> {
  const role = `role_${randomBytes(6).toString('hex')}`;
  await execute(inject('postgresUrl') ?? '', `create role ${role} ${options} password 'role-canary'`);
  return changeUrl(url, { username: role, password: 'role-canary' });
}

/** Starts a TCP server that is not PostgreSQL. */
async function startOther(respond: string): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end(respond));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return changeUrl(url, { port: String((server.address() as AddressInfo).port) });
}

describe('fault 136: the start error names cause and next step, not the password, and nothing is changed:', () => {
  const rows: readonly (readonly [name: string, target: () => string | Promise<string>, texts: readonly string[]])[] = [
    [
      'a wrong password',
      () => changeUrl(url, { password: 'wrong-canary' }),
      ['rejected the password of the role "keydesk"', 'PGPASSWORD. Cause: password authentication failed'],
    ],
    [
      'no password',
      () => changeUrl(url, { password: '' }),
      ['requires a password for the role "keydesk"', 'PGPASSWORD'],
    ],
    [
      'an unknown role',
      () => changeUrl(url, { username: 'nobody' }),
      ['rejected the password of the role "nobody", or has no such role'],
    ],
    [
      'a missing database',
      () => changeUrl(url, { pathname: '/missing' }),
      [
        'has no database "missing"',
        'create database "missing" owner "keydesk"',
        'Cause: database "missing" does not exist.',
      ],
    ],
    [
      'a port where no server listens',
      () => changeUrl(url, { port: '1' }),
      ['127.0.0.1:1. Check the port', 'ECONNREFUSED'],
    ],
    ['a host without address', () => changeUrl(url, { hostname: 'nowhere.invalid' }), ['nowhere.invalid:', 'Cause:']],
    ['a folder without socket', () => url.replace(/@[^/]*/, '@%2Fnowhere'), ['There is no socket for /nowhere:5432']],
    ['a server without TLS', () => `${url}?sslmode=require`, ['It has to offer TLS', 'does not support SSL']],
    [
      'another server',
      () => startOther('HTTP/1.1 400 Bad Request\r\n\r\n'),
      ['as PostgreSQL does within 5 s', 'Cause:'],
    ],
    ['a role that may not log in', () => newRole('nologin'), ['does not let the role', 'Cause: role', 'pg_hba.conf']],
    [
      'a role with its maximum of connections',
      () => newRole('login connection limit 0'),
      ['accepts no more connections', 'max_connections', 'Cause: too many connections for role'],
    ],
    [
      'a role without rights, the default since PostgreSQL 15',
      () => newRole(),
      ['grant create on schema public to', 'alter database', 'Cause: permission denied for schema public.'],
    ],
    [
      'a schema that does not exist',
      () => `${url}?options=-c%20search_path%3Dnope`,
      ['No schema of the search path nope exists', 'create schema NAME authorization "keydesk"'],
    ],
    [
      'a schema that the role may not use',
      async () => {
        await execute(url, 'create schema closed');
        return `${await newRole()}?options=-c%20search_path%3Dclosed`;
      },
      ['No schema of the search path closed exists', 'or the role'],
    ],
  ];
  test.each(rows)('%s', async (_name, target, texts) => {
    const database = await target();
    const message = await startMessage(database);
    for (const text of texts) {
      expect(message).toContain(text);
    }
    expect(message).not.toMatch(/canary|\n/);
    expect(message).not.toContain(new URL(url).password);
    expect(await countTables(url)).toBe(0);
  });

  test('rights on the schema are enough', async () => {
    const database = await newRole();
    await execute(url, `grant create on schema public to ${new URL(database).username}`);
    await during({ url: database }, async () => {});
  });

  test('a server that starts up or shuts down', async () => {
    // What a real server sends in this state, which it leaves too quickly for a test.
    const fields = ['SFATAL', 'VFATAL', 'C57P03', 'Mthe database system is starting up', ''].join('\0');
    const length = Buffer.alloc(4);
    length.writeInt32BE(fields.length + 5);
    const database = await startOther(`E${length.toString('latin1')}${fields}\0`);
    expect(await startMessage(database)).toMatch(
      /is starting up or shutting down\. .* ready\. Cause: the database system is starting up\./,
    );
  });

  test('a lock on the tables of the platform', async () => {
    await during({ url }, async () => {});
    const holder = new Client({ connectionString: url });
    await holder.connect();
    onTestFinished(() => holder.end());
    await holder.query('begin; lock table "platformFact"');
    const message = await startMessage(`${url}?options=-c%20statement_timeout%3D300ms`);
    expect(message).toContain('took too long, probably because of a lock');
    expect(message).toContain('Cause: canceling statement due to statement timeout.');
  });
});

describe('fault 136: encodings', () => {
  const withEncoding = async (encoding: string) => {
    const name = `${nameOf(url)}_${encoding.toLowerCase()}`;
    const locale = `template template0 lc_collate 'C' lc_ctype 'C'`;
    await execute(inject('postgresUrl') ?? '', `create database ${name} encoding '${encoding}' ${locale}`);
    return changeUrl(url, { pathname: `/${name}` });
  };

  test.each(['LATIN1', 'WIN1251', 'KOI8R', 'EUC_JP'])('%s is rejected, and nothing is changed', async (encoding) => {
    const database = await withEncoding(encoding);
    const message = await startMessage(database);
    expect(message).toContain(`has the encoding ${encoding}, which cannot store every text. Nothing was changed.`);
    expect(message).toContain(`encoding 'UTF8' template template0`);
    expect(await countTables(database)).toBe(0);
  });

  test('SQL_ASCII, which stores bytes unchanged, works', async () => {
    await during({ url: await withEncoding('SQL_ASCII') }, async (platform) => {
      const { body } = await call(platform, 'List', { Search: 'пётр' });
      expect(body).toMatchObject({ Items: [{ FullName: expect.stringContaining('Пётр') }] });
    });
  });

  test('a role with another encoding for its clients works, because the platform asks for UTF-8', async () => {
    const database = await newRole('superuser login');
    await execute(url, `alter role ${new URL(database).username} set client_encoding = 'WIN1251'`);
    await during({ url: database }, async () => {});
  });
});

describe('several hosts', () => {
  const port = () => new URL(url).port;
  const hosts = (text: string, rest = '') => `${url.replace(/@[^/]*/, `@${text}`)}${rest}`;

  test('the first that can be used is', async () => {
    await during({ url: hosts(`127.0.0.1:1,localhost:${port()}`) }, async () => {});
    await during({ url: hosts('', `?host=nowhere.invalid,127.0.0.1&port=${port()}`) }, async () => {});
  });

  test('none can be used: each is named with its cause', async () => {
    const message = await startMessage(hosts('127.0.0.1:1,nowhere.invalid'));
    expect(message).toMatch(
      /^No host of the address can be used\.\n.*127\.0\.0\.1:1\..*ECONNREFUSED.*\n.*nowhere\.invalid/,
    );
  });

  test.each(['?target_session_attrs=read-write', ''])('a read-only one is not used (%s)', async (rest) => {
    await execute(url, `alter database ${nameOf(url)} set default_transaction_read_only = on`);
    const message = await startMessage(hosts(`127.0.0.1:${port()},localhost:${port()}`, rest));
    expect(
      message.match(/is a standby or read-only, and the address asks for target_session_attrs=read-write/g),
    ).toHaveLength(2);
    expect(await startMessage(`${url}?target_session_attrs=read-write`)).toContain('is a standby or read-only, and');
    expect(await startMessage(`${url}?target_session_attrs=any`)).toContain('Start the platform on the primary');
  });
});
