import { once } from 'node:events';
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { keyPageSchema } from '../../../shared/adminApi/keyService.ts';
import { callAsExternalSystem } from '../../harness/opensslClient.ts';
import { newFolder } from './lastingDatabase.ts';
import { call, createKey, daysFromNow, KEY_SERVICE } from './platformClient.ts';
import { followProcess, PASSWORD, runCommand, startCommand, untilReady } from './runCommand.ts';

const SCRIPT = join(import.meta.dirname, '../../../scripts/platform.mjs');

let folder: string;
beforeEach(() => {
  folder = join(newFolder(), 'data');
});

/** Starts the command on the folder of the test and waits for its ready line. */
function runUntilReady(options: readonly string[] = [], password: string | null = PASSWORD) {
  return startCommand(['--data', folder, ...options], password);
}

/** Starts the command on the folder of the test and ends it once it is ready. */
async function runOnce(): Promise<void> {
  const { child, ended } = await runUntilReady();
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
}

test('one line says that it is ready, with the password it has made', async () => {
  const { ready, output } = await runUntilReady([], null);
  expect(output.stdout).toMatch(/^[^\n]+\n$/);
  expect(ready).toEqual({
    ready: true,
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    admin: { username: 'admin', password: expect.stringMatching(/^[\w-]{24}$/) },
  });
  const credentials = Buffer.from(`admin:${ready.admin.password}`).toString('base64');
  const answer = await fetch(`${ready.url}${KEY_SERVICE}/List`, {
    method: 'POST',
    headers: { Authorization: `Basic ${credentials}` },
  });
  expect(answer.status).toBe(200);
});

test('a password from the environment is taken and not printed; openssl and curl are let in with a key of it', async () => {
  const { ready, output, platform } = await runUntilReady(['--sample']);
  expect(ready.admin).toEqual({ username: 'admin' });
  expect(output.stdout + output.stderr).not.toContain(PASSWORD);
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

describe('it ends', () => {
  test('fault 51: within the time for draining although a request never ends', async () => {
    const { child, ended, ready } = await runUntilReady();
    const socket = connect(Number(new URL(ready.url).port), '127.0.0.1');
    socket.on('error', () => {});
    const credentials = Buffer.from(`admin:${PASSWORD}`).toString('base64');
    const head = `POST /api/x HTTP/1.1\r\nHost: ${new URL(ready.url).host}\r\nAuthorization: Basic ${credentials}`;
    // The server says that it waits for the body, which then does not come.
    socket.write(`${head}\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n`);
    await once(socket, 'data');
    let received = '';
    socket.on('data', (chunk) => {
      received += chunk;
    });
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    // Without a limit for draining the request would have had its own 30 s, and then 408.
    expect(received).toBe('');
    socket.destroy();
  });

  test('when npm is ended, whose shell passes no signal on', async () => {
    // Two commands, so that the shell cannot hand its own process to the first.
    const line = `npm_lifecycle_event=platform "${process.execPath}" "${SCRIPT}" --port 0 --data "${folder}"; exit 9`;
    const { child, ended } = await untilReady(followProcess('sh', ['-c', line], PASSWORD));
    child.kill('SIGTERM');
    // The output ends when the last process that holds it does.
    await ended;
    expect(child.signalCode).toBe('SIGTERM');
  });

  test.each(['SIGINT', 'SIGKILL'] as const)(
    'fault 51: by %s, and starts again on the same folder with everything that was answered',
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

test('the encryption key is a file for its owner only, again after somebody opened it to others', async () => {
  const file = join(folder, 'platform.key');
  for (let start = 0; start < 2; start += 1) {
    await runOnce();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(Buffer.from(readFileSync(file, 'utf8'), 'base64')).toHaveLength(32);
    chmodSync(file, 0o644);
  }
});

describe('it does not start and says why', () => {
  test('fault 51: on a port that is taken', async () => {
    const { ready } = await runUntilReady();
    const { port } = new URL(ready.url);
    const { ended, output } = runCommand(['--port', port, '--data', join(folder, 'second')]);
    expect(await ended).toBe(1);
    expect(output).toEqual({ stdout: '', stderr: `Port ${port} of 127.0.0.1 is already in use.\n` });
  });

  test.each([
    ['a database of something else', 'platform.db', 'is not a database of this platform. It was left as it is.'],
    ['an encryption key that is none', 'platform.key', 'does not hold an encryption key. It was left as it is.'],
  ])('with %s, which it leaves as it is', async (_what, name, text) => {
    await runOnce();
    writeFileSync(join(folder, name), 'something else');
    const { ended, output } = runCommand(['--port', '0', '--data', folder]);
    expect(await ended).toBe(1);
    expect(output.stderr).toMatch(/^\S+ [^\n]+\n$/);
    expect(output.stderr).toContain(text);
    expect(readFileSync(join(folder, name), 'utf8')).toBe('something else');
  });

  test.each([
    [[], '--port'],
    [['--port', '65536', '--data', 'x'], '--port'],
    [['--port', '0', '--data', 'x', '--keys', 'many'], '--keys'],
    [['--port', '0', '--data', 'x', '--database', 'mysql://x'], '--database'],
    [['backup', '--data', 'x'], 'backup'],
    [['restore', 'file', '--data', 'x', '--port', '0'], '--port'],
  ])('with the options %j', async (options, named) => {
    const { ended, output } = runCommand(options);
    expect(await ended).toBe(2);
    expect(output.stdout).toBe('');
    expect(output.stderr.split('\n')[0]).toContain(named);
    expect(output.stderr).toContain('Usage: npm run platform --');
    expect(readdirSync(join(folder, '..'))).toEqual([]);
  });
});
