import type { ErrorCode, Interception, NetworkCause } from '../../../shared/result.ts';
import { SERVICE_MODE } from './serviceMode.ts';

/** Texts of one error code. */
interface ErrorTexts {
  readonly title: string;
  readonly text: string;
  readonly readText?: string;
  readonly notSent?: string;
  readonly nextStep?: string;
  readonly clocks?: string;
  readonly signature?: string;
  /** Texts for `nextStep`: what failed on the network, or who responded, and what to do. */
  readonly causes?: Readonly<Record<Exclude<NetworkCause, 'other'>, string> | Record<Interception, string>>;
}

/**
 * For every error code: what happened, what was not changed, and what to do next. `readText` is for reads: it does not
 * mention changes, since a user who has just saved something would relate that to it.
 */
export const errors = {
  VALIDATION: {
    title: 'Some values were not accepted',
    text: 'Nothing was changed. Correct them and try again.',
  },
  FORBIDDEN: {
    title: 'KeyDesk rejected an internal request',
    text: 'Nothing was changed. Restart KeyDesk.',
  },
  INTERNAL: {
    title: 'Internal error in KeyDesk',
    text: 'A change in progress may or may not have been made. Check the list before you try again. Details: logs/keydesk.log in the data folder.',
    readText: 'Details: logs/keydesk.log in the data folder.',
  },
  CONNECTION_UNKNOWN: {
    title: 'This connection no longer exists',
    text: 'Nothing was changed. Choose another connection.',
    readText: 'Choose another connection.',
  },
  PASSWORD_MISSING: {
    title: 'The password of this connection is missing',
    text: 'Nothing was sent. Open the connection and enter the password.',
  },
  UNREACHABLE: {
    title: 'The installation cannot be reached',
    text: 'A change in progress may or may not have been made; check the list before you repeat it. {{nextStep}}',
    readText: '{{nextStep}}',
    notSent: 'Nothing was sent. {{nextStep}}',
    nextStep: 'Check the network and the address.',
    causes: {
      proxy:
        'The proxy does not let KeyDesk through. Check the proxy in the system settings; it may require a password.',
      name: 'The server name was not found (DNS). Check the address for typing errors, and the network or VPN.',
      refused:
        'The server is reachable, but nothing listens on this port. Check the port in the address, and whether the installation is running.',
      certificateExpired:
        'Its certificate has expired or is not valid yet. Check the clock of this computer, and tell the administrator of the installation.',
      certificateName:
        'Its certificate was issued for another name. Enter the address with the name in the certificate.',
      certificateUntrusted:
        'Its certificate is signed by a certificate authority that this computer does not trust. “Test connection” in the connection names the missing certificate. If the authority belongs to your organization, add it under “Advanced”.',
      tls: 'A secure connection (TLS) could not be established. Check that the server offers https at this address, and tell the administrator of the installation.',
      broken: 'The connection was interrupted. Check the network, then try again.',
    },
  },
  TIMEOUT: {
    title: 'The installation did not respond in time',
    text: 'A change in progress may or may not have been made. Check the list before you try again.',
    readText: 'Try again.',
  },
  UNAUTHORIZED: {
    title: 'The account or key was not accepted',
    text: 'Nothing was changed. {{nextStep}}',
    readText: '{{nextStep}}',
    nextStep: 'Open the connection and correct its sign-in data; its key may have expired.',
    signature:
      'Check the token and the secret key of the connection. If they are correct, something in between, such as a reverse proxy, changes the Host header or the date of requests.',
  },
  CLOCK_SKEW: {
    title: 'The clocks differ too much',
    text: 'Nothing was changed. {{nextStep}}',
    readText: '{{nextStep}}',
    nextStep: 'Correct the clock of this computer, and check whether the key of this connection has expired.',
    clocks:
      'This computer: {{here, datetime(dateStyle: medium; timeStyle: short; hourCycle: h23)}}, installation: {{there, datetime(dateStyle: medium; timeStyle: short; hourCycle: h23)}}. Correct the clock of this computer.',
  },
  NOT_PERMITTED: {
    title: 'Your account has no permission for this',
    text: 'Nothing was changed. Ask an administrator of the installation: besides the permission “API calls”, membership of “System administrators” is probably needed.',
    readText:
      'Ask an administrator of the installation: besides the permission “API calls”, membership of “System administrators” is probably needed.',
  },
  NOT_FOUND: {
    title: 'This key no longer exists',
    text: 'Someone else deleted it. Nothing was changed. The list is being refreshed.',
  },
  CONFLICT: {
    title: 'Someone else changed this key in the meantime',
    text: 'Your change was not saved. Check the current values and save again.',
  },
  KEY_REPLACED: {
    title: 'This is not the key that was shown',
    text: 'The data of the installation was restored to an earlier state, and another key now has this identifier. Nothing was changed or deleted. The list has been refreshed: find the key there and try again.',
    readText:
      'The data of the installation was restored to an earlier state, and another key now has this identifier. Nothing was copied or shown. The list has been refreshed: find the key there and try again.',
  },
  ACCOUNT_NOT_ELIGIBLE: {
    title: 'This account cannot use the API',
    text: 'No key was created. Choose another account, or give this one the permission “API calls”.',
  },
  SERVICE_MISSING: {
    title: 'There is no key service at this address',
    text: 'Nothing was changed. Check the address and, under “Advanced”, the service path of the connection.',
    readText: 'Check the address and, under “Advanced”, the service path of the connection.',
  },
  INTERCEPTED: {
    title: 'A server between KeyDesk and the installation responded instead',
    text: 'A change in progress may or may not have been made; check the list before you repeat it. {{nextStep}}',
    readText: 'Nothing was changed, and nothing was removed from this computer. {{nextStep}}',
    causes: {
      signIn:
        'It requires its own sign-in, for example single sign-on (Negotiate, NTLM); the sign-in data of the connection was not checked. Sign in to the VPN or gateway, or ask the administrator of the installation to exempt the path /api from it.',
      missing:
        'It has nothing at this path. Check the address and, under “Advanced”, the service path of the connection; if both are right, tell the network administrator.',
      unavailable: `It cannot reach the installation. Try again in a moment; if the problem persists, tell the administrator of the installation. ${SERVICE_MODE}`,
      pause: 'It asked for fewer requests. Wait, then try again.',
      page: `It returned a web page or an outdated copy. Open the address in a browser, where the network may ask you to sign in, and check the address of the connection. ${SERVICE_MODE}`,
      rejected:
        'A firewall, proxy or gateway blocks the request. Check the VPN, or tell the network administrator the cause.',
    },
  },
  HOST_NOT_ALLOWED: {
    title: 'The installation does not accept this host name',
    text: 'Nothing was changed. Enter the address given in the settings of the installation, or configure the reverse proxy or port forwarding to pass on the Host header that it expects.',
    readText:
      'Enter the address given in the settings of the installation, or configure the reverse proxy or port forwarding to pass on the Host header that it expects.',
  },
  REQUEST_ALTERED: {
    title: 'The request was altered in transit',
    text: 'The installation could not read it. Nothing was changed. Something in between, such as a proxy, changes requests: tell the network administrator.',
    readText:
      'The installation could not read it. Something in between, such as a proxy, changes requests: tell the network administrator.',
  },
  REDIRECT_REFUSED: {
    title: 'The installation responded with a redirect',
    text: `KeyDesk did not follow it, so that the password is not sent elsewhere. A change in progress may or may not have been made. Enter the final address in the connection. ${SERVICE_MODE}`,
    readText: `KeyDesk did not follow it, so that the password is not sent elsewhere. Enter the final address in the connection. ${SERVICE_MODE}`,
  },
  REQUEST_TOO_LARGE: {
    title: 'The request is too large',
    text: 'The installation, or a gateway in front of it, takes no requests of this size. Nothing was changed. Try again with fewer keys, or tell the administrator of the installation.',
    readText:
      'The installation, or a gateway in front of it, takes no requests of this size. Try again with fewer keys, or tell the administrator of the installation.',
  },
  TOO_LARGE: {
    title: 'The response is too large',
    text: 'A change in progress may or may not have been made. Check the list, then try again with fewer keys.',
    readText: 'Tell the administrator of the installation.',
  },
  THROTTLED: {
    title: 'The installation asks for a pause',
    text: 'Too many requests were sent. Nothing was changed. Wait, then try again.',
    readText: 'Too many requests were sent. Wait, then try again.',
  },
  SERVER_FAILED: {
    title: 'The installation reported an error',
    text: 'A change in progress may or may not have been made. Check the list before you try again. If the problem persists, tell the administrator of the installation.',
    readText: 'Try again. If the problem persists, tell the administrator of the installation.',
  },
  BAD_RESPONSE: {
    title: 'The response of the installation was not understood',
    text: 'A change in progress may or may not have been made. Check that the address belongs to the installation and that no other server responds instead, and check the list before you try again.',
    readText: 'Check that the address belongs to the installation and that no other server responds instead.',
  },
  KEYCHAIN_UNAVAILABLE: {
    title: 'The keychain cannot be used now',
    text: 'Nothing was written to disk. Unlock or start the keychain and try again, or open the connection and enter the password, which is then kept until KeyDesk is closed.',
  },
  CLIPBOARD_FAILED: {
    title: 'The clipboard cannot be used now',
    text: 'The copy could not be made or verified. Try again.',
  },
  CLIPBOARD_NEEDS_FOCUS: {
    title: 'KeyDesk was not the active window',
    text: 'The desktop accepts copies only from the active window, so nothing was copied. Return to this window and copy again.',
  },
  SETTINGS_NOT_SAVED: {
    title: 'The passphrase could not be saved',
    text: 'The passphrase was not changed. Fix the problem shown at the top of the window, then try again.',
  },
  NOTE_NOT_SAVED: {
    title: 'The notes could not be saved',
    text: 'The saved notes are unchanged. Free some disk space, or give KeyDesk permission to write to its data folder, then try again.',
  },
  FILE_NOT_READ: {
    title: 'The file could not be read',
    text: 'Nothing was changed. Check that the file exists, has the right format and can be read.',
  },
  SEARCH_FAILED: {
    title: 'The folder could not be searched',
    text: 'Nothing was changed. Check that the folder still exists and that you may read it, then search again, or choose another folder.',
  },
  FILE_NOT_SAVED: {
    title: 'The file could not be saved',
    text: 'Nothing was written; an existing file of that name is unchanged. Choose another folder, or check that the disk is not full.',
  },
  TOO_MANY_ROWS: {
    title: 'The table is too long for an Excel workbook',
    text: 'A worksheet has at most 1,048,576 rows. Nothing was saved. Search for fewer rows, or export a CSV file.',
  },
  NOT_RECORDED: {
    title: 'The change could not be recorded on this computer',
    text: 'No further key was changed or deleted: without this record, KeyDesk could not tell after a crash what was done. Free some disk space, or give KeyDesk permission to write to its data folder, then try again.',
  },
  ACTIVITY_NOT_READ: {
    title: 'The activity journal could not be read',
    text: 'Nothing was changed, and new actions are still recorded if possible. Check that the data folder of KeyDesk can be read, then try again.',
  },
  SAMPLE_PLATFORM_FAILED: {
    title: 'The sample platform could not start',
    text: 'Your own connections are not affected. Try again, or choose another connection.',
  },
  LOCKED: {
    title: 'KeyDesk is locked',
    text: 'Nothing was changed. Unlock KeyDesk, then try again.',
  },
  PASSPHRASE_WRONG: {
    title: 'The passphrase is wrong',
    text: 'Nothing was changed. Check the keyboard layout and Caps Lock, then try again.',
  },
  PASSPHRASE_LATER: {
    title: 'Too many wrong passphrases',
    text: 'This one was not checked and nothing was changed. Wait a moment, then try again.',
  },
  PASSPHRASE_LOST: {
    title: 'The passphrase in the keychain is damaged',
    text: 'It cannot be checked, so KeyDesk stays locked and nothing was changed. Restore the keychain, or start over as described under “Forgot the passphrase?” below.',
  },
  SYSTEM_UNLOCK_FAILED: {
    title: 'The system did not confirm your identity',
    text: 'Nothing was changed. Try again, or enter the passphrase.',
  },
} as const satisfies Record<ErrorCode, ErrorTexts>;
