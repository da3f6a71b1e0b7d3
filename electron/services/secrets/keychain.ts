import { Mutex } from 'async-mutex';
import type { KeychainProvider, KeychainReason } from '../../../shared/model/appState.ts';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import type { SecretChange, SecretLookup, SecretStore } from '../../ports.ts';

/** Where a secret is, in the terms that the window uses for the password of a connection. */
export type SecretPlace = ConnectionSummary['passwordLocation'];

/** After these reasons the keychain is not called again: the user was just prompted, or has yet to respond. */
const SUSPENDING_REASONS: readonly KeychainReason[] = ['noResponse', 'cancelled', 'locked', 'denied'];

/** Dependencies of {@link Keychain}. */
export interface KeychainOptions {
  readonly store: SecretStore;
  /** Called when the problem, the waiting state or the place of a secret has changed. */
  readonly onChanged: () => void;
  /** Whether an item may be written now; not if the settings cannot name it, because a crash would leave it behind. */
  readonly mayHold: (id: string) => boolean;
}

/**
 * The secrets of the application itself: passwords of connections and the secret of the sample platform. They are
 * stored in the keychain of the operating system; while it cannot be used, in memory for this run only.
 */
export class Keychain {
  readonly #store: SecretStore;
  readonly #onChanged: () => void;
  readonly #mayHold: (id: string) => boolean;
  /** Secrets read or written before, available without the keychain. */
  readonly #secrets = new Map<string, string>();
  readonly #places = new Map<string, SecretPlace>();
  /** Stored items that the keychain did not return or did not delete. */
  readonly #denied = new Set<string>();
  /** Items that the user has given up as lost. */
  readonly #lost = new Set<string>();
  readonly #lookups = new Mutex();
  #problem: KeychainReason | null = null;
  #provider: KeychainProvider = 'unknown';
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

  /** Whether a call is waiting for the keychain, most likely for the user to respond to its prompt. */
  get isWaiting(): boolean {
    return this.#isWaiting;
  }

  /** The program that stores the secrets, as far as known. */
  get provider(): KeychainProvider {
    return this.#provider;
  }

  /** Finds out which program stores the secrets. */
  async identify(): Promise<void> {
    const provider = await this.#store.identify();
    if (provider !== this.#provider) {
      this.#provider = provider;
      this.#onChanged();
    }
  }

  /** Cancels pending keychain calls; no further ones are made before {@link retry}. */
  cancel(): void {
    this.#store.cancel();
  }

  /** Whether calls are suspended, because another one would wait or prompt again. */
  get isSuspended(): boolean {
    return this.#problem !== null && SUSPENDING_REASONS.includes(this.#problem);
  }

  /** Why secrets are stored for this run only, or cannot be read; `null` if there is no problem. */
  get problem(): KeychainReason | null {
    return this.#problem;
  }

  /** Where a secret is, as far as known; for one that was never looked up, according to the record of stored items. */
  placeOf(id: string): SecretPlace {
    const place = this.#places.get(id);
    if (place !== undefined) {
      return place;
    }
    const unreadPlace = this.isSuspended ? 'unknown' : 'keychain';
    return this.#store.isStored(id) === false ? 'missing' : unreadPlace;
  }

  /** Stores a secret and returns where. */
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
   * Stores a secret in the keychain only. After a failure the keychain is authoritative; it may contain the old or the
   * new secret.
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
   * Looks a secret up, first in memory, then in the keychain, which is not called if {@link isSuspended}.
   * @param isExpected whether the secret must exist according to other records; then it is never reported as `absent`,
   * unless the user has given it up as lost.
   */
  find(id: string, isExpected = false): Promise<SecretLookup> {
    // Serialized: after the user denied the first prompt, the pending lookups do not prompt again.
    return this.#lookups.runExclusive(() => this.#find(id, isExpected));
  }

  async #find(id: string, isExpected: boolean): Promise<SecretLookup> {
    const known = this.#secrets.get(id);
    if (known !== undefined) {
      return { state: 'present', secret: known };
    }
    if (this.#problem !== null && this.isSuspended) {
      this.#note(id, 'unknown', this.#problem);
      return { state: 'unavailable', reason: this.#problem };
    }
    return this.#lookUp(id, isExpected);
  }

