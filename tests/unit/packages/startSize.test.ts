import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { startFiles, startSize } from '../../../scripts/packaging/startSize.mjs';

const FILES = {
  'index.html':
    '<script type="module" crossorigin src="./assets/start-a1.js"></script><link rel="stylesheet" crossorigin href="./assets/start-b2.css"><link rel="icon" href="data:,">',
  'assets/start-a1.js':
    'import{a as b}from"./shared-c3.js";import"./effects-d4.js";const c=()=>import("./dialogs-e5.js");',
  'assets/shared-c3.js': 'import{x}from"./start-a1.js";export{x as a};',
  'assets/effects-d4.js': "export{y}from'./again-f6.js';",
  'assets/again-f6.js': 'export const y=1;',
  'assets/dialogs-e5.js': 'export const z=1;',
  'assets/start-b2.css': '@font-face{src:url(./inter.woff2)}',
};

function builtWindow(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keydesk-window-'));
  mkdirSync(join(folder, 'assets'));
  for (const [path, text] of Object.entries(FILES)) {
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

it('counts what the page names and what that imports at once, each once, and not what comes later', () => {
  const folder = builtWindow();
  const expected = ['again-f6.js', 'effects-d4.js', 'shared-c3.js', 'start-a1.js', 'start-b2.css'];
  expect(startFiles(folder)).toEqual(expected.map((name) => `assets/${name}`));
  const sizes = Object.entries(FILES)
    .filter(([path]) => expected.includes(path.replace('assets/', '')))
    .map(([, text]) => gzipSync(text).length);
  expect(startSize(folder)).toBe(sizes.reduce((sum, size) => sum + size, 0));
});
