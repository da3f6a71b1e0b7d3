/** The ports of the last use of accounts; re-exported by `ports.ts`. */
import type { AccountUse, LastUseSummary } from '../shared/model/lastUse.ts';
import type { StorageFault } from './ports.ts';

/** The use of one account; times as the log states them, without a time zone (`localTimeSchema`). */
export interface LoggedUse extends Omit<AccountUse, 'lastCallAt' | 'lastRejectionAt'> {
  readonly lastCall: string | null;
  readonly lastRejection: string | null;
}

/** What access logs say; times as the logs state them. */
export interface LogReading
  extends Pick<LastUseSummary, 'lines' | 'callsWithoutAccount' | 'callsOfOtherAccounts' | 'files' | 'fileCount'> {
  readonly accounts: readonly LoggedUse[];
  /** Time of the first and of the last line; `null` if no line was read. */
  readonly period: { readonly from: string; readonly to: string } | null;
}

/** A {@link LogReading} as it is kept. */
export interface KeptReading extends LogReading {
  /** ISO 8601 in UTC. */
  readonly readAt: string;
  /** IANA name. Kept apart from the times, so that it can be corrected without the logs. */
  readonly timeZone: string;
}

/** The last reading of each connection on disk. */
export interface LastUseStore {
  /** Reads the file of a connection; `null` without a usable one. Never throws. */
  read(connectionId: string): KeptReading | null;
  /** Replaces the file of a connection. On failure, returns why and leaves the file unchanged. */
  write(connectionId: string, reading: KeptReading): Promise<StorageFault | null>;
  /** Removes all files of a connection. No-op if there is none. @throws Error if one is still there. */
  remove(connectionId: string): Promise<void>;
  /** Removes the files of all other connections and the remains of interrupted writes. Never rejects. */
  keepOnly(connectionIds: readonly string[]): Promise<void>;
}

/**
 * Reads access logs.
 * @param sources absolute paths of files, or of one folder whose access logs and archives are read.
 * @param onProgress gets the number of bytes read until now, and of all files.
 * @returns `null` if it was ended by the signal.
 * @throws AppError `FILE_NOT_READ` if there is no log, or a process fails.
 */
export type ReadAccessLogs = (
  sources: readonly string[],
  onProgress: (bytes: number, totalBytes: number) => void,
  signal: AbortSignal,
) => Promise<LogReading | null>;
