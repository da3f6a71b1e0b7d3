/**
 * `npm run bench:platform`, `bench:start`, `bench:window` and `bench:logs`, or all with `npm run bench`: measure the built application and
 * baselines in the same run and print a table. A missed goal is printed and does not change the exit code.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { requireNode } from './console.mjs';
import { endWithNpm } from './npmParent.mjs';
import { readOptions, stopWithUsage } from './options.mjs';
import { prepareRun, RUN_PACKAGES } from './prepareRun.mjs';

/** @type {Readonly<Record<string, string>>} */
const BENCHES = {
  platform: 'platform/benchPlatform.ts',
  start: 'start/benchStart.ts',
  window: 'window/benchWindow.ts',
  logs: 'logs/benchLogs.ts',
};

const USAGE = `npm run bench[:${Object.keys(BENCHES).join('|:')}] -- [--quick] [--only FIGURE,…] [--build FOLDER] [--beside FOLDER] [--profile FOLDER]`;

requireNode();
const OPTIONS = /** @type {const} */ ({
  quick: { type: 'boolean' },
  only: { type: 'string' },
  build: { type: 'string' },
  beside: { type: 'string' },
  profile: { type: 'string' },
});
const { positionals, values } = readOptions(USAGE, OPTIONS, 1);
const [name = ''] = positionals;
if (name !== 'all' && !(name in BENCHES)) {
  stopWithUsage(`There is no bench "${name}"`, USAGE);
}
for (const folder of [values.build, values.beside]) {
  if (folder !== undefined && !existsSync(join(folder, 'out', 'main', 'main.js'))) {
    stopWithUsage(`There is no build in ${folder}: run "npm ci" and "npm run build" there`, USAGE);
  }
}
// Removed, so that the bench finds only its own options.
process.argv.splice(process.argv.indexOf(name), 1);
if (name === 'all') {
  // Each in a process of its own, so that none is measured with the memory of another.
  for (const one of Object.keys(BENCHES)) {
    console.log(`\n${one}\n`);
    const script = [import.meta.filename, one, ...process.argv.slice(2)];
    const { status } = spawnSync(process.execPath, script, { stdio: 'inherit' });
    if (status !== 0) {
      process.exit(status ?? 1);
    }
  }
  process.exit(0);
}
if (name === 'platform' || name === 'logs') {
  ensureBuilt();
} else {
  // On standard error, since standard output is for the table.
  Object.assign(process.env, await prepareRun(RUN_PACKAGES, console.error));
}
endWithNpm();
// In this process, so that a signal to the script also ends the processes of the bench.
await import(new URL(`../tests/bench/${BENCHES[name]}`, import.meta.url).href);
