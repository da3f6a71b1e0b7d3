import { renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type DestinationStream, destination, pino, stdSerializers } from 'pino';
import { makeFolder } from '../../makeFolder.ts';
import type { Logger } from '../../ports.ts';
import { Redaction } from './redaction.ts';

/** A larger log file is rotated at the next start; one older file is kept. */
const MAX_LOG_BYTES = 1024 * 1024;

/**
 * Logs JSON lines to `keydesk.log`, readable by the user only and masked by {@link Redaction}. Lines that cannot be
 * written are lost: logging must not stop the application.
 * @param folder absolute path of the log folder; created if missing.
 */
export function createFileLogger(folder: string): Logger {
  const redaction = new Redaction();
  const log = pino(
    {
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      serializers: { error: stdSerializers.err },
      hooks: { streamWrite: (line) => redaction.apply(line) },
    },
    openLog(folder),
  );
  return {
    info: (message, facts = {}) => log.info(facts, message),
    warn: (message, facts = {}) => log.warn(facts, message),
    error: (message, facts = {}) => log.error(facts, message),
    redact: (secret) => redaction.register(secret),
  };
}

/** If the older file is in use or cannot be replaced, the log keeps growing. */
function rotate(file: string, older: string): void {
  try {
    renameSync(file, older);
  } catch {
    // The next start tries again.
  }
}

/** Returns a stream that discards everything if the log file cannot be opened. */
function openLog(folder: string): DestinationStream {
  try {
    makeFolder(folder);
    const file = join(folder, 'keydesk.log');
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MAX_LOG_BYTES) {
      rotate(file, join(folder, 'keydesk.old.log'));
    }
    // Without a listener, the error event of a full disk would crash the application.
    return destination({ dest: file, sync: true, mode: 0o600 }).on('error', () => {});
  } catch {
    return { write: () => {} };
  }
}
