import { AppError } from '../../../shared/result.ts';
import type { Clock, FolderScanResult, FolderSearch, Logger, ScanFolder } from '../../ports.ts';
import type { ChildProcess, StartChildProcess } from '../processes/childProcess.ts';
import { type ScanRequest, scanResponseSchema } from './scanProtocol.ts';

/** Number of keys sent at once: a few milliseconds. */
const PART_KEYS = 2_000;
/** Time in ms that the process has to stop by itself. A network share can hold it up for minutes. */
const STOP_TIMEOUT_MS = 3_000;

/** Dependencies of {@link createFolderScanner}. */
export interface FolderScannerOptions {
  /** Starts the compiled `scanProcess.ts`. */
  readonly startProcess: StartChildProcess;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Searches each folder in a process of its own. */
export function createFolderScanner({ startProcess, clock, logger }: FolderScannerOptions): ScanFolder {
  return async (search, onProgress, signal) => {
    const child = startProcess();
    const { promise, resolve, reject } = Promise.withResolvers<FolderScanResult>();
    let cancelTimeout = (): void => {};
    const stop = (): void => {
      post(child, { type: 'stop' });
      cancelTimeout = clock.schedule(STOP_TIMEOUT_MS, () => child.kill());
    };
    child.onMessage((message) => {
      const response = scanResponseSchema.parse(message);
      switch (response.type) {
        case 'progress':
          onProgress(response.progress);
          break;
        case 'result':
          resolve(response.result);
          break;
        case 'failed':
          reject(new AppError('SEARCH_FAILED', 'The folder cannot be read.', { detail: response.code ?? undefined }));
      }
    });
    child.onExit((code) => {
      reject(new AppError('SEARCH_FAILED', `The process that searches a folder ended with code ${code ?? 'none'}.`));
    });
    signal.addEventListener('abort', stop, { once: true });
    try {
      const [result] = await Promise.all([promise, send(child, search)]);
      return result;
    } catch (error) {
      logger.error('A folder could not be searched', { error });
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
      cancelTimeout();
      child.kill();
    }
  };
}

function post(child: ChildProcess, request: ScanRequest): void {
  child.post(request);
}

async function send(child: ChildProcess, { tokens, secrets, folder, exclusions, limits }: FolderSearch): Promise<void> {
  for (let start = 0; start < Math.max(tokens.length, secrets.length); start += PART_KEYS) {
    const end = start + PART_KEYS;
    post(child, { type: 'keys', tokens: tokens.slice(start, end), secrets: secrets.slice(start, end) });
    await new Promise((resolve) => setImmediate(resolve));
  }
  post(child, { type: 'search', folder, exclusions: [...exclusions], limits });
}
