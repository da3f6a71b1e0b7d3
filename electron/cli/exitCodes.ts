import { meansNoResponse } from '../../shared/model/offline.ts';
import type { ErrorCode } from '../../shared/result.ts';

/** Exit codes of the command line. Scripts depend on them: documented in docs/command-line.md, never renumbered. */
export const EXIT = {
  done: 0,
  /** Any failure without a code of its own. */
  failed: 1,
  /** The command line is wrong; nothing was done. */
  usage: 2,
  /** No connection, key or account matches. */
  notFound: 3,
  /** Some keys were changed, others were not, or it is unknown. */
  partly: 4,
  /** KeyDesk is locked, or the passphrase is wrong. */
  locked: 5,
  /** The installation cannot be reached. */
  unreachable: 6,
  /** Sign-in data or permissions of the connection are insufficient. */
  notPermitted: 7,
  keychainUnavailable: 8,
  /** Another KeyDesk uses the data folder and does not take the command. */
  busy: 9,
  /** Standard output or a file could not be written. */
  notWritten: 10,
  /** The change was not confirmed; nothing was done. */
  notConfirmed: 11,
  /** `test`: a key does not work. */
  keyFails: 20,
  /** `test`: no key is known to fail, but the test says nothing about some. */
  keyUnclear: 22,
  /** `doctor`: the request has an error. */
  requestWrong: 21,
  /** Ctrl-C, as shells report it. */
  interrupted: 130,
} as const;
/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const OF_CODE: Partial<Record<ErrorCode, ExitCode>> = {
  CONNECTION_UNKNOWN: EXIT.notFound,
  NOT_FOUND: EXIT.notFound,
  LOCKED: EXIT.locked,
  PASSPHRASE_WRONG: EXIT.locked,
  PASSPHRASE_LATER: EXIT.locked,
  PASSPHRASE_LOST: EXIT.locked,
  PASSWORD_MISSING: EXIT.notPermitted,
  UNAUTHORIZED: EXIT.notPermitted,
  CLOCK_SKEW: EXIT.notPermitted,
  NOT_PERMITTED: EXIT.notPermitted,
  KEYCHAIN_UNAVAILABLE: EXIT.keychainUnavailable,
  FILE_NOT_SAVED: EXIT.notWritten,
};

/** Returns the exit code of a failed operation. */
export function exitCodeOf(code: ErrorCode): ExitCode {
  return OF_CODE[code] ?? (meansNoResponse(code) ? EXIT.unreachable : EXIT.failed);
}
