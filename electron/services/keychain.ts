import type { KeychainReason } from '../../shared/model/appState.ts';
import type { ConnectionSummary } from '../../shared/model/connection.ts';
import type { SecretChange, SecretLookup, SecretStore } from '../ports.ts';

/** Where a secret is, in the words that the window uses for the password of a connection. */
export type SecretPlace = ConnectionSummary['passwordKept'];

/** What the keychain works with. */
export interface KeychainOptions {
  readonly store: SecretStore;
  /** Called when the problem, the waiting or the place of a secret has changed. */
  readonly onChanged: () => void;
  /** Whether an item may be written now: not one that the settings cannot be made to name, since a crash would leave it. */
  readonly mayHold: (id: string) => boolean;
}

/**
 * The secrets of the application itself: passwords of connections and what opens the sample platform. They are kept
 * in the operating system's keychain; while it cannot be used they are kept in memory for this run and nowhere else.
 */
export class Keychain {
  readonly #store: SecretStore;
  readonly #onChanged: () => void;
  readonly #mayHold: (id: string) => boolean;
  /** What is known without asking: secrets read or kept before. */
  readonly #secrets = new Map<string, string>();
  readonly #places = new Map<string, SecretPlace>();
  #problem: KeychainReason | null = null;
  #isWaiting = false;

  constructor({ store, onChanged, mayHold }: KeychainOptions) {
    this.#store = store;
    this.#onChanged = onChanged;
    this.#mayHold = mayHold;
    store.onWaiting((isWaiting) => {
      this.#isWaiting = isWaiting;
      onChanged();
    });
  }

  /** Whether the keychain keeps a call waiting, most likely for a person to answer its prompt. */
  get isWaiting(): boolean {
    return this.#isWaiting;
  }

  /** Gives up what waits for the keychain: it is not asked again before {@link retry}. */
  cancel(): void {
    this.#store.cancel();
  }

  /** Whether the keychain was given up for now: asking it would make a person wait, or prompt, once more. */
  get isGivenUp(): boolean {
    return this.#problem === 'noAnswer' || this.#problem === 'cancelled';
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
    if (!this.#mayHold(id)) {
      this.#secrets.set(id, secret);
      this.#note(id, 'thisRunOnly', null);
      return 'thisRunOnly';
    }
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
   * Looks a secret up, first in memory, then in the keychain. One that {@link isGivenUp} is not asked again before
   * {@link retry}.
   */
  async find(id: string): Promise<SecretLookup> {
    const known = this.#secrets.get(id);
    if (known !== undefined) {
      return { state: 'present', secret: known };
    }
    if (this.#problem !== null && this.isGivenUp) {
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

  /** Writes a secret to the keychain or nowhere, and remembers no copy of it; says whether it is there. */
  async keepOnly(id: string, secret: string): Promise<boolean> {
    if (!this.#mayHold(id)) {
      return false;
    }
    const change = await this.#store.set(id, secret);
    this.#noteProblem(change.done ? null : change.reason);
    return change.done;
  }

  /** Reads a secret that {@link keepOnly} has written; `null` when there is none or the keychain cannot be asked. */
  async findOnly(id: string): Promise<string | null> {
    const lookup = this.isGivenUp ? null : await this.#store.get(id);
    return lookup?.state === 'present' ? lookup.secret : null;
  }

  /** Forgets a secret; `false` when the keychain could not be asked to. */
  async forget(id: string): Promise<boolean> {
    this.#secrets.delete(id);
    const change = await this.#store.delete(id);
    this.#note(id, 'missing', change.done ? null : change.reason);
    return change.done;
  }

  /** Asks the keychain again. Once it works, what had to be kept in memory moves to it, and the unknown is looked up. */
  async retry(): Promise<void> {
    const check = await this.#store.get('keychain-check');
    this.#problem = check.state === 'unavailable' ? check.reason : null;
    await this.leaveMemory();
    this.#onChanged();
  }

  /** Moves what is in memory only to where it belongs, as far as that works now, and looks the unknown up. */
  async leaveMemory(): Promise<void> {
    for (const [id, place] of this.#problem === null ? [...this.#places] : []) {
      const secret = this.#secrets.get(id);
      if (place === 'thisRunOnly' && secret !== undefined) {
        await this.keep(id, secret);
      } else if (place === 'unknown') {
        await this.find(id);
      }
    }
  }

  /** A success does not end the problem while a secret is still in memory only: the user has to know, and to retry. */
  #note(id: string, place: SecretPlace, reason: KeychainReason | null): void {
    const placeBefore = this.placeOf(id);
    this.#places.set(id, place);
    if (!this.#noteProblem(reason) && placeBefore !== place) {
      this.#onChanged();
    }
  }

  /** Says whether the problem has changed. */
  #noteProblem(reason: KeychainReason | null): boolean {
    const problemBefore = this.#problem;
    if (reason !== null) {
      this.#problem = reason;
    } else if (![...this.#places.values()].includes('thisRunOnly')) {
      this.#problem = null;
    }
    if (problemBefore === this.#problem) {
      return false;
    }
    this.#onChanged();
    return true;
  }
}
