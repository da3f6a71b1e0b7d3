import {
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type KeychainFolder, openKeychainFolder } from '../../../../electron/adapters/keychain/keychainFolder.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'keydesk-keychain-'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function open(name: string, { canWrite = true } = {}): KeychainFolder {
  return openKeychainFolder({
    folder: join(root, name),
    folders: {
      make: (folder) => {
        if (!canWrite) {
          throw new Error('EROFS: read-only file system');
        }
        mkdirSync(folder, { recursive: true });
      },
    },
    now: () => 0,
    logger: new MemoryLogger(),
  });
}

describe('the names of the items', () => {
  it('fault 87: are others in each data folder, and the same at each start', () => {
    const [one, other] = [open('one'), open('other')];
    for (const item of ['app-lock', 'sample', 'activity-sample', 'check', '6f9619ff-8b86-4d01-b42d-00cf4fc964ff']) {
      expect(one.nameOf(item)).not.toBe(other.nameOf(item));
      expect(open('one').nameOf(item)).toBe(one.nameOf(item));
    }
  });

  it.each([
    ['the settings are deleted to start over', () => rmSync(join(root, 'one', 'settings.json'), { force: true })],
    ['its file is damaged', () => writeFileSync(join(root, 'one', 'keychain.json'), '{"id')],
    ['its file is deleted', () => rmSync(join(root, 'one', 'keychain.json'))],
    ['the folder is moved', () => move('one')],
    ['the folder was put back from a backup', () => move('one', cpSync)],
  ])('fault 92: stay when %s', (_name, change) => {
    const name = open('one').nameOf('app-lock');
    // The copy that the next start goes on with is made by a start.
    open('one').recordStored('app-lock');
    open('one');
    change();
    const again = open('one');
    expect(again.nameOf('app-lock')).toBe(name);
    expect(again.isStored('app-lock')).toBe(true);
  });

  it('fault 88: nothing counts as never stored where its file cannot be read, and the file is left alone', () => {
    mkdirSync(join(root, 'one', 'keychain.json'), { recursive: true });
    const folder = open('one');
    expect(folder.isStored('app-lock')).toBe(true);
    folder.recordDeleted('app-lock');
    folder.recordStored('sample');
    expect(open('one').nameOf('app-lock')).toBe(folder.nameOf('app-lock'));
    expect(readdirSync(join(root, 'one'))).toEqual(['keychain.json']);
  });

  it('follow from the path where nothing can be written', () => {
    writeFileSync(join(root, 'one'), 'a file in place of the folder');
    expect(open('one').nameOf('app-lock')).toBe(open('one').nameOf('app-lock'));
    expect(open('one').nameOf('app-lock')).toMatch(/^app-lock@[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
  });
});

/** Moves the folder away and back, or copies it, removes the original and copies it back. */
function move(name: string, transfer: (from: string, to: string, options: object) => void = renameSync): void {
  const [here, there] = [join(root, name), join(root, 'elsewhere')];
  transfer(here, there, { recursive: true });
  rmSync(here, { recursive: true, force: true });
  expect(open('elsewhere').isStored('app-lock')).toBe(true);
  transfer(there, here, { recursive: true });
  rmSync(there, { recursive: true, force: true });
}

describe('a copy of a folder whose original is still there', () => {
  it('fault 92: has names of its own, and reads those of the original without changing them', () => {
    const original = open('one');
    original.recordStored('app-lock');
    cpSync(join(root, 'one'), join(root, 'copy'), { recursive: true });
    const copy = open('copy');
    expect(copy.nameOf('app-lock')).not.toBe(original.nameOf('app-lock'));
    expect(copy.formerNamesOf('app-lock')).toEqual([
      { name: original.nameOf('app-lock'), isOurs: false, isShared: true },
    ]);
    expect(copy.isStored('app-lock')).toBe(true);
    expect(copy.isStored('sample')).toBe(false);
    expect(open('one').nameOf('app-lock')).toBe(original.nameOf('app-lock'));
    expect(open('copy').nameOf('app-lock')).toBe(copy.nameOf('app-lock'));
  });

  it('fault 92: is a copy also where it has the same files, by hard links', () => {
    const original = open('one');
    original.recordStored('app-lock');
    mkdirSync(join(root, 'copy'));
    linkSync(join(root, 'one', 'keychain.json'), join(root, 'copy', 'keychain.json'));
    const copy = open('copy');
    expect(copy.nameOf('app-lock')).not.toBe(original.nameOf('app-lock'));
    expect(open('one').nameOf('app-lock')).toBe(original.nameOf('app-lock'));
  });

  it('fault 92: stays what it is when its file is damaged in its first run, as every folder does', () => {
    open('one');
    cpSync(join(root, 'one'), join(root, 'copy'), { recursive: true });
    for (const folder of ['one', 'copy']) {
      const name = open(folder).nameOf('app-lock');
      writeFileSync(join(root, folder, 'keychain.json'), '');
      expect(open(folder).nameOf('app-lock')).toBe(name);
    }
  });

  it('fault 92: has the same names at each start where nothing can be written', () => {
    open('one');
    cpSync(join(root, 'one'), join(root, 'copy'), { recursive: true });
    const name = open('copy', { canWrite: false }).nameOf('app-lock');
    expect(open('copy', { canWrite: false }).nameOf('app-lock')).toBe(name);
    expect(name).not.toBe(open('one').nameOf('app-lock'));
  });
});

it('fault 92: a folder whose file is a link to that of another shares its identity, start after start', () => {
  const name = open('one').nameOf('app-lock');
  mkdirSync(join(root, 'linked'));
  symlinkSync(join(root, 'one', 'keychain.json'), join(root, 'linked', 'keychain.json'));
  for (const folder of ['linked', 'one', 'linked', 'one']) {
    expect(open(folder).nameOf('app-lock')).toBe(name);
    expect(open(folder).formerNamesOf('app-lock')).toEqual([]);
  }
});

describe('items of an earlier version, whose names had no folder in them', () => {
  const former = (folder: KeychainFolder, item: string) => folder.formerNamesOf(item);

  it('fault 87: belong to no fresh folder', () => {
    expect(former(open('fresh'), 'app-lock')).toEqual([]);
    expect(open('fresh').isStored('app-lock')).toBe(false);
  });

  it.each(['settings.json', 'activity', 'sample-platform'])('may belong to a folder that held %s', (name) => {
    mkdirSync(join(root, 'old', name), { recursive: true });
    const folder = open('old');
    expect(former(folder, 'app-lock')).toEqual([{ name: 'app-lock', isOurs: false, isShared: false }]);
    expect(former(folder, 'activity-0b5cf1e6')).toMatchObject([{ isOurs: true }]);
    expect(folder.isStored('app-lock')).toBeNull();
    expect(former(open('old'), 'app-lock')).toHaveLength(1);
  });
});

it('notes names only, in a file of its own, and forgets those that are gone', () => {
  const folder = open('one');
  folder.recordStored('app-lock');
  folder.recordStored('sample');
  folder.recordDeleted('app-lock');
  expect(readdirSync(join(root, 'one'))).toEqual(['keychain.json', 'keychain.last-good.json']);
  const file = JSON.parse(readFileSync(join(root, 'one', 'keychain.json'), 'utf8'));
  expect(file.stored).toEqual(['sample']);
  expect(open('one').isStored('app-lock')).toBe(false);
});
