import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { userFiles } from '../../../../electron/adapters/files/userFiles.ts';
import { newFolder } from '../../../harness/settingsFolder.ts';
import { mountSmallDisk } from '../../../harness/smallDisk.ts';

const { refuse, refuseNothing, SYNC } = await vi.hoisted(() => import('../../../harness/refusingFileSystem.ts'));

const TEXT = 'нов\r\n';
const NAME = 'Журнал.csv';

let folder: string;
let file: string;

beforeEach(() => {
  folder = newFolder();
  file = join(folder, NAME);
});

afterEach(() => void refuseNothing());

const modeOf = (path: string) => statSync(path).mode & 0o7777;
const write = () => userFiles.write(file, TEXT);

/** Expects the new text in the file, and no other file beside it. */
function expectWritten(): void {
  expect(readFileSync(file, 'utf8')).toBe(TEXT);
  expect(readdirSync(folder)).toEqual([NAME]);
}

describe('a new file', () => {
  it.each([0o022, 0o077, 0o002])('has the permissions of the system (umask %o)', async (umask) => {
    const before = process.umask(umask);
    await write().finally(() => process.umask(before));
    expectWritten();
    expect(modeOf(file)).toBe(0o666 & ~umask);
    expect(userFiles.nameOf(file)).toBe(NAME);
  });

  it.each(['EXDEV', 'EPERM', 'EACCES'])('is written where files cannot be renamed (%s)', async (code) => {
    refuse(code, ['promises.rename']);
    await write();
    expectWritten();
  });

  it.each(['a'.repeat(255), 'я'.repeat(127), `${'я'.repeat(125)}.csv`])(
    'may have the longest name: %s',
    async (name) => {
      await userFiles.write(join(folder, name), TEXT);
      await userFiles.write(join(folder, name), 'again');
      expect(readFileSync(join(folder, name), 'utf8')).toBe('again');
    },
  );
});

describe('fault 113: saving over a file', () => {
  it.each([0o644, 0o664, 0o600, 0o640, 0o666])('keeps its permissions (%o)', async (mode) => {
    writeFileSync(file, 'old');
    chmodSync(file, mode);
    await write();
    expectWritten();
    expect(modeOf(file)).toBe(mode);
  });

  it('keeps its owner and group', async () => {
    writeFileSync(file, 'old');
    // Users other than root can only change the group, to one of their own.
    const { getuid, getgroups } = process;
    const owner = getuid?.() === 0 ? 12_345 : (getuid?.() ?? 0);
    const group = getuid?.() === 0 ? 54_321 : (getgroups?.().at(-1) ?? 0);
    chownSync(file, owner, group);
    await write();
    expect(statSync(file)).toMatchObject({ uid: owner, gid: group });
    expectWritten();
  });

  it.each(['old', 'a much longer old content than the new one is', ''])(
    'writes in place where a new file could not have its permissions (%j)',
    async (old) => {
      writeFileSync(file, old);
      chmodSync(file, 0o664);
      const { ino } = statSync(file);
      refuse('EPERM', ['handle.chmod', 'handle.chown']);
      await write();
      expectWritten();
      expect([statSync(file).ino, modeOf(file)]).toEqual([ino, 0o664]);
    },
  );

  it.each(['EACCES', 'EPERM', 'EBUSY', 'EXDEV', 'EROFS'])(
    'writes in place where it cannot be replaced (%s)',
    async (code) => {
      writeFileSync(file, 'old');
      refuse(code, ['promises.rename']);
      await write();
      expectWritten();
    },
  );

  it('restores the old content if writing in place fails', async () => {
    const old = 'x'.repeat(1000);
    writeFileSync(file, old);
    refuse('EPERM', ['promises.rename']);
    refuse('EIO', ['handle.truncate']);
    await expect(write()).rejects.toMatchObject({ code: 'FILE_NOT_SAVED', detail: 'EIO' });
    expect(readFileSync(file, 'utf8')).toBe(old);
  });

  it('keeps its hard links, also where the disk cannot be flushed', async () => {
    writeFileSync(file, 'old');
    linkSync(file, join(folder, 'other name.csv'));
    refuse('EINVAL', SYNC);
    await write();
    expect(readFileSync(join(folder, 'other name.csv'), 'utf8')).toBe(TEXT);
    expect(statSync(file).nlink).toBe(2);
  });

  it.each(['relative', 'absolute', 'over two links'])('writes the target of a link: %s', async (kind) => {
    const [there, here] = [join(folder, 'there'), join(folder, 'here')];
    mkdirSync(there);
    mkdirSync(here);
    writeFileSync(join(there, 'target.csv'), 'old', { mode: 0o640 });
    symlinkSync(kind === 'absolute' ? join(there, 'target.csv') : '../there/target.csv', join(here, 'link.csv'));
    symlinkSync('link.csv', join(here, 'outer.csv'));
    await userFiles.write(join(here, kind === 'over two links' ? 'outer.csv' : 'link.csv'), TEXT);
    expect(readFileSync(join(there, 'target.csv'), 'utf8')).toBe(TEXT);
    expect(modeOf(join(there, 'target.csv'))).toBe(0o640);
    expect(lstatSync(join(here, 'link.csv')).isSymbolicLink()).toBe(true);
    expect(readdirSync(here).toSorted()).toEqual(['link.csv', 'outer.csv']);
  });

  it('resolves ".." in a link from the real folder, and creates a missing target', async () => {
    mkdirSync(join(folder, 'a/b'), { recursive: true });
    symlinkSync('a/b', join(folder, 'short'));
    symlinkSync('../target.csv', join(folder, 'a/b/link.csv'));
    await userFiles.write(join(folder, 'short/link.csv'), TEXT);
    expect(readFileSync(join(folder, 'a/target.csv'), 'utf8')).toBe(TEXT);
    expect(readlinkSync(join(folder, 'a/b/link.csv'))).toBe('../target.csv');
  });

  it.each([
    ['to itself', NAME, 'ELOOP'],
    ['into a missing folder', 'missing/target.csv', 'ENOENT'],
    ['to a folder', '.', 'EISDIR'],
  ])('rejects a link %s and keeps it', async (_name, target, detail) => {
    symlinkSync(target, file);
    await expect(write()).rejects.toMatchObject({ code: 'FILE_NOT_SAVED', detail });
    expect(readlinkSync(file)).toBe(target);
    expect(readdirSync(folder)).toEqual([NAME]);
  });
});

