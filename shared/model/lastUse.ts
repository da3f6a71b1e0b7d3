import { z } from 'zod';
import { storageProblemSchema } from './appState.ts';
import { instantSchema } from './instant.ts';

/** Maximum number of accounts of one reading. */
export const MAX_ACCOUNTS = 100_000;
/** Maximum number of client addresses that are named for an account. */
export const MAX_NAMED_ADDRESSES = 20;
/** Maximum number of client addresses that are counted for an account. */
export const MAX_COUNTED_ADDRESSES = 1_000;

/** What access logs of the platform say about one account. They name the account, never the key. */
export interface AccountUse {
  readonly username: string;
  /** The last call that was not rejected, ISO 8601 in UTC; `null` if there was none. */
  readonly lastCallAt: string | null;
  /** The last call that was rejected, ISO 8601 in UTC; `null` if there was none. */
  readonly lastRejectionAt: string | null;
  /** Number of calls that were not rejected. */
  readonly calls: number;
  /** Number of calls that were rejected. */
  readonly rejections: number;
  /** The client addresses of its calls, at most {@link MAX_NAMED_ADDRESSES}. */
  readonly addresses: readonly string[];
  /** Number of its other client addresses, counted up to {@link MAX_COUNTED_ADDRESSES} together. */
  readonly otherAddresses: number;
}

/**
 * Why a log file was not read, or not completely. `damaged`: its compressed data is; `unsupported`: it is encrypted, or
 * compressed in a way that KeyDesk does not know; `shrunk`: it became shorter while it was read; `notALog`: none of its lines
 * is a line of the log.
 */
export const LOG_FILE_PROBLEMS = ['unreadable', 'vanished', 'damaged', 'unsupported', 'shrunk', 'notALog'] as const;

/** One problem out of {@link LOG_FILE_PROBLEMS}. */
export type LogFileProblem = (typeof LOG_FILE_PROBLEMS)[number];

/** Numbers of lines. */
export const lineCountsSchema = z.object({
  /** Completed calls of the API. */
  calls: z.int().nonnegative(),
  /** Lines of the log about something else. */
  others: z.int().nonnegative(),
  /** Lines that are not of the log's form. */
  notRead: z.int().nonnegative(),
});

/** Numbers of lines. */
export type LineCounts = Readonly<z.infer<typeof lineCountsSchema>>;

/** One file of a reading. */
export const logFileSchema = lineCountsSchema.extend({
  /** Its name without folders; in an archive, after the name of the archive. */
  name: z.string(),
  problem: z.enum(LOG_FILE_PROBLEMS).nullable(),
});

/** One file of a reading. */
export type LogFile = Readonly<z.infer<typeof logFileSchema>>;

/** Maximum number of files that are named in the result of a reading. */
export const MAX_NAMED_LOG_FILES = 500;

/** What the access logs of a connection say, without the accounts. */
export const lastUseSummarySchema = z.object({
  /** When the logs were read. */
  readAt: instantSchema,
  /** IANA name of the time zone in which the times of the logs are understood. */
  timeZone: z.string(),
  /** Time of the first and of the last line; `null` if no line was read. */
  period: z.object({ from: instantSchema, to: instantSchema }).nullable(),
  lines: lineCountsSchema,
  /** Calls of the API without the name of an account. */
  callsWithoutAccount: z.int().nonnegative(),
  /** Calls of accounts beyond {@link MAX_ACCOUNTS}. */
  callsOfOtherAccounts: z.int().nonnegative(),
  /** The first {@link MAX_NAMED_LOG_FILES}; those with a problem first. */
  files: z.array(logFileSchema).readonly(),
  /** Number of all files. */
  fileCount: z.int().nonnegative(),
  /** Why this is not kept on the disk; `null` if it is. */
  problem: storageProblemSchema.nullable(),
});
/** What the access logs of a connection say, without the accounts. */
export type LastUseSummary = Readonly<z.infer<typeof lastUseSummarySchema>>;

/** What the access logs of a connection say. */
export interface LastUse extends LastUseSummary {
  readonly accounts: readonly AccountUse[];
}

declare const content: unique symbol;
/** The accounts of a {@link LastUse} as JSON, created by {@link accountsTextOf}. */
export type AccountUsesText = string & { readonly [content]: readonly AccountUse[] };

/** Serializes accounts: IPC transfers one string many times faster than ten thousand objects. */
export function accountsTextOf(accounts: readonly AccountUse[]): AccountUsesText {
  return JSON.stringify(accounts) as AccountUsesText;
}

/** Parses the accounts of a text. */
export function accountsOfText(text: AccountUsesText): readonly AccountUse[] {
  return JSON.parse(text) as readonly AccountUse[];
}

/** Finds the use of an account by its user name, whose letter case does not matter; `null` if the logs do not name it. */
export type FindAccountUse = (username: string) => AccountUse | null;

/** Returns a {@link FindAccountUse} that is fast for names it was asked before: an account may have thousands of keys. */
export function accountUseFinder(accounts: readonly AccountUse[]): FindAccountUse {
  const byName = new Map(accounts.map((use) => [foldUsername(use.username), use]));
  const asked = new Map<string, AccountUse | null>();
  return (username) => {
    let use = asked.get(username);
    if (use === undefined) {
      use = byName.get(foldUsername(username)) ?? null;
      asked.set(username, use);
    }
    return use;
  };
}

/** What the window knows of the logs of a connection while they are known. */
export interface AccountsSeen extends Pick<LastUseSummary, 'readAt'> {
  /** Period of the logs, ISO 8601 in UTC. */
  readonly from: string;
  readonly to: string;
  readonly find: FindAccountUse;
}

/**
 * Returns when the accounts of keys called the API last, in the order of the keys: milliseconds since the epoch, UTC, or NaN if the
 * logs contain no call that was not rejected.
 */
export function lastCallsOf(keys: readonly { readonly username: string }[], find: FindAccountUse): Float64Array {
  return Float64Array.from(keys, ({ username }) => Date.parse(find(username)?.lastCallAt ?? ''));
}

/** User names that are equal after this belong to the same account. */
export function foldUsername(username: string): string {
  return username.normalize('NFC').toLowerCase();
}

/** How far a reading is; `null` while nothing is read. */
export const lastUseStateSchema = z
  .object({ connectionId: z.string(), bytes: z.int().nonnegative(), totalBytes: z.int().nonnegative() })
  .nullable();
/** How far a reading is; `null` while nothing is read. */
export type LastUseState = Readonly<z.infer<typeof lastUseStateSchema>>;
