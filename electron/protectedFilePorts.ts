/** Ports about files that are encrypted with a passphrase; re-exported by `ports.ts`. */

/** The only entry of a KeePass database. */
export interface KeePassEntry {
  /**
   * Identifies the entry, 32 hexadecimal digits. Programs that merge databases replace an entry of the same identifier
   * instead of adding a second one.
   */
  readonly id: string;
  readonly title: string;
  readonly username: string;
  readonly password: string;
  readonly url: string;
  readonly notes: string;
  /** ISO 8601 in UTC. */
  readonly expiresAt: string | null;
  /** Further fields with their names; a `secret` one is hidden until it is asked for, as the password is. */
  readonly fields: readonly { readonly name: string; readonly value: string; readonly isSecret: boolean }[];
}

/** What a protected file holds, by its format. */
export type ProtectedContent =
  | { readonly format: 'kdbx'; readonly entry: KeePassEntry }
  | { readonly format: 'age'; readonly text: string };

/**
 * Returns an encrypted file. Takes seconds, since the passphrase must be expensive to guess, and does not block.
 * @param passphrase in any Unicode normalization form; NFC is used.
 * @param signal cancels it; then it rejects with the reason of the signal.
 * @throws AppError `FILE_NOT_SAVED`.
 */
export type EncryptFile = (content: ProtectedContent, passphrase: string, signal: AbortSignal) => Promise<Uint8Array>;
