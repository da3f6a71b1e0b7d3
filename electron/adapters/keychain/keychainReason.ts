import type { KeychainReason } from '../../../shared/model/appState.ts';

/**
 * Maps keytar's error messages to reasons, since its errors have no codes, for what the session bus does not tell
 * (`secretService.ts`) and for systems without `dbus-send`. The messages come from libsecret and GLib, which run with
 * English messages in the worker ({@link withEnglishTexts}); collected with @github/keytar 7.10.6 against gnome-keyring,
 * KWallet and KeePassXC. Anything else counts as `failed` and is logged.
 */
const REASONS: readonly (readonly [pattern: RegExp, reason: KeychainReason])[] = [
  [/Cannot autolaunch D-Bus|Could not connect|Cannot spawn a message bus|connection is closed/i, 'noBus'],
  [/was not provided by any \.service files|name .* was not provided|ServiceUnknown/i, 'noService'],
  [/Object does not exist at path|No such object path .*aliases\/default/i, 'noCollection'],
  [/libqca-ossl/i, 'noCipher'],
  [/locked|dismissed|prompt/i, 'locked'],
  [/Timeout was reached/i, 'noResponse'],
];

/** Returns the reason behind the error message with which keytar could not be loaded. */
export function loadReason(errorText: string): KeychainReason {
  // The file name of the library, which is not translated.
  return errorText.includes('libsecret') ? 'noLibrary' : 'notLoaded';
}

/** Returns the reason behind an error message of the keychain. */
export function keychainReason(errorText: string): KeychainReason {
  return REASONS.find(([pattern]) => pattern.test(errorText))?.[1] ?? 'failed';
}

/**
 * Messages of libsecret after its keyring daemon has exited, whether or not a new one runs: the daemon's unique bus
 * name, or the session negotiated with it, no longer exists.
 */
const LOST_CONNECTION =
  /The name :\d+\.\d+ was not provided|Name ":\d+\.\d+" does not exist|session wrapping the secret does not exist|disconnected from message bus|connection is closed/i;

/** Whether an error message means that the worker has lost its keyring daemon; a new worker may reach a new daemon. */
export function hasLostConnection(errorText: string): boolean {
  return LOST_CONNECTION.test(errorText);
}

/**
 * An environment in which libsecret and GLib produce English messages regardless of the user's language. Setting the
 * locale is not enough: in every locale but plain `C`, which lacks UTF-8, `LANGUAGE` takes precedence.
 */
export function withEnglishTexts(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...environment, LC_ALL: 'C.UTF-8', LANGUAGE: 'C' };
}