  async #lookUp(id: string, isExpected: boolean): Promise<SecretLookup> {
    const lookup = await this.#store.get(id);
    switch (lookup.state) {
      case 'present':
        this.#secrets.set(id, lookup.secret);
        this.#note(id, 'keychain', null);
        return lookup;
      case 'absent':
        if (isExpected && !this.#lost.has(id)) {
          return this.distrust(id);
        }
        this.#note(id, 'missing', null);
        return lookup;
      case 'unavailable':
        this.#note(id, 'unknown', lookup.reason);
        return lookup;
    }
  }

  /** Discards what the keychain returned: it is not what was stored. */
  distrust(id: string): Extract<SecretLookup, { state: 'unavailable' }> {
    this.#secrets.delete(id);
    this.#note(id, 'unknown', 'denied');
    return { state: 'unavailable', reason: 'denied' };
  }

  /** Whether the user has given up a secret as lost. */
  isLost(id: string): boolean {
    return this.#lost.has(id);
  }

  /**
   * Gives up as lost what the keychain denied and these items. Until then, nothing may be stored in their place
   * unasked.
   */
  acceptLoss(ids: readonly string[]): void {
    for (const id of [...this.#denied, ...ids]) {
      this.#store.acceptLoss(id);
      this.#lost.add(id);
    }
    for (const id of this.#denied) {
      this.#places.set(id, this.#secrets.has(id) ? 'thisRunOnly' : 'missing');
    }
    this.#denied.clear();
    this.#problem = null;
    this.#onChanged();
  }

  /** Writes a secret to the keychain only, without a copy in memory, and returns whether it succeeded. */
  async keepOnly(id: string, secret: string): Promise<boolean> {
    if (!this.#mayHold(id)) {
      return false;
    }
    if (this.isSuspended) {
      return false;
    }
    const change = await this.#store.set(id, secret);
    this.#noteProblem(id, change.done ? null : change.reason);
    return change.done;
  }

  /** Reads a secret written by {@link keepOnly}; `null` if there is none or the keychain is unavailable. */
  async findOnly(id: string): Promise<string | null> {
    const lookup = this.isSuspended ? null : await this.#store.get(id);
    if (lookup?.state === 'unavailable') {
      this.#noteProblem(id, lookup.reason);
    }
    return lookup?.state === 'present' ? lookup.secret : null;
  }

  /** Deletes a secret; `false` if the keychain is unavailable. */
  async forget(id: string): Promise<boolean> {
    this.#secrets.delete(id);
    const change = await this.#store.delete(id);
    this.#note(id, 'missing', change.done ? null : change.reason);
    return change.done;
  }

  /** Tries the keychain again. If it works, secrets in memory are moved to it, and unknown ones are looked up. */
  async retry(): Promise<void> {
    const check = await this.#store.check();
    await this.identify();
    this.#problem = check.done ? null : check.reason;
    this.#denied.clear();
    await this.leaveMemory();
    this.#onChanged();
  }

  /**
   * Moves secrets from memory to the keychain as far as possible, and looks unknown ones up. An item that is denied,
   * perhaps permanently because it was deleted, does not prevent the others from being looked up.
   */
  async leaveMemory(): Promise<void> {
    for (const [id, place] of this.#problem === null ? [...this.#places] : []) {
      const secret = this.#secrets.get(id);
      if (this.isSuspended && this.#problem !== 'denied') {
        break;
      }
      if (place === 'thisRunOnly' && secret !== undefined) {
        await this.keep(id, secret);
      } else if (place === 'unknown' && secret === undefined) {
        await this.#lookups.runExclusive(() => this.#lookUp(id, false));
      }
    }
  }

  /** A success does not end the problem while another secret is in memory only: the user has to know and to retry. */
  #note(id: string, place: SecretPlace, reason: KeychainReason | null): void {
    const previousPlace = this.placeOf(id);
    this.#places.set(id, place);
    if (place === 'keychain') {
      this.#lost.delete(id);
      if (this.#provider === 'unknown') {
        // The bus may have started it only for this call.
        void this.identify();
      }
    }
    if (!this.#noteProblem(id, reason) && previousPlace !== place) {
      this.#onChanged();
    }
  }

  /** Returns whether the problem has changed. */
  #noteProblem(id: string, reason: KeychainReason | null): boolean {
    const previousProblem = this.#problem;
    if (reason === 'denied') {
      this.#denied.add(id);
    } else if (reason === null) {
      this.#denied.delete(id);
    }
    if (reason !== null) {
      this.#problem = reason;
    } else if (![...this.#places.values()].includes('thisRunOnly')) {
      this.#problem = this.#denied.size > 0 ? 'denied' : null;
    }
    if (previousProblem === this.#problem) {
      return false;
    }
    this.#onChanged();
    return true;
  }
}
