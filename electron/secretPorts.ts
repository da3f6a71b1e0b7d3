/** The port of the keychain; re-exported by `ports.ts`. */
import type { KeychainProvider, KeychainReason } from '../shared/model/appState.ts';

/**
 * Result of reading a keychain item. `absent` is returned only if the keychain is known to work and the item is not
 * known to have been stored: a locked keyring, or one whose user denied access, returns nothing either, and treating
 * that as "not stored" would overwrite a valid password.
 */
export type SecretLookup =
  | { readonly state: 'present'; readonly secret: string }
  | { readonly state: 'absent' }
  | { readonly state: 'unavailable'; readonly reason: KeychainReason };

/** Whether a change of the keychain was made and verified by reading it back. */
export type SecretChange = { readonly done: true } | { readonly done: false; readonly reason: KeychainReason };

/** The keychain of the operating system, limited to items of this data folder. */
export interface SecretStore {
  get(id: string): Promise<SecretLookup>;
  set(id: string, secret: string): Promise<SecretChange>;
  delete(id: string): Promise<SecretChange>;
  /** Tests the keychain by writing a test item and reading it back. */
  check(): Promise<SecretChange>;
  /** Which program stores the items. Never prompts. */
  identify(): Promise<KeychainProvider>;
  /** Whether an item was recorded as stored and not deleted; `null` if an earlier version may have stored it. */
  isStored(id: string): boolean | null;
  /** Records that an item is lost, even if the keychain could return it once access is allowed again. */
  acceptLoss(id: string): void;
  /** Calls `listener` when a call is held up, for example by a prompt, and when it completes. */
  onWaiting(listener: (isWaiting: boolean) => void): void;
  /** Cancels pending keychain calls; they resolve as `unavailable`. No-op if none is pending. */
  cancel(): void;
  /** Ends the keychain process. */
  close(): void;
}
