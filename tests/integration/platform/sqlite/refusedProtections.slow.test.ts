import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { amount } from '../../../harness/amount.ts';
import { refusing } from '../../../harness/refusedFromStart.ts';
import { type RefusableCall, RIGHTS } from '../../../harness/refusingFileSystem.ts';
import { newFolder, startWithKey } from '../lastingDatabase.ts';
import { call } from '../platformClient.ts';
import { runToEnd, startCommand } from '../runCommand.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = join(newFolder(), 'data');
  file = join(dirname(folder), 'backup.db');
});
afterEach(() => void vi.unstubAllEnvs());

function refuseInChildren(code: string | null, calls: readonly RefusableCall[]): void {
  for (const [name, value] of Object.entries(refusing(code, calls))) {
    vi.stubEnv(name, value);
  }
}

const run = (action: 'backup' | 'restore') => runToEnd([action, file, '--data', folder]);
const start = () => startCommand(['--data', folder]);
const beside = () => readdirSync(dirname(file)).filter((name) => name !== 'data');

describe('fault 114: a backup', () => {
  test.each(amount({ sample: ['EPERM'], full: ['EPERM', 'ENOTSUP', 'EMLINK'] }))(
    'is written without hard links (%s), never replaces another file, and can be restored',
    async (code) => {
      const platform = await startWithKey(folder);
      const before = (await call(platform, 'List')).body;
      refuseInChildren(code, ['linkSync']);
      expect(await run('backup')).toEqual({ code: 0, stdout: `${JSON.stringify({ backup: file })}\n`, stderr: '' });
      expect(beside()).toEqual(['backup.db']);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      const bytes = readFileSync(file);
      expect(await run('backup')).toMatchObject({
        code: 1,
        stderr: `${file} is there already. It was left as it is.\n`,
      });
      expect(readFileSync(file).equals(bytes)).toBe(true);
      await call(platform, 'Delete', { Ids: ['authkey.1'] });
      expect(await run('restore')).toMatchObject({ code: 0, stderr: '' });
      expect((await call(platform, 'List')).body).toEqual(before);
    },
  );

  test('reports the system error and leaves no files', async () => {
    await startWithKey(folder);
    refuseInChildren('EACCES', ['linkSync', 'renameSync']);
    const stderr = `The backup ${file} cannot be written. Cause: EACCES.\n`;
    expect(await run('backup')).toEqual({ code: 1, stdout: '', stderr });
    expect(beside()).toEqual([]);
  });

  test('does not change a similarly named file or a dangling link', async () => {
    await startWithKey(folder);
    writeFileSync(`${file}.unfinished`, 'of the user');
    expect(await run('backup')).toMatchObject({ code: 0 });
    expect(readFileSync(`${file}.unfinished`, 'utf8')).toBe('of the user');
    file = join(dirname(file), 'link.db');
    symlinkSync('nothing.db', file);
    expect(await run('backup')).toMatchObject({ code: 1, stderr: `${file} is there already. It was left as it is.\n` });
    expect(readlinkSync(file)).toBe('nothing.db');
    expect(beside().toSorted()).toEqual(['backup.db', 'backup.db.unfinished', 'link.db']);
  });
});

describe('fault 115: a platform whose key file stays readable by others', () => {
  test.each([
    ['EPERM', 'EPERM'],
    ['ENOTSUP', 'ENOTSUP'],
    [null, 'the file system keeps no rights'],
  ])('starts, warns once on standard error, and keeps its key (%s)', async (code, reason) => {
    mkdirSync(folder);
    const key = join(folder, 'platform.key');
    const text = Buffer.alloc(32, 7).toString('base64');
    writeFileSync(key, text);
    chmodSync(key, 0o644);
    chmodSync(folder, 0o755);
    refuseInChildren(code, RIGHTS);
    const { output, platform } = await start();
    expect((await call(platform, 'List')).status).toBe(200);
    expect(output.stderr).toBe(
      `The rights of ${key} cannot be narrowed (${reason}): others on this computer may be able to read it.\n`,
    );
    expect(readFileSync(key, 'utf8')).toBe(text);
  });

  test('does not warn if its folder is private or the rights could be narrowed', async () => {
    mkdirSync(folder, { mode: 0o700 });
    const key = join(folder, 'platform.key');
    writeFileSync(key, Buffer.alloc(32, 7).toString('base64'), { mode: 0o644 });
    expect((await start()).output.stderr).toBe('');
    expect(statSync(key).mode & 0o777).toBe(0o600);
    chmodSync(key, 0o644);
    refuseInChildren('EPERM', RIGHTS);
    expect((await start()).output.stderr).toBe('');
  });
});

test.each([
  ['the data folder is a file', () => writeFileSync(folder, ''), / Cause: E(EXIST|NOTDIR)\.$/],
  ...['platform.key', 'platform.db'].map(
    (name) =>
      [`${name} is a folder`, () => mkdirSync(join(folder, name), { recursive: true }), / Cause: EISDIR\.$/] as const,
  ),
] as const)('fault 116: the command reports the system error: %s', async (_name, prepare, text) => {
  prepare();
  const { code, stderr } = await runToEnd(['--port', '0', '--data', folder]);
  expect(code).toBe(1);
  expect(stderr.trimEnd()).toMatch(text);
  expect(stderr.split('\n')).toHaveLength(2);
});
