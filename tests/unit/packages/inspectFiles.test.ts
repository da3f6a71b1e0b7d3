import { expect, it } from 'vitest';
import { findViolations, KEYTAR_BINARY } from '../../../scripts/packaging/inspectFiles.mjs';

const KEYTAR = '@github/keytar@7.10.6';
const LIBRARIES = new Set([KEYTAR, 'zod@4.6.7']);

function own(path: string) {
  return { path, isUnpacked: false, library: null };
}

const GOOD = [
  own('package.json'),
  own('out/main/main.js'),
  own('out/main/chunks/errors-w79jzKiJ.js'),
  own('out/preload/preload.cjs'),
  own('out/renderer/index.html'),
  own('out/renderer/assets/inter-latin-wght-normal-Dx4kXJAl.woff2'),
  { path: 'node_modules/zod/index.js', isUnpacked: false, library: 'zod@4.6.7' },
  { path: KEYTAR_BINARY, isUnpacked: true, library: KEYTAR },
];

it('finds nothing wrong with compiled code, libraries and the binary of keytar', () => {
  expect(findViolations(GOOD, LIBRARIES)).toEqual([]);
});

it.each([
  ['out/main/main.js.map', null, 'a source map'],
  ['node_modules/zod/index.js.map', 'zod@4.6.7', 'a source map'],
  ['tests/chromium-host/app.ts', null, 'a part of the Chromium host'],
  ['out/main/chromium-host/app.js', null, 'a part of the Chromium host'],
  ['tests/unit/scripts/countResults.test.ts', null, 'a test'],
  ['node_modules/zod/test/all.js', 'zod@4.6.7', 'a test'],
  ['node_modules/zod/all.test.js', 'zod@4.6.7', 'a test'],
  ['electron/main.ts', null, 'a TypeScript source'],
  ['node_modules/zod/index.d.cts', 'zod@4.6.7', 'a TypeScript source'],
  ['node_modules/keytar/src/async.cc', KEYTAR, 'a C++ source'],
  ['out/main/platformCommand.js', null, 'the platform command, which the application never runs'],
  ['node_modules/vite/index.js', 'vite@8.3.8', 'part of vite@8.3.8, which is no production dependency'],
  ['node_modules/zod/index.js', 'zod@3.0.0', 'part of zod@3.0.0, which is no production dependency'],
  ['scripts/start.mjs', null, 'not a compiled part of the application'],
  ['.env', null, 'not a compiled part of the application'],
  ['out/main/secrets.json', null, 'not a compiled part of the application'],
])('rejects %s', (path, library, reason) => {
  expect(findViolations([...GOOD, { path, isUnpacked: false, library }], LIBRARIES)).toEqual([`${path}: ${reason}`]);
});

it('rejects a package without the binary of keytar', () => {
  const without = GOOD.filter(({ path }) => path !== KEYTAR_BINARY);
  expect(findViolations(without, LIBRARIES)).toEqual([`${KEYTAR_BINARY}: missing`]);
});

it('wants native code beside the archive and nothing else there', () => {
  const swapped = GOOD.map((file) => ({ ...file, isUnpacked: file.path.startsWith('out/renderer/index') }));
  expect(findViolations(swapped, LIBRARIES)).toEqual([
    'out/renderer/index.html: unpacked unnecessarily',
    `${KEYTAR_BINARY}: native code that is not unpacked cannot be loaded`,
  ]);
});

it('rejects native code of other systems', () => {
  const path = 'node_modules/keytar/prebuilds/sunos-sparc/keytar.node';
  expect(findViolations([...GOOD, { path, isUnpacked: true, library: KEYTAR }], LIBRARIES)).toEqual([
    `${path}: native code of another system or library`,
  ]);
});