describe('fault 113: what is not a file is rejected and not changed', () => {
  const invalid = { detail: 'EINVAL' };

  it('a pipe that nobody reads, and a device', async () => {
    execFileSync('mkfifo', [file]);
    await expect(write()).rejects.toMatchObject({ ...invalid, code: 'FILE_NOT_SAVED' });
    await expect(userFiles.read(file, 9)).rejects.toMatchObject({ ...invalid, code: 'FILE_NOT_READ' });
    expect(lstatSync(file).isFIFO()).toBe(true);
    await expect(userFiles.write('/dev/null', TEXT)).rejects.toMatchObject(invalid);
    await expect(userFiles.read('/dev/zero', 9)).rejects.toMatchObject(invalid);
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it('a folder, and a place in no folder, without leaving a file behind', async () => {
    mkdirSync(join(folder, 'taken', 'inner'), { recursive: true });
    await expect(userFiles.write(join(folder, 'taken'), 'x')).rejects.toMatchObject({ detail: 'EISDIR' });
    await expect(userFiles.write(join(folder, 'missing', 'file'), 'x')).rejects.toMatchObject({ detail: 'ENOENT' });
    writeFileSync(file, '');
    await expect(userFiles.write(join(file, 'file'), 'x')).rejects.toMatchObject({ detail: 'ENOTDIR' });
    expect(readdirSync(folder).toSorted()).toEqual(['taken', NAME]);
  });
});

describe('fault 113: a full disk', () => {
  const disk = mountSmallDisk();
  afterAll(() => disk.unmount());

  it.each(['is replaced', 'is written in place'])('leaves the old file as it was where it %s', async (method) => {
    const old = 'x'.repeat(20_000);
    const place = join(disk.folder, 'export.csv');
    writeFileSync(place, old);
    if (method === 'is written in place') {
      linkSync(place, join(disk.folder, 'other.csv'));
    }
    await expect(userFiles.write(place, 'y'.repeat(200_000))).rejects.toMatchObject({ detail: 'ENOSPC' });
    expect(readFileSync(place, 'utf8')).toBe(old);
    expect(readdirSync(disk.folder).filter((name) => name.startsWith('.kd'))).toEqual([]);
    rmSync(place);
  });
});

describe('reading', () => {
  it('limits the size in bytes and reports why a file cannot be read', async () => {
    writeFileSync(file, 'äb');
    expect(await userFiles.read(file, 3)).toBe('äb');
    const code = 'FILE_NOT_READ';
    await expect(userFiles.read(file, 2)).rejects.toMatchObject({ code, detail: 'EFBIG' });
    await expect(userFiles.read(join(folder, 'nothing'), 9)).rejects.toMatchObject({ code, detail: 'ENOENT' });
    await expect(userFiles.read(folder, 9)).rejects.toMatchObject({ code, detail: 'EISDIR' });
  });

  it.each(['utf8', 'utf16le'] as const)('omits the byte order mark of %s', async (encoding) => {
    writeFileSync(file, Buffer.from('\ufeffäb', encoding));
    expect(await userFiles.read(file, 9)).toBe('äb');
  });
});
