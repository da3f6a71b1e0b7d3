import type { ErrorCode } from '../result.ts';

/** What is known of an error code beside the words that users read. */
export interface ErrorFacts {
  /** When it is raised. */
  readonly cause: string;
  /** What became of a change that the call was to make. */
  readonly change: 'not made' | 'unknown';
  /** When and by whom the call is tried again. */
  readonly again: string;
}

/** The facts of every error code, of which docs/error-codes.md is made together with the English words. */
export const ERROR_FACTS: Readonly<Record<ErrorCode, ErrorFacts>> = {
  VALIDATION: {
    cause: 'an input is malformed; `issues` names the fields',
    change: 'not made',
    again: 'after a correction',
  },
  FORBIDDEN: { cause: 'a call did not come from the KeyDesk window', change: 'not made', again: 'never' },
  INTERNAL: { cause: 'a defect; details are in the log only', change: 'unknown', again: 'by the user' },
  CONNECTION_UNKNOWN: { cause: 'the connection was removed meanwhile', change: 'not made', again: 'never' },
  PASSWORD_MISSING: {
    cause: 'the keychain works and has no password for the connection',
    change: 'not made',
    again: 'after entering it',
  },
  UNREACHABLE: {
    cause:
      'no connection to the installation, or one that broke off (`detail`: the technical cause), and no kept copy of the secret that was asked for',
    change: 'unknown',
    again: 'reading, where a connection broke off: by KeyDesk; else by the user',
  },
  TIMEOUT: {
    cause: 'no complete answer within 30 s or a 408 `Timeout`, and no kept copy of the secret that was asked for',
    change: 'unknown',
    again: 'reading, after a 408: by KeyDesk; else by the user',
  },
  UNAUTHORIZED: {
    cause: '401 `Unauthorized`: user name, password or key is not accepted',
    change: 'not made',
    again: 'after a correction, never unasked',
  },
  CLOCK_SKEW: {
    cause:
      "401 over the date of a signature, once it was signed with the installation's time in vain, or that time is unknown or more than a day away",
    change: 'not made',
    again: 'after the clock was set',
  },
  NOT_PERMITTED: {
    cause: '403 `NotPermitted`: the account lacks a right, named in `detail`',
    change: 'not made',
    again: 'never by itself',
  },
  NOT_FOUND: { cause: '404 `NotFound`: the key was deleted meanwhile', change: 'not made', again: 'after a refresh' },
  CONFLICT: {
    cause: '409 `Conflict`: somebody changed the key meanwhile',
    change: 'not made',
    again: 'after a refresh',
  },
  KEY_REPLACED: {
    cause:
      'the key of this identifier has another token than the one that was shown: the database of the installation went back to an earlier state, and has given the identifier to another key',
    change: 'not made',
    again: 'by the user, after a look at the list, which is read anew',
  },
  ACCOUNT_NOT_ELIGIBLE: {
    cause: '400 `AccountNotEligible`: the account cannot use the API',
    change: 'not made',
    again: 'with another account',
  },
  SERVICE_MISSING: {
    cause: '404 `UnknownMethod`: the installation has nothing at the service path of the connection',
    change: 'not made',
    again: 'after a correction',
  },
  INTERCEPTED: {
    cause:
      'the response is not one of the platform (status, server and sign-in it asks for in `detail`): a proxy, gateway, firewall or sign-in page answered in its place, or something else is at the address',
    change: 'unknown',
    again: 'reading, after 408, 429 and 5xx: by KeyDesk within a minute, then every 10 s; else by the user',
  },
  HOST_NOT_ALLOWED: {
    cause:
      '403 `HostNotAllowed` or `OriginNotAllowed`: the request came under a name that the installation does not know',
    change: 'not made',
    again: 'after a correction',
  },
  REQUEST_ALTERED: {
    cause: '400 `MalformedRequest`, 415 or 417 of the platform: what KeyDesk has sent did not arrive as it was sent',
    change: 'not made',
    again: 'by the user',
  },
  REDIRECT_REFUSED: {
    cause: 'the installation redirects; credentials are not sent on',
    change: 'unknown',
    again: 'after a correction',
  },
  REQUEST_TOO_LARGE: {
    cause: '413 or 431, of the platform or of something on the way',
    change: 'not made',
    again: 'a deletion of many keys: by KeyDesk with half as many keys in a call',
  },
  TOO_LARGE: { cause: 'an answer is larger than its limit', change: 'unknown', again: 'never' },
  THROTTLED: {
    cause: '429 `Throttled`; `times.retryAt` tells until when the installation wants no request',
    change: 'not made',
    again: 'by KeyDesk within a minute, then by the user',
  },
  SERVER_FAILED: {
    cause: '500 `Internal` or 503 `Unavailable`',
    change: 'unknown',
    again: 'reading: by KeyDesk within a minute, then by the user',
  },
  BAD_RESPONSE: {
    cause: 'the response is not what the key service gives: another status of success, or JSON of another form',
    change: 'unknown',
    again: 'by the user',
  },
  KEYCHAIN_UNAVAILABLE: {
    cause:
      'the keychain cannot be asked, does not give what was stored in it, or the user did not want to wait for it; nothing in it was changed',
    change: 'not made',
    again: 'after unlocking it, or after entering the password for this run',
  },
  CLIPBOARD_FAILED: {
    cause: 'the system clipboard refused, or does not show what was written to it',
    change: 'not made',
    again: 'by the user',
  },
  CLIPBOARD_NEEDS_FOCUS: {
    cause: 'the window lost the focus before the copy was made; Wayland drops what is copied then without a word',
    change: 'not made',
    again: 'by the user, in the window',
  },
  SETTINGS_NOT_SAVED: {
    cause:
      'a passphrase is set or removed while the settings file cannot be written; everything else then lasts for the run',
    change: 'not made',
    again: 'by the user',
  },
  FILE_NOT_SAVED: {
    cause: 'the file that was chosen cannot be written (`detail`: why)',
    change: 'not made',
    again: 'by the user',
  },
  FILE_NOT_READ: {
    cause: 'the file that was chosen cannot be read, or is too large (`detail`: why)',
    change: 'not made',
    again: 'by the user',
  },
  NOT_RECORDED: {
    cause: 'a change of many keys cannot be noted down before it is made (`electron/services/bulk/bulkJournal.ts`)',
    change: 'not made',
    again: 'by the user',
  },
  ACTIVITY_NOT_READ: {
    cause: 'a file of the activity journal cannot be read',
    change: 'not made',
    again: 'by the user',
  },
  SAMPLE_PLATFORM_FAILED: {
    cause: 'the embedded platform did not start (`detail`: why)',
    change: 'not made',
    again: 'by the user',
  },
  LOCKED: {
    cause: 'KeyDesk is locked; only the calls of the lock screen are answered (`electron/ipc/lockGate.ts`)',
    change: 'not made',
    again: 'after unlocking',
  },
  PASSPHRASE_WRONG: {
    cause: 'the passphrase of KeyDesk is wrong or missing',
    change: 'not made',
    again: 'after a correction',
  },
  PASSPHRASE_LATER: {
    cause: 'too many wrong passphrases; this one was not checked',
    change: 'not made',
    again: 'later, by the user',
  },
  PASSPHRASE_LOST: {
    cause: 'a passphrase was set and the keychain has something else in place of its hash; KeyDesk stays locked',
    change: 'not made',
    again: 'after the keychain was restored',
  },
  SYSTEM_UNLOCK_FAILED: {
    cause: 'the operating system (Touch ID) did not confirm its user',
    change: 'not made',
    again: 'by the user',
  },
};
