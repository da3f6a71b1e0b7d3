import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { userFiles } from '../../../../electron/adapters/files/userFiles.ts';
import { mountSmallDisk } from '../../../harness/smallDisk.ts';

const { refuse, refuseNothing, SYNC } = await vi.hoisted(() => import('../../../harness/refusingFileSystem.ts'));

const TEXT = 'нов\r\n';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keydesk-files-'));
  file = join(folder, 'Журнал.csv');
});

afterEach(() => {
  refuseNothing();
  rmSync(folder, { recursive: true });
});

const modeOf = (path: string) => statSync(path).mode & 0o7777;

describe('a new file', () => {
  it.each([0o022, 0o077, 0o002])('has the rights that the system gives to new files (umask %o)', async (umask) => {
    const before = process.umask(umask);
    try {
      await userFiles.write(file, TEXT);
    } finally {
      process.umask(before);
    }
    expect(readFileSync(file, 'utf8')).toBe(TEXT);
    expect(modeOf(file)).toBe(0o666 & ~umask);
    expect(readdirSync(folder)).toEqual(['Журнал.csv']);
    expect(userFiles.nameOf(file)).toBe('Журнал.csv');
  });

  it.each(['EXDEV', 'EPERM', 'EACCES'])('is written where no other one can be renamed to it (%s)', async (code) => {
    refuse(code, ['promises.rename']);
    await userFiles.write(file, TEXT);
    expect(readFileSync(file, 'utf8')).toBe(TEXT);
    expect(readdirSync(folder)).toEqual(['Журнал.csv']);
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
  const content = ['old', 'a much longer old content than the new one is', ''];

  it.each([0o644, 0o664, 0o600, 0o640, 0o666])('keeps its rights (%o)', async (mode) => {
    writeFileSync(file, 'old');
    chmodSync(file, mode);
    await userFiles.write(file, TEXT);
    expect(readFileSync(file, 'utf8')).toBe(TEXT);
    expect(modeOf(file)).toBe(mode);
    expect(readdirSync(folder)).toEqual(['Журнал.csv']);
  });

  it('keeps its owner and group', async () => {
    writeFileSync(file, 'old');
    // As an ordinary user one can give a file to oneself and one's own groups only.
    const { getuid, getgroups } = process;
    const owner = getuid?.() === 0 ? 12_345 : (getuid?.() ?? 0);
    const group = getuid?.() === 0 ? 54_321 : (getgroups?.().at(-1) ?? 0);
    chownSync(file, owner, group);
    await userFiles.write(file, TEXT);
    expect(statSync(file)).toMatchObject({ uid: owner, gid: group });
    expect(readFileSync(file, 'utf8')).toBe(TEXT);
  });

  it.each(content)('writes it over where a new one could not have its rights (%j)', async (old) => {
    writeFileSync(file, old);
    chmodSync(file, 0o664);
    const { ino } = statSync(file);
    refuse('EPERM', ['handle.chmod', 'handle.chown']);
    await userFiles.write(file, TEXT);
    expect(readFileSync(file, 'utf8')).toBe(TEXT);
    expect(statSync(file).ino).toBe(ino);
    expect(modeOf(file)).toBe(0o664);
    expect(readdirSync(folder)).toEqual(['Журнал.csv']);
  });

  it.each(['EACCES', 'EPERM', 'EBUSY', 'EXDEV', 'EROFS'])(
    'writes it over where it cannot be replaced (%s)',
    async (code) => {
      writeFileSync(file, 'old');
      refuse(code, ['promises.rename']);
      await userFiles.write(file, TEXT);
      expect(readFileSync(file, 'utf8')).toBe(TEXT);
      expect(readdirSync(folder)).toEqual(['Журнал.csv']);
    },
  );

  it('puts the old content back when writing it over fails', async () => {
    const old = 'x'.repeat(1000);
    writeFileSync(file, old);
    refuse('EPERM', ['promises.rename']);
    refuse('EIO', ['handle.truncate']);
    await expect(userFiles.write(file, TEXT)).rejects.toMatchObject({ code: 'FILE_NOT_SAVED', detail: 'EIO' });
    expect(readFileSync(file, 'utf8')).toBe(old);
  });

  it('keeps the other names of the file on the same content', async () => {
    writeFileSync(file, 'old');
    linkSync(file, join(folder, 'other name.csv'));
    await userFiles.write(file, TEXT);
    expect(readFileSync(join(folder, 'other name.csv'), 'utf8')).toBe(TEXT);
    expect(statSync(file).nlink).toBe(2);
  });

  it('waits for no disk that cannot be waited for', async () => {
    refuse('EINVAL', SYNC);
    await userFiles.write(file, TEXT);
    expect(readFileSync(file, 'utf8')).toBe(TEXT);
  });

  describe('through links', () => {
    it.each(['relative', 'absolute', 'over two links'])('writes what a link leads to, %s', async (kind) => {
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

    it('goes up from where the folder really is', async () => {
      mkdirSync(join(folder, 'a/b'), { recursive: true });
      symlinkSync('a/b', join(folder, 'short'));
      symlinkSync('../target.csv', join(folder, 'a/b/link.csv'));
      await userFiles.write(join(folder, 'short/link.csv'), TEXT);
      expect(readFileSync(join(folder, 'a/target.csv'), 'utf8')).toBe(TEXT);
    });

    it('makes what a link to nothing leads to', async () => {
      symlinkSync('not there yet.csv', file);
      await userFiles.write(file, TEXT);
      expect(readlinkSync(file)).toBe('not there yet.csv');
      expect(readFileSync(join(folder, 'not there yet.csv'), 'utf8')).toBe(TEXT);
    });

    it.each([
      ['links that lead to one another', 'Журнал.csv', 'ELOOP'],
      ['a link into a folder that is not there', 'missing/target.csv', 'ENOENT'],
      ['a link to a folder', '.', 'EISDIR'],
    ])('refuses %s, and leaves it', async (_name, target, detail) => {
      symlinkSync(target, file);
      await expect(userFiles.write(file, TEXT)).rejects.toMatchObject({ code: 'FILE_NOT_SAVED', detail });
      expect(readlinkSync(file)).toBe(target);
      expect(readdirSync(folder)).toEqual(['Журнал.csv']);
    });
  });
});

describe('fault 113: what is no file is refused and left alone', () => {
  it('a pipe that nobody reads, at once', async () => {
    execFileSync('mkfifo', [file]);
    await expect(userFiles.write(file, TEXT)).rejects.toMatchObject({ code: 'FILE_NOT_SAVED', detail: 'EINVAL' });
    await expect(userFiles.read(file, 9)).rejects.toMatchObject({ code: 'FILE_NOT_READ', detail: 'EINVAL' });
    expect(lstatSync(file).isFIFO()).toBe(true);
  });

  it('a device', async () => {
    await expect(userFiles.write('/dev/null', TEXT)).rejects.toMatchObject({
      code: 'FILE_NOT_SAVED',
      detail: 'EINVAL',
    });
    await expect(userFiles.read('/dev/zero', 9)).rejects.toMatchObject({ code: 'FILE_NOT_READ', detail: 'EINVAL' });
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it('a folder, and a place in no folder, with nothing left behind', async () => {
    mkdirSync(join(folder, 'taken', 'inner'), { recursive: true });
    await expect(userFiles.write(join(folder, 'taken'), 'x')).rejects.toMatchObject({ detail: 'EISDIR' });
    await expect(userFiles.write(join(folder, 'missing', 'file'), 'x')).rejects.toMatchObject({ detail: 'ENOENT' });
    writeFileSync(file, '');
    await expect(userFiles.write(join(file, 'file'), 'x')).rejects.toMatchObject({ detail: 'ENOTDIR' });
    expect(readdirSync(folder).toSorted()).toEqual(['taken', 'Журнал.csv']);
  });
});

describe('fault 113: a full disk', () => {
  const disk = mountSmallDisk();
  afterAll(() => disk.unmount());

  it.each(['is replaced', 'is written over'])('keeps the old file as it was, where it %s', async (way) => {
    const old = 'x'.repeat(20_000);
    const place = join(disk.folder, 'export.csv');
    writeFileSync(place, old);
    if (way === 'is written over') {
      linkSync(place, join(disk.folder, 'other.csv'));
    }
    await expect(userFiles.write(place, 'y'.repeat(200_000))).rejects.toMatchObject({ detail: 'ENOSPC' });
    expect(readFileSync(place, 'utf8')).toBe(old);
    expect(readdirSync(disk.folder).filter((name) => name.startsWith('.kd'))).toEqual([]);
    rmSync(place);
  });
});

describe('reading', () => {
  it('gives a text of as many bytes as are allowed, and refuses one more', async () => {
    writeFileSync(file, 'äb');
    expect(await userFiles.read(file, 3)).toBe('äb');
    await expect(userFiles.read(file, 2)).rejects.toMatchObject({ code: 'FILE_NOT_READ', detail: 'EFBIG' });
  });

  it.each([
    ['UTF-8', Buffer.from('\ufeffäb')],
    ['UTF-16', Buffer.from('\ufeffäb', 'utf16le')],
  ])('leaves out the byte order mark of %s', async (_name, bytes) => {
    writeFileSync(file, bytes);
    expect(await userFiles.read(file, 9)).toBe('äb');
  });

  it('says why a file cannot be read', async () => {
    await expect(userFiles.read(join(folder, 'nothing'), 9)).rejects.toMatchObject({ detail: 'ENOENT' });
    await expect(userFiles.read(folder, 9)).rejects.toMatchObject({ code: 'FILE_NOT_READ', detail: 'EISDIR' });
  });
});
