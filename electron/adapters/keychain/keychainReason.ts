import type { KeychainReason } from '../../../shared/model/appState.ts';

/**
 * The failures of keytar by their text: none of its errors has a code. The texts are those of libsecret and GLib, which the
 * worker process gets in English, as seen with @github/keytar 7.10.6 against gnome-keyring, KWallet and KeePassXC; unknown
 * ones fall to `failed` and are told in the log.
 */
const REASONS: readonly (readonly [pattern: RegExp, reason: KeychainReason])[] = [
  [/Cannot autolaunch D-Bus|Could not connect|Cannot spawn a message bus|connection is closed/i, 'noBus'],
  [/was not provided by any \.service files|name .* was not provided|ServiceUnknown/i, 'noService'],
  [/Object does not exist at path|No such object path .*aliases\/default/i, 'noCollection'],
  [/libqca-ossl/i, 'noCipher'],
  [/locked|dismissed|prompt/i, 'locked'],
  [/Timeout was reached/i, 'noAnswer'],
  [/Failed to load|Cannot find (module|package)|libsecret|cannot open shared object/i, 'notLoaded'],
];

/** Names the reason behind an error text of the keychain. */
export function keychainReason(errorText: string): KeychainReason {
  return REASONS.find(([pattern]) => pattern.test(errorText))?.[1] ?? 'failed';
}

/**
 * How libsecret tells that the daemon it talked to has ended, whether or not another has taken its place: the unique name
 * on the bus is gone, or the session that was agreed on with it.
 */
const LOST_CONNECTION =
  /The name :\d+\.\d+ was not provided|Name ":\d+\.\d+" does not exist|session wrapping the secret does not exist|disconnected from message bus|connection is closed/i;

/** Whether an error text means that the worker has lost its keyring daemon, so that a new worker may reach one. */
export function hasLostConnection(errorText: string): boolean {
  return LOST_CONNECTION.test(errorText);
}

/**
 * The environment in which libsecret and GLib give their texts in English, whatever the language of the user: Electron takes
 * that over, and `LANGUAGE` alone chooses the texts under every locale but `C`, in which not all letters can be written.
 */
export function withEnglishTexts(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...environment, LC_ALL: 'C.UTF-8', LANGUAGE: 'C' };
}
