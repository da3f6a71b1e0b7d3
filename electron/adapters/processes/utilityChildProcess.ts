import { createInterface } from 'node:readline';
import { utilityProcess } from 'electron';
import type { Logger } from '../../ports.ts';
import type { StartChildProcess } from './childProcess.ts';

/** Longer lines are truncated in the log. */
const MAX_LINE_LENGTH = 2_000;

/**
 * Returns a function that starts a compiled module as an Electron utility process.
 * @param modulePath absolute path of the compiled entry.
 * @param serviceName name shown in process lists.
 * @param logger receives every line that the process prints, so that secrets in error messages are masked.
 * @param env environment of the process. Default: that of this process.
 */
export function utilityChildProcess(
  modulePath: string,
  serviceName: string,
  logger: Logger,
  env = process.env,
): StartChildProcess {
  return () => {
    const child = utilityProcess.fork(modulePath, [], { serviceName, stdio: 'pipe', env });
    // Electron reports a fatal V8 error before the exit; without a listener, the event would crash the application. Its
    // third argument is not logged, since it contains all environment variables.
    child.on('error', (type, location) => {
      logger.error('A child process failed', { process: serviceName, type, location });
    });
    for (const stream of [child.stdout, child.stderr]) {
      if (stream !== null) {
        createInterface({ input: stream })
          .on('line', (line) => {
            logger.warn('Output of a child process', { process: serviceName, line: line.slice(0, MAX_LINE_LENGTH) });
          })
          .on('error', (error) => {
            logger.warn('The output of a child process cannot be read', { process: serviceName, error });
          });
      }
    }
    return {
      post: (message) => child.postMessage(message),
      onMessage: (listener) => {
        child.on('message', listener);
      },
      onExit: (listener) => {
        child.once('exit', listener);
      },
      kill: () => {
        child.kill();
      },
    };
  };
}
