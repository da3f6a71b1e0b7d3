import type { KeychainReason } from '../../shared/model/appState.ts';
import { AppError } from '../../shared/result.ts';
import type { Logger, SecretLookup, SecretStore } from '../ports.ts';

/** Where a password is: in the keychain, in memory until the application ends, or nowhere. */
export type PasswordKept = 'keychain' | 'thisRunOnly' | 'missing';

interface KnownPassword {
  readonly password: string;
  readonly kept: Exclude<PasswordKept, 'missing'>;
}

/**
 * The passwords of the connections. They are kept in the keychain; while it cannot be used they are kept in memory
 * for this run only and never anywhere else.
 */
export class Credentials {
  readonly #store: SecretStore;
  readonly #logger: Logger;
  readonly #onProblemChanged: () => void;
  readonly #known = new Map<string, KnownPassword>();
  #problem: KeychainReason | null = null;

  constructor(store: SecretStore, logger: Logger, onProblemChanged: () => void) {
    this.#store = store;
    this.#logger = logger;
    this.#onProblemChanged = onProblemChanged;
  }

  /** Why the keychain could not be used the last time it was asked; `null` while it works. */
  get problem(): KeychainReason | null {
    return this.#problem;
  }

  /** Keeps a password for a connection; says where. */
  async keep(connectionId: string, password: string): Promise<Exclude<PasswordKept, 'missing'>> {
    this.#logger.redact(password);
    const change = await this.#store.set(connectionId, password);
    this.#setProblem(change.done ? null : change.reason);
    const kept = change.done ? 'keychain' : 'thisRunOnly';
    this.#known.set(connectionId, { password, kept });
    return kept;
  }

  /**
   * Gives the password of a connection.
   * @throws AppError `PASSWORD_MISSING` when none is stored; `KEYCHAIN_UNAVAILABLE` when that cannot be told.
   */
  async read(connectionId: string): Promise<string> {
    const lookup = await this.find(connectionId);
    switch (lookup.state) {
      case 'present':
        return lookup.secret;
      case 'absent':
        throw new AppError('PASSWORD_MISSING', 'No password is stored for this connection.');
      case 'unavailable':
        throw new AppError('KEYCHAIN_UNAVAILABLE', `The keychain cannot be used: ${lookup.reason}.`);
    }
  }

  /** Looks a password up, first in memory, then in the keychain. */
  async find(connectionId: string): Promise<SecretLookup> {
    const known = this.#known.get(connectionId);
    if (known !== undefined) {
      return { state: 'present', secret: known.password };
    }
    const lookup = await this.#store.get(connectionId);
    this.#setProblem(lookup.state === 'unavailable' ? lookup.reason : null);
    if (lookup.state === 'present') {
      this.#logger.redact(lookup.secret);
      this.#known.set(connectionId, { password: lookup.secret, kept: 'keychain' });
    }
    return lookup;
  }

  /** Says where the password of a connection is. */
  async whereKept(connectionId: string): Promise<PasswordKept> {
    await this.find(connectionId);
    return this.#known.get(connectionId)?.kept ?? 'missing';
  }

  /** Forgets the password of a connection; `false` when the keychain could not be asked to. */
  async forget(connectionId: string): Promise<boolean> {
    this.#known.delete(connectionId);
    const change = await this.#store.delete(connectionId);
    this.#setProblem(change.done ? null : change.reason);
    return change.done;
  }

  /** Asks the keychain again and moves to it what had to be kept in memory. */
  async retry(): Promise<void> {
    const inMemory = [...this.#known].filter(([, { kept }]) => kept === 'thisRunOnly');
    if (inMemory.length === 0) {
      const lookup = await this.#store.get('keychain-check');
      this.#setProblem(lookup.state === 'unavailable' ? lookup.reason : null);
    }
    for (const [connectionId, { password }] of inMemory) {
      await this.keep(connectionId, password);
    }
  }

  #setProblem(problem: KeychainReason | null): void {
    if (problem !== this.#problem) {
      this.#problem = problem;
      this.#onProblemChanged();
    }
  }
}
