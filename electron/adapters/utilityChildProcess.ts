import { utilityProcess } from 'electron';
import type { StartChildProcess } from './childProcess.ts';

/**
 * Gives a way to start a compiled module as a utility process of Electron.
 * @param modulePath absolute path of the compiled entry.
 * @param serviceName name shown in process lists.
 */
export function utilityChildProcess(modulePath: string, serviceName: string): StartChildProcess {
  return () => {
    const child = utilityProcess.fork(modulePath, [], { serviceName });
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
