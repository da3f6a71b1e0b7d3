import type { KeychainReason } from '../../shared/model/appState.ts';
import type { ConnectionSummary } from '../../shared/model/connection.ts';
import type { SecretChange, SecretLookup, SecretStore } from '../ports.ts';

/** Where a secret is, in the words that the window uses for the password of a connection. */
export type SecretPlace = ConnectionSummary['passwordKept'];

/**
 * The secrets of the application itself: passwords of connections and what opens the sample platform. They are kept
 * in the operating system's keychain; while it cannot be used they are kept in memory for this run and nowhere else.
 */
export class Keychain {
  readonly #store: SecretStore;
  readonly #onChanged: () => void;
  /** What is known without asking: secrets read or kept before. */
  readonly #secrets = new Map<string, string>();
  readonly #places = new Map<string, SecretPlace>();
  #problem: KeychainReason | null = null;

  /** @param onChanged called when {@link problem} or the place of a secret has changed. */
  constructor(store: SecretStore, onChanged: () => void) {
    this.#store = store;
    this.#onChanged = onChanged;
  }

  /** Why secrets are kept for this run only, or cannot be read; `null` while everything is in order. */
  get problem(): KeychainReason | null {
    return this.#problem;
  }

  /** Where a secret is as far as is known; one that was never looked up is taken to be in the keychain. */
  placeOf(id: string): SecretPlace {
    return this.#places.get(id) ?? 'keychain';
  }

  /** Keeps a secret; says where. */
  async keep(id: string, secret: string): Promise<'keychain' | 'thisRunOnly'> {
    const change = await this.#store.set(id, secret);
    const place = change.done ? 'keychain' : 'thisRunOnly';
    this.#secrets.set(id, secret);
    this.#note(id, place, change.done ? null : change.reason);
    return place;
  }

  /**
   * Keeps a secret in the keychain and nowhere else. After a failure only what the keychain has counts, which may be
   * the old one or the new.
   */
  async keepLasting(id: string, secret: string): Promise<SecretChange> {
    const change = await this.#store.set(id, secret);
    if (change.done) {
      this.#secrets.set(id, secret);
    } else {
      this.#secrets.delete(id);
    }
    this.#note(id, change.done ? 'keychain' : 'unknown', change.done ? null : change.reason);
    return change;
  }

  /**
   * Looks a secret up, first in memory, then in the keychain. A keychain that did not answer in time is not asked
   * again before {@link retry}: every look-up would wait as long.
   */
  async find(id: string): Promise<SecretLookup> {
    const known = this.#secrets.get(id);
    if (known !== undefined) {
      return { state: 'present', secret: known };
    }
    if (this.#problem === 'noAnswer') {
      this.#note(id, 'unknown', this.#problem);
      return { state: 'unavailable', reason: this.#problem };
    }
    const lookup = await this.#store.get(id);
    switch (lookup.state) {
      case 'present':
        this.#secrets.set(id, lookup.secret);
        this.#note(id, 'keychain', null);
        break;
      case 'absent':
        this.#note(id, 'missing', null);
        break;
      case 'unavailable':
        this.#note(id, 'unknown', lookup.reason);
        break;
    }
    return lookup;
  }

  /** Forgets a secret; `false` when the keychain could not be asked to. */
  async forget(id: string): Promise<boolean> {
    this.#secrets.delete(id);
    const change = await this.#store.delete(id);
    this.#note(id, 'missing', change.done ? null : change.reason);
    return change.done;
  }

  /** Asks the keychain again and moves to it what had to be kept in memory. */
  async retry(): Promise<void> {
    this.#problem = null;
    for (const [id, place] of this.#places) {
      const secret = this.#secrets.get(id);
      if (place === 'thisRunOnly' && secret !== undefined) {
        await this.keep(id, secret);
      }
    }
    const lookup = await this.#store.get('keychain-check');
    this.#problem = lookup.state === 'unavailable' ? lookup.reason : this.#problem;
    this.#onChanged();
  }

  /** A success does not end the problem while a secret is still in memory only: the user has to know, and to retry. */
  #note(id: string, place: SecretPlace, reason: KeychainReason | null): void {
    const problemBefore = this.#problem;
    const placeBefore = this.placeOf(id);
    this.#places.set(id, place);
    if (reason !== null) {
      this.#problem = reason;
    } else if (![...this.#places.values()].includes('thisRunOnly')) {
      this.#problem = null;
    }
    if (problemBefore !== this.#problem || placeBefore !== place) {
      this.#onChanged();
    }
  }
}
