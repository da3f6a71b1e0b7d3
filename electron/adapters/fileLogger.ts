import { mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { destination, pino, stdSerializers } from 'pino';
import type { Logger } from '../ports.ts';
import { Redaction } from './redaction.ts';

/** A log file that has grown beyond this many bytes is put aside at the next start; one older file is kept. */
const LARGEST_FILE = 1024 * 1024;

/**
 * A log of JSON lines in `keydesk.log`, readable by the user alone. Every line passes through {@link Redaction}
 * on its way to the file.
 * @param folder absolute path of the folder for logs; created when missing.
 */
export function createFileLogger(folder: string): Logger {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'keydesk.log');
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_FILE) {
    renameSync(file, join(folder, 'keydesk.old.log'));
  }
  const redaction = new Redaction();
  const log = pino(
    {
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      serializers: { error: stdSerializers.err },
      hooks: { streamWrite: (line) => redaction.apply(line) },
    },
    destination({ dest: file, sync: true, mode: 0o600 }),
  );
  return {
    info: (message, facts = {}) => log.info(facts, message),
    warn: (message, facts = {}) => log.warn(facts, message),
    error: (message, facts = {}) => log.error(facts, message),
    redact: (secret) => redaction.register(secret),
  };
}
