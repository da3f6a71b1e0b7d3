import type { KeychainReason } from '../../shared/model/appState.ts';

/**
 * The failures of keytar by their text: none of its errors has a code. The texts are those of libsecret and GLib as
 * seen with @github/keytar 7.10.6 against gnome-keyring; unknown ones fall to `failed` and are told in the log.
 */
const REASONS: readonly (readonly [pattern: RegExp, reason: KeychainReason])[] = [
  [/Cannot autolaunch D-Bus|Could not connect|Cannot spawn a message bus|connection is closed/i, 'noBus'],
  [/was not provided by any \.service files|name .* was not provided|ServiceUnknown/i, 'noService'],
  [/Object does not exist at path/i, 'noCollection'],
  [/locked|dismissed|prompt/i, 'locked'],
  [/Failed to load|Cannot find (module|package)|libsecret|cannot open shared object/i, 'notLoaded'],
];

/** Names the reason behind an error text of the keychain. */
export function keychainReason(errorText: string): KeychainReason {
  return REASONS.find(([pattern]) => pattern.test(errorText))?.[1] ?? 'failed';
}
