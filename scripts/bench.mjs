/**
 * `npm run bench:platform`, `bench:start` and `bench:window`, or all with `npm run bench`: measure what was built against
 * baselines in the same run and print a table. A goal that is missed is printed as missed and is no failure of the command.
 */
import { spawnSync } from 'node:child_process';
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
};

const USAGE = `npm run bench[:${Object.keys(BENCHES).join('|:')}] -- [--quick]`;

requireNode();
const {
  positionals: [name = '', ...more],
} = readOptions(USAGE, { quick: { type: 'boolean' } });
if (more.length > 0 || !(name === 'all' || name in BENCHES)) {
  stopWithUsage(`There is no bench "${[name, ...more].join(' ')}"`, USAGE);
}
// Taken away, so that the bench finds nothing but its own options.
process.argv.splice(process.argv.indexOf(name), 1);
if (name === 'all') {
  // Each in a process of its own, so that none is measured with what another has left in memory.
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
if (name === 'platform') {
  ensureBuilt();
} else {
  // Not on standard output, which is for the table.
  Object.assign(process.env, await prepareRun(RUN_PACKAGES, console.error));
}
endWithNpm();
// In this same process, so that a signal to the script ends what the bench has started too.
await import(new URL(`../tests/bench/${BENCHES[name]}`, import.meta.url).href);
