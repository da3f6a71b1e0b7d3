/**
 * `npm run bench:platform`: measures the built platform against baselines in the same run and prints a table. A goal
 * that is missed is printed as missed and is no failure of the command. `--quick` leaves the largest data set out.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { requireNode } from './console.mjs';
import { ROOT } from './project.mjs';

requireNode();
ensureBuilt();
const program = join(ROOT, 'tests', 'bench', 'platform', 'benchPlatform.ts');
const { status } = spawnSync(process.execPath, [program, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = status ?? 1;
