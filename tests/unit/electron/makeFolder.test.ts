import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { makeFolder } from '../../../electron/makeFolder.ts';

const root = mkdtempSync(join(tmpdir(), 'keydesk-'));
afterAll(() => rmSync(root, { recursive: true }));

it('creates a folder with those above it, closed to other users, and leaves an existing one alone', () => {
  const folder = join(root, 'one', 'two');
  makeFolder(folder);
  expect([join(root, 'one'), folder].map((each) => statSync(each).mode & 0o777)).toEqual([0o700, 0o700]);
  expect(() => makeFolder(folder)).not.toThrow();
});

it.each(['', 'below/', 'far/below/'])('fails with the code of the system where a file is in the way: %s', (below) => {
  const file = join(root, 'file');
  writeFileSync(file, '');
  expect(() => makeFolder(join(file, below))).toThrow(expect.objectContaining({ code: 'EEXIST' }));
});
