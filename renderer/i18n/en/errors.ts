import type { ErrorCode, Interception, NetworkCause } from '../../../shared/result.ts';

/** The words of one error code. */
interface ErrorWords {
  readonly title: string;
  readonly text: string;
  readonly readText?: string;
  readonly notSent?: string;
  readonly nextStep?: string;
  readonly clocks?: string;
  readonly signature?: string;
  /** What went wrong on the network, or what answered there, and what to do about it: the `nextStep`. */
  readonly causes?: Readonly<Record<Exclude<NetworkCause, 'other'>, string> | Record<Interception, string>>;
}

/**
 * For every error code: what happened, then what was not changed and what to do next. `readText` is for reading: it says
 * nothing of changes, since somebody who has just saved something would take that for what became of it.
 */
export const errors = {
  VALIDATION: {
    title: 'Some values were refused',
    text: 'Nothing was changed. Correct them and try again.',
  },
  FORBIDDEN: {
    title: 'KeyDesk refused this call',
    text: 'Nothing was changed. Restart KeyDesk.',
  },
  INTERNAL: {
    title: 'Something went wrong inside KeyDesk',
    text: 'A change that was under way may or may not have been made. Check the list before you try again. The log has the details.',
    readText: 'The log has the details.',
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
    text: 'A change that was under way may or may not have been made; check the list before you repeat it. {{nextStep}}',
    readText: '{{nextStep}}',
    notSent: 'Nothing was sent. {{nextStep}}',
    nextStep: 'Check the network and the address.',
    causes: {
      proxy:
        'The proxy does not let KeyDesk through. Check the proxy in the settings of the system; it may ask for a password.',
      name: 'Nobody knows this address. Check the address for a slip, and the network or VPN.',
      refused:
        'The machine is there, but refuses the connection. Check the port in the address, and whether the installation is running.',
      certificateExpired:
        'Its certificate is not valid today. Check the clock of this computer, and tell the administrator of the installation.',
      certificateName:
        'Its certificate belongs to another name. Enter the address by the name that the certificate is made out for.',
      certificateUntrusted:
        'Its certificate comes from an authority that this computer does not trust. If it is one of your own company, add the root certificate of that authority to the connection. If the connection has it already, the installation may not send its intermediate certificate: tell its administrator.',
      tls: 'No encrypted connection came about. Check whether the address is to begin with https, and tell the administrator of the installation.',
      broken: 'The connection broke off. Check the network, then try again.',
    },
  },
  TIMEOUT: {
    title: 'The installation did not answer in time',
    text: 'A change that was under way may or may not have been made. Check the list before you try again.',
    readText: 'Try again.',
  },
  UNAUTHORIZED: {
    title: 'The account or key was not accepted',
    text: 'Nothing was changed. {{nextStep}}',
    readText: '{{nextStep}}',
    nextStep: 'Open the connection and correct its sign-in data; a key may have expired.',
    signature:
      'Check the token and secret key of the connection. If they are right, something on the way, such as a reverse proxy, changes the host or the date of requests.',
  },
  CLOCK_SKEW: {
    title: 'The date of the request was not accepted',
    text: 'Nothing was changed. {{nextStep}}',
    readText: '{{nextStep}}',
    nextStep: 'Set the clock of this computer, and check whether the key of this connection has expired.',
    clocks:
      'It is {{here, datetime(dateStyle: medium; timeStyle: short; hourCycle: h23)}} here and {{there, datetime(dateStyle: medium; timeStyle: short; hourCycle: h23)}} at the installation. Set the clock of this computer.',
  },
  NOT_PERMITTED: {
    title: 'Your account may not do this',
    text: 'Nothing was changed. Ask an administrator of the installation for the permission.',
    readText: 'Ask an administrator of the installation for the permission.',
  },
  NOT_FOUND: {
    title: 'This key no longer exists',
    text: 'Somebody deleted it in the meantime. Nothing was changed. The list is being refreshed.',
  },
  CONFLICT: {
    title: 'Somebody changed this key in the meantime',
    text: 'Your change was not saved. Check the current values and save again.',
  },
  KEY_REPLACED: {
    title: 'This is not the key that was shown',
    text: 'The data of the installation went back to an earlier state, and another key has the identifier now. Nothing was changed or deleted. The list has been refreshed: find the key there and try again.',
    readText:
      'The data of the installation went back to an earlier state, and another key has the identifier now. Nothing was copied or shown. The list has been refreshed: find the key there and try again.',
  },
  ACCOUNT_NOT_ELIGIBLE: {
    title: 'This account may not use the API',
    text: 'No key was created. Choose another account, or give this one the permission “API calls”.',
  },
  SERVICE_MISSING: {
    title: 'There is no key service at this address',
    text: 'Nothing was changed. Check the address and, under “Advanced”, the service path of the connection.',
    readText: 'Check the address and, under “Advanced”, the service path of the connection.',
  },
  INTERCEPTED: {
    title: 'Something between KeyDesk and the installation answered',
    text: 'A change that was under way may or may not have been made; check the list before you repeat it. {{nextStep}}',
    readText: 'Nothing was changed, and nothing was removed from this computer. {{nextStep}}',
    causes: {
      signIn:
        'It asks for another sign-in; what the connection signs in with was not checked. Sign in to the VPN or gateway, or tell the network administrator.',
      missing:
        'It has nothing at this path. Check the address and, under “Advanced”, the service path of the connection; if both are right, tell the network administrator.',
      unavailable:
        'It cannot reach the installation. Try again in a moment; if it lasts, tell the administrator of the installation.',
      pause: 'It asks for fewer requests. Wait, then try again.',
      page: 'It returned a web page or an outdated copy. Open the address in a browser, where the network may ask you to sign in, and check the address of the connection.',
      refused:
        'A firewall, proxy or gateway does not let the request through. Check the VPN, or tell the network administrator the cause.',
    },
  },
  HOST_NOT_ALLOWED: {
    title: 'The installation does not accept this host name',
    text: 'Nothing was changed. Enter the address that the settings of the installation name, or have the reverse proxy or port forwarding on the way pass on the Host header that it expects.',
    readText:
      'Enter the address that the settings of the installation name, or have the reverse proxy or port forwarding on the way pass on the Host header that it expects.',
  },
  REQUEST_ALTERED: {
    title: 'The request did not arrive as it was sent',
    text: 'The installation could not read it. Nothing was changed. Something on the way, such as a proxy, changes requests: tell the network administrator.',
    readText:
      'The installation could not read it. Something on the way, such as a proxy, changes requests: tell the network administrator.',
  },
  REDIRECT_REFUSED: {
    title: 'The installation answered with a redirect',
    text: 'It was not followed, so that the password goes nowhere else. A change that was under way may or may not have been made. Enter the final address in the connection.',
    readText: 'It was not followed, so that the password goes nowhere else. Enter the final address in the connection.',
  },
  REQUEST_TOO_LARGE: {
    title: 'The request is too large',
    text: 'The installation, or a gateway in front of it, takes no requests of this size. Nothing was changed. Try again with fewer keys, or tell the administrator of the installation.',
    readText:
      'The installation, or a gateway in front of it, takes no requests of this size. Try again with fewer keys, or tell the administrator of the installation.',
  },
  TOO_LARGE: {
    title: 'The response is too large',
    text: 'A change that was under way may or may not have been made. Check the list, then try again with fewer keys.',
    readText: 'Tell the administrator of the installation.',
  },
  THROTTLED: {
    title: 'The installation asks for a pause',
    text: 'Too many requests were sent. Nothing was changed. Wait, then try again.',
    readText: 'Too many requests were sent. Wait, then try again.',
  },
  SERVER_FAILED: {
    title: 'The installation reported a failure of its own',
    text: 'A change that was under way may or may not have been made. Check the list before you try again. If it lasts, tell the administrator.',
    readText: 'Try again. If it lasts, tell the administrator.',
  },
  BAD_RESPONSE: {
    title: 'The answer of the installation was not understood',
    text: 'A change that was under way may or may not have been made. Check that the address belongs to the platform and that nothing on the way answers in its place, and check the list before you try again.',
    readText: 'Check that the address belongs to the platform and that nothing on the way answers in its place.',
  },
  KEYCHAIN_UNAVAILABLE: {
    title: 'The keychain cannot be used now',
    text: 'Nothing was written to disk. Unlock or start the keychain and try again, or open the connection and enter the password for this run.',
  },
  CLIPBOARD_FAILED: {
    title: 'The clipboard cannot be used now',
    text: 'The copy could not be made or confirmed. Try again.',
  },
  CLIPBOARD_NEEDS_FOCUS: {
    title: 'KeyDesk was not the active window',
    text: 'The desktop accepts copies only from the active window, so nothing was copied. Return to this window and copy again.',
  },
  SETTINGS_NOT_SAVED: {
    title: 'The passphrase could not be saved',
    text: 'It is set or removed for good or not at all: nothing was changed. See to what the message at the top of the window says, then try again.',
  },
  FILE_NOT_READ: {
    title: 'The file could not be read',
    text: 'Nothing was changed. Check that the file is there, is of the right kind and may be read.',
  },
  FILE_NOT_SAVED: {
    title: 'The file could not be saved',
    text: 'Nothing was written; a file of that name stays as it was. Choose another folder, or check that the disk is not full.',
  },
  NOT_RECORDED: {
    title: 'The change could not be noted down on this computer',
    text: 'No further key was changed or deleted: without the note nobody could say after a crash what was done. Free space on the disk, or give KeyDesk the right to write to its folder, and try again.',
  },
  ACTIVITY_NOT_READ: {
    title: 'The activity journal could not be read',
    text: 'Nothing was changed, and what you do now is still recorded where possible. Check that you may read the data folder of KeyDesk, then try again.',
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
    text: 'It cannot be checked, so KeyDesk stays locked and nothing was changed. Restore the keychain, or start over as described below “Forgotten the passphrase?”.',
  },
  SYSTEM_UNLOCK_FAILED: {
    title: 'The system did not confirm that it is you',
    text: 'Nothing was changed. Try again, or enter the passphrase.',
  },
} as const satisfies Record<ErrorCode, ErrorWords>;
