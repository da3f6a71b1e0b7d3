import type { ChildProcess } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

/** Absolute path of the module that records the calls of a start; loaded before the main process. */
export const RECORDER = join(import.meta.dirname, 'recordCalls.cjs');
/** Variable with the folder of the start, for {@link RECORDER}. */
export const START_VARIABLE = 'KEYDESK_TEST_START';

/** Writes the output of a process to `output.log` in the folder of its start; to standard error if there is none. */
export function keepOutput(child: ChildProcess, startFolder: string | null): void {
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      if (startFolder === null) {
        process.stderr.write(chunk);
      } else {
        appendFileSync(join(startFolder, 'output.log'), chunk);
      }
    });
  }
}
