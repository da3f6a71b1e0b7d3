/**
 * Starts the embedded platform standing alone (`npm run platform -- --port 8787 --data DIR --sample`): builds the
 * application if it is out of date, then runs the command in this same process, so that signals and the exit code are
 * its own. Standard output carries the ready line only.
 */
import { ensureBuilt } from './build.mjs';
import { requireNode } from './console.mjs';
import { endWithNpm } from './npmParent.mjs';

requireNode();
ensureBuilt();
endWithNpm();
await import(new URL('../out/main/platformCommand.js', import.meta.url).href);
