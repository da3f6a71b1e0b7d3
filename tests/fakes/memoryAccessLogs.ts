import type { LogReading, ReadAccessLogs } from '../../electron/ports.ts';
import { AppError } from '../../shared/result.ts';
import { keptReading } from './keptReading.ts';

/** Access logs that say what the test says. Remembers what was read. */
export class MemoryAccessLogs {
  reading: LogReading = keptReading();
  /** System code with which they cannot be read; `null` if they can. */
  failure: string | null = null;
  /** Whether a reading goes on until it is stopped. */
  isEndless = false;
  readonly sources: (readonly string[])[] = [];

  readonly read: ReadAccessLogs = async (sources, onProgress, signal) => {
    this.sources.push(sources);
    if (this.failure !== null) {
      throw new AppError('FILE_NOT_READ', 'The folder cannot be read.', { detail: this.failure });
    }
    onProgress(512, 1_024);
    if (this.isEndless && !signal.aborted) {
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    }
    return signal.aborted ? null : this.reading;
  };
}
