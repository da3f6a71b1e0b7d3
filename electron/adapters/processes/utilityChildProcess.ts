import { createInterface } from 'node:readline';
import { utilityProcess } from 'electron';
import type { Logger } from '../../ports.ts';
import type { StartChildProcess } from './childProcess.ts';

/** Most characters of one line that are kept. */
const MAX_LINE_LENGTH = 2_000;

/**
 * Gives a way to start a compiled module as a utility process of Electron.
 * @param modulePath absolute path of the compiled entry.
 * @param serviceName name shown in process lists.
 * @param logger gets every line that the process writes, so that an error which ends it is masked as all others are and
 * does not show on a terminal.
 * @param env environment of the process; ours when left out.
 */
export function utilityChildProcess(
  modulePath: string,
  serviceName: string,
  logger: Logger,
  env = process.env,
): StartChildProcess {
  return () => {
    const child = utilityProcess.fork(modulePath, [], { serviceName, stdio: 'pipe', env });
    // Electron tells of an error of V8 before the end. Nobody listening, it would end the application, which the process
    // is there to prevent. The report that comes third holds all variables of the environment.
    child.on('error', (type, location) => {
      logger.error('A child process failed', { process: serviceName, type, location });
    });
    for (const stream of [child.stdout, child.stderr]) {
      if (stream !== null) {
        createInterface({ input: stream })
          .on('line', (line) => {
            logger.warn('A child process wrote', { process: serviceName, line: line.slice(0, MAX_LINE_LENGTH) });
          })
          .on('error', (error) => {
            logger.warn('What a child process writes cannot be read', { process: serviceName, error });
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
