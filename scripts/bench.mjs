/**
 * `npm run bench:platform`: measures the built platform against baselines in the same run and prints a table. A goal
 * that is missed is printed as missed and is no failure of the command. `--quick` leaves the largest data set out.
 */
import { ensureBuilt } from './build.mjs';
import { requireNode } from './console.mjs';
import { endWithNpm } from './npmParent.mjs';

requireNode();
ensureBuilt();
endWithNpm();
// In this same process, so that a signal to the script ends the platforms that the bench has started too.
await import(new URL('../tests/bench/platform/benchPlatform.ts', import.meta.url).href);
