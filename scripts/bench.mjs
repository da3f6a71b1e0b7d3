/**
 * `npm run bench:platform` and `npm run bench:start`: measure what was built against baselines in the same run and print
 * a table. A goal that is missed is printed as missed and is no failure of the command.
 */
import { ensureBuilt } from './build.mjs';
import { requireNode, stopWith } from './console.mjs';
import { endWithNpm } from './npmParent.mjs';

/** @type {Readonly<Record<string, string>>} */
const BENCHES = { platform: 'platform/benchPlatform.ts', start: 'start/benchStart.ts' };

requireNode();
// Taken away, so that the bench finds nothing but its own options.
const [name = ''] = process.argv.splice(2, 1);
const bench = BENCHES[name] ?? stopWith(`Which bench? One of: ${Object.keys(BENCHES).join(', ')}`);
ensureBuilt();
endWithNpm();
// In this same process, so that a signal to the script ends what the bench has started too.
await import(new URL(`../tests/bench/${bench}`, import.meta.url).href);
