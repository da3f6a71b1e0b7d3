import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasSampleData, ownsItem } from '../../../../electron/adapters/files/folderContents.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'keydesk-contents-'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('the data of the sample platform', () => {
  const folder = () => join(root, 'sample-platform');

  it.each([
    ['nothing is there', () => {}, false],
    ['the folder is empty', () => mkdirSync(folder()), false],
    ['a file is in its place', () => writeFileSync(folder(), ''), false],
    ['a database is in it', () => mkdirSync(join(folder(), 'database'), { recursive: true }), true],
  ])('%s: %s', (_name, make, expected) => {
    make();
    expect(hasSampleData(folder())).toBe(expected);
  });

  it('fault 88: may be there where nobody can look, so that no other secret takes the place of theirs', () => {
    symlinkSync(folder(), folder());
    expect(hasSampleData(folder())).toBe(true);
  });
});

describe.runIf(process.platform !== 'win32')('the seal of a journal', () => {
  const seal = JSON.stringify({ number: 1, hash: 'a'.repeat(64), from: 1 });
  const journal = () => join(root, 'activity', 'sample.jsonl');

  beforeEach(() => mkdirSync(join(root, 'activity')));

  it('belongs to the folder whose journal has its entry', () => {
    expect(ownsItem(root, 'activity-sample', seal)).toBe(false);
    writeFileSync(journal(), `{"hash":"${'a'.repeat(64)}"}\n`);
    expect(ownsItem(root, 'activity-sample', seal)).toBe(true);
  });

  it('fault 111: waits for no pipe in the place of the journal', () => {
    execFileSync('mkfifo', [journal()]);
    expect(ownsItem(root, 'activity-sample', seal)).toBe(false);
  });
});
