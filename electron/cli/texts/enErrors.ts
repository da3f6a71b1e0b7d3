import type { ErrorCode, Interception, NetworkCause } from '../../../shared/result.ts';

/** What happened, and what to do next. Whether something was changed is said in between. */
interface ErrorText {
  readonly what: string;
  readonly next: string;
}

/** Texts of errors that do not concern the command itself. */
export const errors = {
  notChanged: 'Nothing was changed.',
  maybeChanged: 'A change in progress may or may not have been made: check the list before you try again.',
  /** Codes that no command can get are left out. */
  codes: {
    VALIDATION: { what: 'The installation did not accept some values.', next: 'Correct them and try again.' },
    FORBIDDEN: { what: 'KeyDesk rejected an internal request.', next: 'Restart KeyDesk.' },
    INTERNAL: { what: 'Internal error in KeyDesk.', next: 'Details: logs/keydesk.log in the data folder.' },
    CONNECTION_UNKNOWN: { what: 'This connection no longer exists.', next: '"keydesk connections" lists them.' },
    PASSWORD_MISSING: {
      what: 'The password of this connection is missing.',
      next: 'Enter it in the window, use --password-stdin, or remove the connection and add it again.',
    },
    UNREACHABLE: { what: 'The installation cannot be reached.', next: 'Check the network and the address.' },
    TIMEOUT: { what: 'The installation did not respond in time.', next: 'Try again later.' },
    UNAUTHORIZED: {
      what: 'The account or key of the connection was not accepted.',
      next: 'Correct the sign-in data of the connection; its key may have expired.',
    },
    CLOCK_SKEW: {
      what: 'The clocks of this computer and the installation differ too much.',
      next: 'Correct the clock of this computer.',
    },
    NOT_PERMITTED: {
      what: 'The account of the connection has no permission for this.',
      next: 'Ask an administrator of the installation: besides the permission “API calls”, membership of “System administrators” is probably needed.',
    },
    NOT_FOUND: { what: 'The key no longer exists.', next: '"keydesk list" shows the current keys.' },
    CONFLICT: { what: 'Someone else changed the key in the meantime.', next: 'Check it, then try again.' },
    KEY_REPLACED: {
      what: 'The data of the installation was restored to an earlier state, and the id now belongs to another key.',
      next: 'Find the key with "keydesk list", then try again.',
    },
    ACCOUNT_NOT_ELIGIBLE: {
      what: 'The account cannot use the API.',
      next: 'Choose another account, or give this one the permission “API calls”.',
    },
    SERVICE_MISSING: {
      what: 'There is no key service at this address.',
      next: 'Check address and service path of the connection.',
    },
    INTERCEPTED: {
      what: 'A server between KeyDesk and the installation responded instead.',
      next: 'Tell the network administrator the cause.',
    },
    HOST_NOT_ALLOWED: {
      what: 'The installation does not accept this host name.',
      next: 'Use the address given in its settings, or have the reverse proxy pass on the Host header.',
    },
    REQUEST_ALTERED: {
      what: 'The request was altered in transit.',
      next: 'Something in between, such as a proxy, changes requests: tell the network administrator.',
    },
    REDIRECT_REFUSED: {
      what: 'The installation responded with a redirect, which is not followed.',
      next: 'Enter the final address in the connection.',
    },
    REQUEST_TOO_LARGE: {
      what: 'The request is too large for the installation or a gateway.',
      next: 'Try again with fewer keys.',
    },
    TOO_LARGE: { what: 'The response is too large.', next: 'Tell the administrator of the installation.' },
    THROTTLED: { what: 'The installation asks for a pause.', next: 'Wait, then try again.' },
    SERVER_FAILED: {
      what: 'The installation reported an error.',
      next: 'If it persists, tell the administrator of the installation.',
    },
    BAD_RESPONSE: {
      what: 'The response of the installation was not understood.',
      next: 'Check that the address belongs to the installation and that no other server responds instead.',
    },
    KEYCHAIN_UNAVAILABLE: {
      what: 'The keychain cannot be used.',
      next: 'Unlock or start it, then try again, or use --password-stdin.',
    },
    SETTINGS_NOT_SAVED: { what: 'The settings could not be saved.', next: 'Check the data folder and the disk.' },
    FILE_NOT_SAVED: {
      what: 'The file could not be written; an existing one is unchanged.',
      next: 'Choose another folder, or check that the disk is not full.',
    },
    TOO_MANY_ROWS: { what: 'The table is too long for a worksheet.', next: 'Export fewer keys, or a CSV file.' },
    FILE_NOT_READ: { what: 'The file could not be read.', next: 'Check that it exists and can be read.' },
    ACTIVITY_NOT_READ: {
      what: 'The activity journal could not be read.',
      next: 'Check that the data folder of KeyDesk can be read.',
    },
    NOT_RECORDED: {
      what: 'The change could not be recorded on this computer, so nothing further was sent.',
      next: 'Check the data folder of KeyDesk and the disk, then try again.',
    },
    SAMPLE_PLATFORM_FAILED: { what: 'The sample platform could not start.', next: 'Try again.' },
    LOCKED: {
      what: 'KeyDesk is locked.',
      next: 'Unlock its window, or run the command in a terminal or with --passphrase-stdin if a passphrase is set.',
    },
    PASSPHRASE_WRONG: { what: 'The passphrase is wrong.', next: 'Try again.' },
    PASSPHRASE_LATER: {
      what: 'There were too many wrong passphrases; this one was not checked.',
      next: 'Wait a moment, then try again.',
    },
    PASSPHRASE_LOST: {
      what: 'The passphrase in the keychain is damaged and cannot be checked.',
      next: 'Restore the keychain.',
    },
  } satisfies Partial<Record<ErrorCode, ErrorText>>,
  network: {
    proxy: 'The proxy does not let KeyDesk through. Check the proxy settings of the system.',
    name: 'The name of the server was not found (DNS). Check the address, the network and the VPN.',
    refused: 'The server is there, but the port is closed. Check the port, and that the installation runs.',
    certificateExpired: 'Its certificate has expired or is not valid yet. Check the clock of this computer.',
    certificateName: 'Its certificate was issued for another name. Use that name in the address.',
    certificateUntrusted:
      'Its certificate is signed by an authority that this computer does not trust. Add that one to the connection.',
    tls: 'A secure connection (TLS) could not be established. Check that the server offers https at this address.',
    broken: 'The connection was interrupted. Check the network, then try again.',
    other: 'Check the network and the address.',
  } satisfies Record<NetworkCause, string>,
  interception: {
    signIn: 'It requires its own sign-in, for example single sign-on. Sign in to the VPN or gateway.',
    missing: 'It has nothing at this path. Check address and service path of the connection.',
    unavailable: 'It cannot reach the installation. Try again in a moment.',
    pause: 'It asks for fewer requests. Wait, then try again.',
    page: 'It returned a web page. Open the address in a browser, where the network may ask you to sign in.',
    rejected: 'A firewall, proxy or gateway blocks the request. Tell the network administrator the cause.',
  } satisfies Record<Interception, string>,
} as const;
