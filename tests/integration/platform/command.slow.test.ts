import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { keyPageSchema } from '../../../shared/adminApi/keyService.ts';
import { callAsExternalSystem } from '../../harness/opensslClient.ts';
import { newFolder } from './lastingDatabase.ts';
import { ADMIN_PASSWORD, basic, call, createKey, daysFromNow, KEY_SERVICE, send } from './platformClient.ts';
import { followProcess, runToEnd, startCommand, untilReady } from './runCommand.ts';

const SCRIPT = join(import.meta.dirname, '../../../scripts/platform.mjs');

let folder: string;
beforeEach(() => {
  folder = join(newFolder(), 'data');
});

/** Starts the command on the folder of the test and waits for its ready line. */
function runUntilReady(options: readonly string[] = [], password: string | null = ADMIN_PASSWORD) {
  return startCommand(['--data', folder, ...options], password);
}

test('the first start prints a ready line with the generated password and creates a private encryption key', async () => {
  const { ready, output, platform } = await runUntilReady([], null);
  expect(output.stdout).toMatch(/^[^\n]+\n$/);
  expect(ready).toEqual({
    ready: true,
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    admin: { username: 'admin', password: expect.stringMatching(/^[\w-]{24}$/) },
  });
  const headers = [basic('admin', ready.admin.password)];
  expect((await send(platform, { path: `${KEY_SERVICE}/List`, headers })).status).toBe(200);
  const file = join(folder, 'platform.key');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(Buffer.from(readFileSync(file, 'utf8'), 'base64')).toHaveLength(32);
});

test('a password from the environment is used and not printed; requests of openssl and curl are accepted', async () => {
  const { ready, output, platform } = await runUntilReady(['--sample']);
  expect(ready.admin).toEqual({ username: 'admin' });
  expect(output.stdout + output.stderr).not.toContain(ADMIN_PASSWORD);
  const key = await createKey(platform, 'o.kuznetsova');
  const external = { token: key.Token, secret: key.SecretKey };
  const list = (query = '', body = '{}') =>
    callAsExternalSystem(platform.address, `${KEY_SERVICE}/List${query}`, external, body);
  expect([list('?').status, list('?a=b%20c&%D0%BA=%2F', '{"Search":"Бобров 😀"}').status]).toEqual([200, 200]);
  const response = list();
  expect(keyPageSchema.parse(JSON.parse(response.body)).Total).toBe(11);
  await call(platform, 'Edit', { Id: key.Id, ExpirationDate: daysFromNow(-1), Version: 1 });
  expect(list()).toMatchObject({
    status: 401,
    challenge: 'HMAC-SHA256 error="invalid_token" error_description="The access token has expired"',
  });
  await call(platform, 'Delete', { Ids: [key.Id] });
  expect(list()).toMatchObject({ status: 401, challenge: expect.stringContaining('"Invalid Credential"') });
});

describe('it stops', () => {
  test('fault 51: after the drain timeout, although a request is incomplete', async () => {
    const { child, ended, ready } = await runUntilReady();
    const socket = connect(Number(new URL(ready.url).port), '127.0.0.1');
    socket.on('error', () => {});
    const authorization = basic('admin').join(': ');
    const head = `POST /api/x HTTP/1.1\r\nHost: ${new URL(ready.url).host}\r\n${authorization}`;
    // The server has read the head and waits for the body, which is never sent.
    socket.write(`${head}\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n`);
    await once(socket, 'data');
    let received = '';
    socket.on('data', (chunk) => {
      received += chunk;
    });
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    // Without the drain timeout it would wait for the request timeout of 30 s and respond with 408.
    expect(received).toBe('');
    socket.destroy();
  });

  test('when npm is terminated, whose shell forwards no signal', async () => {
    // Two commands, so that the shell does not exec the first.
    const line = `npm_lifecycle_event=platform "${process.execPath}" "${SCRIPT}" --port 0 --data "${folder}"; exit 9`;
    const { child, ended } = await untilReady(followProcess('sh', ['-c', line], ADMIN_PASSWORD));
    child.kill('SIGTERM');
    // The output closes with the last process that has it open.
    await ended;
    expect(child.signalCode).toBe('SIGTERM');
  });

  test.each(['SIGINT', 'SIGKILL'] as const)(
    'fault 51: on %s, and starts again on the same folder with all completed writes',
    async (signal) => {
      const first = await runUntilReady(['--sample']);
      const key = await createKey(first.platform, 'svc.erp');
      first.child.kill(signal);
      expect(await first.ended).toBe(signal === 'SIGINT' ? 0 : null);
      expect(first.output.stderr).toBe('');
      const second = await runUntilReady();
      expect((await call(second.platform, 'Get', { id: key.Id })).body).toEqual(key);
    },
  );
});

describe('it reports why it does not start', () => {
  test('fault 51: the port is in use', async () => {
    const { ready } = await runUntilReady();
    const { port } = new URL(ready.url);
    const result = await runToEnd(['--port', port, '--data', join(folder, 'second')]);
    expect(result).toEqual({ code: 1, stdout: '', stderr: `Port ${port} of 127.0.0.1 is already in use.\n` });
  });

  test.each([
    ['database', 'platform.db', 'is not a database of this platform. It was left as it is.'],
    ['encryption key', 'platform.key', 'does not hold an encryption key. It was left as it is.'],
  ])('the file is not a %s, and is not changed', async (_what, name, text) => {
    mkdirSync(folder, { mode: 0o700 });
    writeFileSync(join(folder, name), 'something else');
    const { code, stderr } = await runToEnd(['--port', '0', '--data', folder]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^\S+ [^\n]+\n$/);
    expect(stderr).toContain(text);
    expect(readFileSync(join(folder, name), 'utf8')).toBe('something else');
  });

  test.each([
    [[], '--port'],
    [['--port', '65536', '--data', 'x'], '--port'],
    [['--port', '0', '--data', 'x', '--keys', 'many'], '--keys'],
    [['--port', '0', '--data', 'x', '--database', 'mysql://x'], '--database'],
    [['--port', '0', '--data', 'x', '--public-address', 'keys.example.com'], '--public-address'],
    [['--port', '0', '--data', 'x', '--public-address', 'https://user@keys.example.com'], '--public-address'],
    [['backup', '--data', 'x'], 'backup'],
    [['restore', 'file', '--data', 'x', '--port', '0'], '--port'],
  ])('the options %j are invalid', async (options, named) => {
    const { code, stdout, stderr } = await runToEnd(options);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.split('\n')[0]).toContain(named);
    expect(stderr).toContain('Usage: npm run platform --');
    expect(readdirSync(join(folder, '..'))).toEqual([]);
  });
});
