import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { userFiles } from '../../../electron/adapters/userFiles.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keydesk-files-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

it('writes a file that the user alone can read, also over one that others could', async () => {
  const file = join(folder, 'Журнал.csv');
  writeFileSync(file, 'old', { mode: 0o644 });
  await userFiles.write(file, 'нов\r\n');
  expect(readFileSync(file, 'utf8')).toBe('нов\r\n');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['Журнал.csv']);
  expect(userFiles.nameOf(file)).toBe('Журнал.csv');
});

it('leaves nothing behind when it fails, and says why without a path', async () => {
  const file = join(folder, 'taken');
  mkdirSync(join(file, 'inner'), { recursive: true });
  const failure = { code: 'FILE_NOT_SAVED', detail: expect.stringMatching(/^[A-Z]+$/) };
  await expect(userFiles.write(file, 'x')).rejects.toMatchObject(failure);
  await expect(userFiles.write(join(folder, 'missing', 'file'), 'x')).rejects.toMatchObject(failure);
  expect(readdirSync(folder)).toEqual(['taken']);
});

describe('reading', () => {
  it('gives a text of as many bytes as are allowed, and refuses one more', async () => {
    const file = join(folder, 'read.txt');
    writeFileSync(file, 'äb');
    expect(await userFiles.read(file, 3)).toBe('äb');
    await expect(userFiles.read(file, 2)).rejects.toMatchObject({ code: 'FILE_NOT_READ', detail: 'EFBIG' });
  });

  it('says why a file cannot be read', async () => {
    await expect(userFiles.read(join(folder, 'nothing'), 9)).rejects.toMatchObject({ detail: 'ENOENT' });
    await expect(userFiles.read(folder, 9)).rejects.toMatchObject({ code: 'FILE_NOT_READ', detail: 'EISDIR' });
  });
});
