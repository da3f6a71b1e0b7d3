import type { ErrorCode } from '../result.ts';

/** Facts about an error code in addition to the texts that users read. */
export interface ErrorFacts {
  /** When it is raised. */
  readonly cause: string;
  /** Whether the requested change was made. */
  readonly change: 'not made' | 'unknown';
  /** When and by whom the call is retried. */
  readonly retry: string;
}

/** Facts about every error code; docs/error-codes.md is generated from them and the English texts. */
export const ERROR_FACTS: Readonly<Record<ErrorCode, ErrorFacts>> = {
  VALIDATION: {
    cause: 'an input is malformed; `issues` names the fields',
    change: 'not made',
    retry: 'after a correction',
  },
  FORBIDDEN: { cause: 'a call did not come from the KeyDesk window', change: 'not made', retry: 'never' },
  INTERNAL: { cause: 'a defect; details are in the log only', change: 'unknown', retry: 'by the user' },
  CONNECTION_UNKNOWN: { cause: 'the connection was removed in the meantime', change: 'not made', retry: 'never' },
  PASSWORD_MISSING: {
    cause: 'the keychain works but has no password for the connection',
    change: 'not made',
    retry: 'after entering it',
  },
  UNREACHABLE: {
    cause:
      'the connection to the installation failed or was interrupted (`detail`: the technical cause), and the requested secret is not stored on this computer',
    change: 'unknown',
    retry: 'reads after an interrupted connection: by KeyDesk; else by the user',
  },
  TIMEOUT: {
    cause: 'no complete response within 30 s or 408 `Timeout`, and the requested secret is not stored on this computer',
    change: 'unknown',
    retry: 'reads after 408: by KeyDesk; else by the user',
  },
  UNAUTHORIZED: {
    cause: '401 `Unauthorized`, or 401 with a challenge `HMAC-SHA256`: user name, password or key was not accepted',
    change: 'not made',
    retry: 'after a correction, never automatically',
  },
  CLOCK_SKEW: {
    cause:
      "401 because of the date of a signature, if signing with the installation's time failed, too, or that time is unknown or differs by more than a day",
    change: 'not made',
    retry: 'after correcting the clock',
  },
  NOT_PERMITTED: {
    cause: '403 `NotPermitted`: the account lacks the permission named in `detail`',
    change: 'not made',
    retry: 'never automatically',
  },
  NOT_FOUND: { cause: '404 `NotFound`: the key no longer exists', change: 'not made', retry: 'after a refresh' },
  CONFLICT: { cause: '409 `Conflict`: someone else changed the key', change: 'not made', retry: 'after a refresh' },
  KEY_REPLACED: {
    cause:
      'the key with this identifier has another token than the one shown: the database of the installation was restored to an earlier state and has assigned the identifier to another key',
    change: 'not made',
    retry: 'by the user, after checking the refreshed list',
  },
  ACCOUNT_NOT_ELIGIBLE: {
    cause: '400 `AccountNotEligible`: the account cannot use the API',
    change: 'not made',
    retry: 'with another account',
  },
  SERVICE_MISSING: {
    cause: '404 `UnknownMethod`: the installation has nothing at the service path of the connection',
    change: 'not made',
    retry: 'after a correction',
  },
  INTERCEPTED: {
    cause:
      'the response is not from the platform (`detail`: status, server and required sign-in): a proxy, gateway, firewall or sign-in page responded instead, or something else is at the address',
    change: 'unknown',
    retry: 'reads after 408, 429 and 5xx: by KeyDesk within a minute, then every 10 s; else by the user',
  },
  HOST_NOT_ALLOWED: {
    cause: '403 `HostNotAllowed` or `OriginNotAllowed`: the installation does not know the host name of the request',
    change: 'not made',
    retry: 'after a correction',
  },
  REQUEST_ALTERED: {
    cause: '400 `MalformedRequest`, 415 or 417 from the platform: the request was altered in transit',
    change: 'not made',
    retry: 'by the user',
  },
  REDIRECT_REFUSED: {
    cause: 'the installation responded with a redirect; credentials are not forwarded',
    change: 'unknown',
    retry: 'after a correction',
  },
  REQUEST_TOO_LARGE: {
    cause: '413 or 431, from the platform or a server in between',
    change: 'not made',
    retry: 'bulk deletions: by KeyDesk with half as many keys per call',
  },
  TOO_LARGE: { cause: 'a response exceeds its size limit', change: 'unknown', retry: 'never' },
  THROTTLED: {
    cause: '429 `Throttled`; `times.retryAt` is the end of the pause that the installation asks for',
    change: 'not made',
    retry: 'by KeyDesk within a minute, then by the user',
  },
  SERVER_FAILED: {
    cause:
      '500 `Internal`, 503 `Unavailable`, or an error of the Web API (`success: false`), which may have status 200',
    change: 'unknown',
    retry: 'reads: by KeyDesk within a minute, then by the user',
  },
  BAD_RESPONSE: {
    cause: 'the response does not match the key service: another success status, or JSON of another form',
    change: 'unknown',
    retry: 'by the user',
  },
  KEYCHAIN_UNAVAILABLE: {
    cause:
      'the keychain is unavailable or does not return a stored item, or the user cancelled the wait; nothing in it was changed',
    change: 'not made',
    retry: 'after unlocking it, or after entering the password, which then lasts until KeyDesk is closed',
  },
  CLIPBOARD_FAILED: {
    cause: 'the system clipboard reported an error, or does not contain what was written to it',
    change: 'not made',
    retry: 'by the user',
  },
  CLIPBOARD_NEEDS_FOCUS: {
    cause: 'the window lost the focus before the copy was made; Wayland then silently discards it',
    change: 'not made',
    retry: 'by the user, in the window',
  },
  SETTINGS_NOT_SAVED: {
    cause:
      'a passphrase is set or removed while the settings file cannot be written; all other changes then last until KeyDesk is closed',
    change: 'not made',
    retry: 'by the user',
  },
  FILE_NOT_SAVED: {
    cause: 'the chosen file cannot be written (`detail`: why)',
    change: 'not made',
    retry: 'by the user',
  },
  NOTE_NOT_SAVED: {
    cause: 'the file with the notes about keys cannot be written (`detail`: why)',
    change: 'not made',
    retry: 'by the user',
  },
  TOO_MANY_ROWS: {
    cause: 'a table has more rows than a worksheet of Excel can hold',
    change: 'not made',
    retry: 'by the user, in another format',
  },
  SEARCH_FAILED: {
    cause: 'the folder to be searched cannot be read (`detail`: why), or its search ended unexpectedly',
    change: 'not made',
    retry: 'by the user',
  },
  FILE_NOT_READ: {
    cause: 'the chosen file cannot be read or is too large (`detail`: why)',
    change: 'not made',
    retry: 'by the user',
  },
  NOT_RECORDED: {
    cause:
      'a bulk change or a step of a rotation cannot be recorded before it is made (`electron/services/bulk/bulkJournal.ts`, `electron/services/rotation/rotationJournal.ts`)',
    change: 'not made',
    retry: 'by the user',
  },
  ACTIVITY_NOT_READ: {
    cause: 'a file of the activity journal cannot be read',
    change: 'not made',
    retry: 'by the user',
  },
  SAMPLE_PLATFORM_FAILED: {
    cause: 'the embedded platform did not start (`detail`: why)',
    change: 'not made',
    retry: 'by the user',
  },
  LOCKED: {
    cause: 'KeyDesk is locked and accepts only the calls of the lock screen (`electron/ipc/lockGate.ts`)',
    change: 'not made',
    retry: 'after unlocking',
  },
  PASSPHRASE_WRONG: {
    cause: 'the passphrase of KeyDesk is wrong or missing',
    change: 'not made',
    retry: 'after a correction',
  },
  PASSPHRASE_LATER: {
    cause: 'too many wrong passphrases; this one was not checked',
    change: 'not made',
    retry: 'later, by the user',
  },
  PASSPHRASE_LOST: {
    cause: 'a passphrase is set, but its hash is not in the keychain; KeyDesk stays locked',
    change: 'not made',
    retry: 'after restoring the keychain',
  },
  SYSTEM_UNLOCK_FAILED: {
    cause: 'the operating system (Touch ID) did not confirm its user',
    change: 'not made',
    retry: 'by the user',
  },
};
