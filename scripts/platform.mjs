/**
 * Runs the embedded platform alone (`npm run platform -- --port 8787 --data DIR --sample`): builds the application if
 * necessary, then runs the command in this process, which thereby gets the signals and sets the exit code. Standard output
 * contains only the line that reports readiness.
 */
import { ensureBuilt } from './build.mjs';
import { requireNode } from './console.mjs';
import { endWithNpm } from './npmParent.mjs';

requireNode();
ensureBuilt();
endWithNpm();
await import(new URL('../out/main/platformCommand.js', import.meta.url).href);
