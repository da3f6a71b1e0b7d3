import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');

/** The ways to the second clipboard of Linux, which holds what is selected and which nobody clears. */
const SELECTION = /clipboard\s*\.\s*selection|['"`]selection['"`]|execCommand|navigator\s*\.\s*clipboard/;

function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(ROOT, folder, file));
}

it.each([
  'clipboard.selection.writeText(x)',
  "clipboard.writeText(x, 'selection')",
  "document.execCommand('copy')",
  'await navigator.clipboard.writeText(x)',
])('knows %s as a way around the one adapter of the clipboard', (code) => {
  expect(code).toMatch(SELECTION);
});

it('nothing writes the selection clipboard, and the page writes no clipboard at all', () => {
  const offenders = ['electron', 'renderer', 'shared'].flatMap(sourceFiles).filter((file) => {
    return SELECTION.test(readFileSync(file, 'utf8'));
  });
  expect(offenders).toEqual([]);
});
