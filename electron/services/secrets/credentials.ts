import type { StoredConnection } from '../../../shared/model/connection.ts';
import { AppError } from '../../../shared/result.ts';
import type { Logger } from '../../ports.ts';
import { sha256 } from '../sha256.ts';
import type { Keychain, SecretPlace } from './keychain.ts';

/** What a password belongs to. */
export type CredentialOwner = Pick<StoredConnection, 'id' | 'address' | 'signIn' | 'username' | 'token'>;

/** Whether a password entered for one owner may be sent for the other: same address, same account or key. */
export function isSameAccount(one: CredentialOwner, other: CredentialOwner): boolean {
  return bindingText(one) === bindingText(other);
}

/** Dependencies of {@link Credentials}. */
export interface CredentialsOptions {
  readonly keychain: Keychain;
  readonly logger: Logger;
}

/**
 * The passwords of the connections, or the secret keys of those that sign in with a key. Each is stored with a digest
 * of the address and the account or key that it was entered for, and returned for these only: even if settings and
 * keychain do not match, no password is sent to another address.
 */
export class Credentials {
  readonly #keychain: Keychain;
  readonly #logger: Logger;
  /** Passwords that are not stored, by connection. */
  readonly #lent = new Map<string, { readonly binding: string; readonly password: string }>();

  constructor({ keychain, logger }: CredentialsOptions) {
    this.#keychain = keychain;
    this.#logger = logger;
  }

  /** Stores the password of a connection and returns where. */
  keep(owner: CredentialOwner, password: string): Promise<'keychain' | 'thisRunOnly'> {
    this.#logger.redact(password);
    return this.#keychain.keep(owner.id, `${this.#bindingOf(owner)}\n${password}`);
  }

  /**
   * Uses a password in place of the stored one, without storing it, for as long as one piece of work takes.
   * @returns a function that ends this.
   */
  lend(owner: CredentialOwner, password: string): () => void {
    this.#logger.redact(password);
    this.#lent.set(owner.id, { binding: this.#bindingOf(owner), password });
    return () => void this.#lent.delete(owner.id);
  }

  /**
   * Returns the password of a connection.
   * @throws AppError `PASSWORD_MISSING` if none is stored for this address and user name; `KEYCHAIN_UNAVAILABLE` if
   * that is unknown.
   */
  async read(owner: CredentialOwner): Promise<string> {
    const lent = this.#lent.get(owner.id);
    if (lent?.binding === this.#bindingOf(owner)) {
      return lent.password;
    }
    const lookup = await this.#keychain.find(owner.id);
    if (lookup.state === 'unavailable') {
      throw new AppError('KEYCHAIN_UNAVAILABLE', `The keychain cannot be used: ${lookup.reason}.`);
    }
    const binding = `${this.#bindingOf(owner)}\n`;
    if (lookup.state === 'absent' || !lookup.secret.startsWith(binding)) {
      throw new AppError('PASSWORD_MISSING', 'No password is stored for this address and user name.');
    }
    const password = lookup.secret.slice(binding.length);
    this.#logger.redact(password);
    return password;
  }

  /** Where the password of a connection is, as far as known. */
  placeOf(connectionId: string): SecretPlace {
    return this.#keychain.placeOf(connectionId);
  }

  /** Looks up the password of a connection, so that {@link placeOf} knows it. */
  async locate(connectionId: string): Promise<void> {
    await this.#keychain.find(connectionId);
  }

  /** Digest of what a password belongs to, because long addresses do not fit into a keychain item. */
  #bindingOf(owner: CredentialOwner): string {
    return sha256(bindingText(owner));
  }
}

/** What a password belongs to. User names do not begin with a line break, so none can be taken for a token. */
function bindingText({ address, signIn, username, token }: CredentialOwner): string {
  return signIn === 'password' ? `${address}\n${username}` : `${address}\n\n${token}`;
}
