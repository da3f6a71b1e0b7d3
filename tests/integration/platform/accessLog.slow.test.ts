import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { accessLogReader } from '../../harness/accessLogs.ts';
import { executeOn, locationOf, newFolder, startWithKey } from './lastingDatabase.ts';
import { ADMIN_PASSWORD, basic, call, callSigned, createKey, KEY_SERVICE, send } from './platformClient.ts';
import { newDatabaseUrl, placeOptions, startCommand } from './runCommand.ts';

const LIST = { path: `${KEY_SERVICE}/List`, body: '{}' };
/** Any account may call it. */
const PERMISSIONS = { ...LIST, path: `${KEY_SERVICE}/GetPermissions` };

/** Starts a platform with an access log in a process of its own. */
async function start() {
  const folder = newFolder();
  const logs = join(folder, 'new', 'logs');
  const options = ['--sample', '--access-log', logs, ...placeOptions(join(folder, 'data'), await newDatabaseUrl())];
  const { platform, child, ended, output } = await startCommand(options);
  const stop = async (): Promise<number | null> => {
    child.kill('SIGTERM');
    return ended;
  };
  return { platform, logs, output, stop };
}

/** Reads the logs of a folder as KeyDesk does. */
async function read(folder: string) {
  const reading = await accessLogReader()([folder], () => {}, new AbortController().signal);
  const uses = reading?.accounts.map(({ username, calls, rejections, addresses }) => [
    username,
    { calls, rejections, addresses },
  ]);
  return { ...reading, uses: Object.fromEntries(uses ?? []) };
}

/** Everything in the logs of a folder. */
function textOf(folder: string): string {
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('');
}

const TODAY = new Date();
const LOG = `audit_${TODAY.getFullYear()}-${String(TODAY.getMonth() + 1).padStart(2, '0')}-${String(TODAY.getDate()).padStart(2, '0')}.log`;

test('KeyDesk reads who called the platform, who was rejected, and from where', async () => {
  const { platform, logs, stop, output } = await start();
  const started = Date.now();
  const key = await createKey(platform, 'svc.erp');
  for (let count = 0; count < 3; count += 1) {
    await callSigned(platform, key, PERMISSIONS);
  }
  await callSigned(platform, { ...key, SecretKey: Buffer.alloc(64).toString('base64') }, LIST);
  await call(platform, 'List', {}, 'svc.legacy');
  await send(platform, { ...LIST, headers: [basic('nobody')] });
  await send(platform, { method: 'GET', path: '/health' });
  expect(await stop()).toBe(0);
  const { uses, lines, callsWithoutAccount, period } = await read(logs);
  const addresses = ['127.0.0.1'];
  expect(uses).toEqual({
    // To find the account, and to create the key.
    admin: { calls: 2, rejections: 0, addresses },
    'svc.erp': { calls: 3, rejections: 1, addresses },
    'svc.legacy': { calls: 0, rejections: 1, addresses },
  });
  // The beginnings of nine requests, and the end of the one that is not below /api/.
  expect({ lines, callsWithoutAccount }).toEqual({
    lines: { calls: 8, others: 10, notRead: 0 },
    callsWithoutAccount: 1,
  });
  expect(Math.abs(new Date(period?.from ?? '').getTime() - started)).toBeLessThan(60_000);
  expect(output.stderr).toBe('');
  expect(statSync(join(logs, LOG)).mode & 0o777).toBe(0o600);
});

test('fault 207: no secret key, token or password is in the access log, and no name or path ends its line', async () => {
  const folder = newFolder();
  const logs = join(folder, 'logs');
  const data = join(folder, 'data');
  const url = await newDatabaseUrl();
  const prepared = await startWithKey(data, url);
  await prepared.stop();
  const forged = String.raw`x\n2026-01-01 00:00:00,000 INFO 0a1b2c3d-0000-4000-8000-00000000000f admin 10.9.9.9 https://p/api/x OK 00:00:00 ''`;
  const name = forged.replace(String.raw`\n`, '\n');
  await executeOn(
    locationOf(data, url),
    `update account set username = '${name.replaceAll("'", "''")}' where username = 'svc.erp'`,
  );
  const { platform, child, ended } = await startCommand(['--access-log', logs, ...placeOptions(data, url)]);
  const key = await createKey(platform, 'svc.monitoring');
  const secret = encodeURIComponent(key.SecretKey);
  await callSigned(platform, key, PERMISSIONS);
  for (const path of [
    `/api/${key.Token}?secret=${secret}`,
    `/api/x/${secret}`,
    `/api/${key.SecretKey}`,
    '/api/%0A2026',
  ]) {
    await send(platform, { ...LIST, path, headers: [basic('admin')] });
  }
  await send(platform, { ...LIST, headers: [basic(name)] });
  await send(platform, { ...LIST, headers: [basic(ADMIN_PASSWORD, 'admin')] });
  child.kill('SIGTERM');
  await ended;
  const text = textOf(logs);
  for (const hidden of [key.Token, key.SecretKey, secret, ADMIN_PASSWORD, '?', 'Authorization', 'Credential']) {
    expect(text).not.toContain(hidden);
  }
  const { accounts, lines } = await read(logs);
  expect(accounts?.flatMap(({ addresses }) => addresses)).not.toContain('10.9.9.9');
  expect(lines?.notRead).toBe(0);
  expect(text.split('\n').filter((line) => /^2026-01-01/.test(line))).toEqual([]);
});

test.runIf(process.platform === 'linux')(
  'fault 206: a full disk or a file in place of the folder does not stop the platform, which reports it once',
  async () => {
    const { platform, logs, output, stop } = await start();
    mkdirSync(logs, { recursive: true });
    symlinkSync('/dev/full', join(logs, LOG));
    for (let count = 0; count < 3; count += 1) {
      expect((await call(platform, 'List')).status).toBe(200);
    }
    await expect
      .poll(() => output.stderr)
      .toBe('The access log cannot be written (ENOSPC). The platform continues without it.\n');
    expect(await stop()).toBe(0);

    const folder = newFolder();
    writeFileSync(join(folder, 'logs'), '');
    const place = placeOptions(join(folder, 'data'), await newDatabaseUrl());
    const other = await startCommand(['--access-log', join(folder, 'logs'), ...place]);
    expect((await call(other.platform, 'List')).status).toBe(200);
    await expect.poll(() => other.output.stderr).toMatch(/^The access log cannot be written \(E\w+\)/);
  },
);

test('a line that was cut stays apart from what follows, and files are removed after 30 days', async () => {
  const folder = newFolder();
  const logs = join(folder, 'logs');
  mkdirSync(logs);
  const complete =
    '2026-11-20 10:00:00,123 INFO 0a1b2c3d-0000-4000-8000-00000000000f erp 10.0.0.1 https://p/api/x OK 00:00:00.123';
  writeFileSync(join(logs, LOG), `${complete}\n${complete.slice(0, 40)}`);
  writeFileSync(join(logs, 'audit_2020-01-01.log'), complete);
  writeFileSync(join(logs, 'audit_notes.log'), '');
  const place = placeOptions(join(folder, 'data'), await newDatabaseUrl());
  const { platform, child, ended } = await startCommand(['--access-log', logs, ...place]);
  await call(platform, 'List');
  child.kill('SIGTERM');
  await ended;
  expect((await read(logs)).uses).toMatchObject({ admin: { calls: 1 }, erp: { calls: 1 } });
  expect(readdirSync(logs)).toEqual([LOG, 'audit_notes.log'].toSorted());
});
