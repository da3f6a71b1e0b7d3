import { mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type DestinationStream, destination, pino, stdSerializers } from 'pino';
import type { Logger } from '../../ports.ts';
import { Redaction } from './redaction.ts';

/** A log file that has grown beyond this many bytes is put aside at the next start; one older file is kept. */
const MAX_LOG_BYTES = 1024 * 1024;

/**
 * A log of JSON lines in `keydesk.log`, readable by the user alone. Every line passes through {@link Redaction}
 * on its way to the file. Lines that cannot be written are lost: a log must not stop the application.
 * @param folder absolute path of the folder for logs; created when missing.
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

/** Where the older file is in use or cannot be replaced, the log goes on growing. */
function putAside(file: string, older: string): void {
  try {
    renameSync(file, older);
  } catch {
    // The next start tries again.
  }
}

/** A log file that cannot be opened is none. */
function openLog(folder: string): DestinationStream {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, 'keydesk.log');
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MAX_LOG_BYTES) {
      putAside(file, join(folder, 'keydesk.old.log'));
    }
    // Without a listener, a full disk would be a defect that ends the application.
    return destination({ dest: file, sync: true, mode: 0o600 }).on('error', () => {});
  } catch {
    return { write: () => {} };
  }
}
