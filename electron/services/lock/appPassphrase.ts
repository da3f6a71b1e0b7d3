import { Mutex } from 'async-mutex';
import { AppError } from '../../../shared/result.ts';
import type { Clock, PassphraseHash } from '../../ports.ts';
import type { Keychain } from '../secrets/keychain.ts';
import type { SettingsService } from '../settings/settings.ts';

/** Name of the keychain item that holds the hash. */
const ITEM = 'app-lock';
/** How many wrong attempts are answered at once; from then on each doubles the wait, from one second to a minute. */
const FREE_ATTEMPTS = 5;
const MAX_WAIT_S = 60;

/** What the passphrase works with. */
export interface AppPassphraseOptions {
  readonly settings: SettingsService;
  readonly keychain: Keychain;
  readonly passphraseHash: PassphraseHash;
  readonly clock: Clock;
}

/**
 * The passphrase of the application. Its hash is in the keychain; that there is one is in the settings, so that a
 * keychain that is away or was emptied does not open the door. That has to be saved: a passphrase for this run only would
 * protect nobody, and one that was removed for this run only would be asked for at the next start, with no hash of it.
 */
export class AppPassphrase {
  readonly #options: AppPassphraseOptions;
  readonly #mutex = new Mutex();
  #wrongAttempts = 0;
  #retryAt = 0;

  constructor(options: AppPassphraseOptions) {
    this.#options = options;
  }

  /** Whether one was set. */
  get isSet(): boolean {
    return this.#options.settings.current.lock.hasPassphrase;
  }

  /** When the next attempt is let through, ISO 8601 in UTC; `null` for now. */
  get retryAt(): string | null {
    return this.#retryAt > this.#options.clock.now() ? new Date(this.#retryAt).toISOString() : null;
  }

  /**
   * Checks a passphrase, one at a time: a hash takes 128 MiB.
   * @throws AppError `PASSPHRASE_WRONG`; `PASSPHRASE_LATER` before {@link retryAt}; `PASSPHRASE_LOST` when the keychain
   * has something else in its place; `KEYCHAIN_UNAVAILABLE` when it cannot be asked or gives nothing: whether its hash is lost
   * or was refused, the keychain does not tell.
   */
  check(passphrase: string): Promise<void> {
    return this.#mutex.runExclusive(() => this.#check(passphrase));
  }

  /**
   * Sets the first passphrase (`current` is `null`) or another one. It goes to the keychain or nowhere.
   * @throws AppError those of {@link check}, `KEYCHAIN_UNAVAILABLE`, `SETTINGS_NOT_SAVED`.
   */
  async set(current: string | null, next: string): Promise<void> {
    const { settings, keychain, passphraseHash } = this.#options;
    await this.#checkCurrent(current);
    const change = await keychain.keepLasting(ITEM, await passphraseHash.hash(normalised(next)));
    if (!change.done) {
      throw new AppError('KEYCHAIN_UNAVAILABLE', `The keychain cannot store the passphrase: ${change.reason}.`);
    }
    if (!this.isSet) {
      settings.changeLasting({ lock: { hasPassphrase: true } });
    }
  }

  /** Removes the passphrase. @throws AppError those of {@link check}, `SETTINGS_NOT_SAVED`. */
  async remove(current: string): Promise<void> {
    const { settings, keychain } = this.#options;
    await this.#checkCurrent(current);
    settings.changeLasting({ lock: { hasPassphrase: false } });
    // One that stays behind opens and closes nothing.
    await keychain.forget(ITEM);
  }

  async #checkCurrent(current: string | null): Promise<void> {
    if (this.isSet) {
      if (current === null) {
        throw new AppError('PASSPHRASE_WRONG', 'The current passphrase is needed.');
      }
      await this.check(current);
    }
  }

  async #check(passphrase: string): Promise<void> {
    const { keychain, passphraseHash, clock } = this.#options;
    if (this.retryAt !== null) {
      throw new AppError('PASSPHRASE_LATER', 'There were too many wrong attempts.');
    }
    const lookup = await keychain.find(ITEM, true);
    if (lookup.state === 'unavailable') {
      throw new AppError('KEYCHAIN_UNAVAILABLE', `The keychain cannot be used: ${lookup.reason}.`);
    }
    if (lookup.state === 'absent') {
      throw new AppError('PASSPHRASE_LOST', 'The keychain no longer contains the passphrase.');
    }
    let isRight: boolean;
    try {
      isRight = await passphraseHash.matches(normalised(passphrase), lookup.secret);
    } catch (cause) {
      throw new AppError('PASSPHRASE_LOST', 'The entry in the keychain is not a passphrase.', { cause });
    }
    if (!isRight) {
      this.#wrongAttempts += 1;
      const extra = this.#wrongAttempts - FREE_ATTEMPTS;
      this.#retryAt = extra < 0 ? 0 : clock.now() + Math.min(2 ** extra, MAX_WAIT_S) * 1000;
      throw new AppError('PASSPHRASE_WRONG', 'The passphrase is wrong.');
    }
    this.#wrongAttempts = 0;
    this.#retryAt = 0;
  }
}

/** The same letters have more than one form; keyboards and systems differ in which they give. */
function normalised(passphrase: string): string {
  return passphrase.normalize('NFC');
}
