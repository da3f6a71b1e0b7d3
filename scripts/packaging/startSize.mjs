import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What the window may load before it shows its first page, in bytes of gzip: scripts and styles, without fonts. */
export const START_LIMIT = 300 * 1024;

/** Scripts and styles that a page names. */
const NAMED_BY_PAGE = /<(?:script|link)\b[^>]*?\b(?:src|href)="(\.\/[^"]+\.(?:js|css))"/g;
/** Modules that a compiled script imports at once; `import(…)` is what comes later. */
const IMPORTED = /\b(?:import|from)\s*["'](\.{1,2}\/[^"']+)["']/g;

/**
 * Finds the scripts and styles that the window loads before it shows its first page.
 * @param {string} folder absolute path of the built window, with its `index.html`.
 * @returns {string[]} paths below the folder.
 */
export function startFiles(folder) {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const waiting = [...page.matchAll(NAMED_BY_PAGE)].map(([, path = '']) => join(folder, path));
  /** @type {Set<string>} */
  const found = new Set();
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) {
      continue;
    }
    found.add(file);
    if (file.endsWith('.js')) {
      for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(IMPORTED)) {
        waiting.push(join(dirname(file), path));
      }
    }
  }
  return [...found].map((file) => relative(folder, file)).sort();
}

/**
 * Size of the scripts and styles that the window loads before it shows its first page.
 * @param {string} folder absolute path of the built window.
 * @returns {number} in bytes of gzip, each file on its own.
 */
export function startSize(folder) {
  return startFiles(folder).reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0);
}
