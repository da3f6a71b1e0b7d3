import { Mutex } from 'async-mutex';
import type { KeychainReason } from '../../../shared/model/appState.ts';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import type { SecretChange, SecretLookup, SecretStore } from '../../ports.ts';

/** Where a secret is, in the words that the window uses for the password of a connection. */
export type SecretPlace = ConnectionSummary['passwordLocation'];

/** After these the person has just been asked, or is still to answer: once is enough. */
const GIVEN_UP: readonly KeychainReason[] = ['noResponse', 'cancelled', 'locked', 'denied'];

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
  /** What the keychain did not give, or did not delete, although it was stored. */
  readonly #refused = new Set<string>();
  /** What the user has said is lost. */
  readonly #lost = new Set<string>();
  readonly #lookups = new Mutex();
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
    return this.#problem !== null && GIVEN_UP.includes(this.#problem);
  }

  /** Why secrets are kept for this run only, or cannot be read; `null` while everything is in order. */
  get problem(): KeychainReason | null {
    return this.#problem;
  }

  /** Where a secret is as far as is known; of one that was never looked up, by what was noted about it. */
  placeOf(id: string): SecretPlace {
    const place = this.#places.get(id);
    if (place !== undefined) {
      return place;
    }
    const neverAsked = this.isGivenUp ? 'unknown' : 'keychain';
    return this.#store.isStored(id) === false ? 'missing' : neverAsked;
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
   * @param isExpected whether it has to be there by what else is known; then it is never `absent`, unless the user has
   * said that it is lost.
   */
  find(id: string, isExpected = false): Promise<SecretLookup> {
    // One at a time: once a user has refused the first prompt, the lookups behind it do not prompt again.
    return this.#lookups.runExclusive(() => this.#find(id, isExpected));
  }

  async #find(id: string, isExpected: boolean): Promise<SecretLookup> {
    const known = this.#secrets.get(id);
    if (known !== undefined) {
      return { state: 'present', secret: known };
    }
    if (this.#problem !== null && this.isGivenUp) {
      this.#note(id, 'unknown', this.#problem);
      return { state: 'unavailable', reason: this.#problem };
    }
    return this.#ask(id, isExpected);
  }

  async #ask(id: string, isExpected: boolean): Promise<SecretLookup> {
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

  /** Takes what the keychain has given, or not given, for no answer: it was something else that was stored. */
  distrust(id: string): Extract<SecretLookup, { state: 'unavailable' }> {
    this.#secrets.delete(id);
    this.#note(id, 'unknown', 'denied');
    return { state: 'unavailable', reason: 'denied' };
  }

  /** Whether the user has said that a secret is lost. */
  isLost(id: string): boolean {
    return this.#lost.has(id);
  }

  /** Takes for lost what the keychain has refused, and these: nothing else may be made in its place unasked. */
  acceptLoss(ids: readonly string[]): void {
    for (const id of [...this.#refused, ...ids]) {
      this.#store.acceptLoss(id);
      this.#lost.add(id);
    }
    for (const id of this.#refused) {
      this.#places.set(id, this.#secrets.has(id) ? 'thisRunOnly' : 'missing');
    }
    this.#refused.clear();
    this.#problem = null;
    this.#onChanged();
  }

  /** Writes a secret to the keychain or nowhere, and remembers no copy of it; says whether it is there. */
  async keepOnly(id: string, secret: string): Promise<boolean> {
    if (!this.#mayHold(id)) {
      return false;
    }
    if (this.isGivenUp) {
      return false;
    }
    const change = await this.#store.set(id, secret);
    this.#noteProblem(id, change.done ? null : change.reason);
    return change.done;
  }

  /** Reads a secret that {@link keepOnly} has written; `null` when there is none or the keychain cannot be asked. */
  async findOnly(id: string): Promise<string | null> {
    const lookup = this.isGivenUp ? null : await this.#store.get(id);
    if (lookup?.state === 'unavailable') {
      this.#noteProblem(id, lookup.reason);
    }
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
    const check = await this.#store.check();
    this.#problem = check.done ? null : check.reason;
    this.#refused.clear();
    await this.leaveMemory();
    this.#onChanged();
  }

  /**
   * Moves what is in memory only to where it belongs, as far as that works now, and looks the unknown up. One item that is
   * refused, perhaps for good because somebody has deleted it, does not keep the others from being asked for.
   */
  async leaveMemory(): Promise<void> {
    for (const [id, place] of this.#problem === null ? [...this.#places] : []) {
      const secret = this.#secrets.get(id);
      if (this.isGivenUp && this.#problem !== 'denied') {
        break;
      }
      if (place === 'thisRunOnly' && secret !== undefined) {
        await this.keep(id, secret);
      } else if (place === 'unknown' && secret === undefined) {
        await this.#lookups.runExclusive(() => this.#ask(id, false));
      }
    }
  }

  /** A success does not end the problem while a secret is still in memory only: the user has to know, and to retry. */
  #note(id: string, place: SecretPlace, reason: KeychainReason | null): void {
    const placeBefore = this.placeOf(id);
    this.#places.set(id, place);
    if (place === 'keychain') {
      this.#lost.delete(id);
    }
    if (!this.#noteProblem(id, reason) && placeBefore !== place) {
      this.#onChanged();
    }
  }

  /** Says whether the problem has changed. */
  #noteProblem(id: string, reason: KeychainReason | null): boolean {
    const problemBefore = this.#problem;
    if (reason === 'denied') {
      this.#refused.add(id);
    } else if (reason === null) {
      this.#refused.delete(id);
    }
    if (reason !== null) {
      this.#problem = reason;
    } else if (![...this.#places.values()].includes('thisRunOnly')) {
      this.#problem = this.#refused.size > 0 ? 'denied' : null;
    }
    if (problemBefore === this.#problem) {
      return false;
    }
    this.#onChanged();
    return true;
  }
}
