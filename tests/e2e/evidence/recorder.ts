import type { ChildProcess } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

/** Absolute path of the module that records the calls of a start; a host loads it before the main process. */
export const RECORDER = join(import.meta.dirname, 'recordCalls.cjs');
/** Variable in which {@link RECORDER} finds the folder of its start. */
export const START_VARIABLE = 'KEYDESK_TEST_START';

/** Writes what a process prints to `output.log` in the folder of its start; on the terminal when there is none. */
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
