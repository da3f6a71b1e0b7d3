import { createAccessLogReader } from '../../electron/adapters/accessLogs/accessLogReader.ts';
import { logResponder } from '../../electron/adapters/accessLogs/logResponder.ts';
import type { ReadAccessLogs } from '../../electron/ports.ts';
import { MemoryLogger } from '../fakes/memoryLogger.ts';

/** Reads access logs as the application does, without processes of their own. */
export function accessLogReader(logger = new MemoryLogger()): ReadAccessLogs {
  return createAccessLogReader({
    logger,
    startProcess: () => {
      let listener: (message: unknown) => void = () => {};
      const respond = logResponder((response) => queueMicrotask(() => listener(structuredClone(response))));
      return {
        post: (message) => respond(structuredClone(message)),
        onMessage: (next) => {
          listener = next;
        },
        onExit: () => {},
        kill: () => {},
      };
    },
  });
}
