import { Mutex } from 'async-mutex';
import { AppError } from '../../../shared/result.ts';
import type { Clock, PassphraseHash } from '../../ports.ts';
import type { Keychain } from '../secrets/keychain.ts';
import type { SettingsService } from '../settings/settings.ts';

/** Name of the keychain item with the hash. */
const ITEM = 'app-lock';
/** Number of wrong attempts without a delay. Each further one doubles the delay, from one second to a minute. */
const FREE_ATTEMPTS = 5;
const MAX_WAIT_S = 60;

/** Dependencies of {@link AppPassphrase}. */
export interface AppPassphraseOptions {
  readonly settings: SettingsService;
  readonly keychain: Keychain;
  readonly passphraseHash: PassphraseHash;
  readonly clock: Clock;
}

/**
 * The passphrase of the application. Its hash is in the keychain; the settings record that it is set, so that an
 * unavailable or emptied keychain does not unlock the application. That record must be saved: a passphrase for this run
 * only would protect nobody, and if only its removal were not saved, the next start would ask for a passphrase without
 * a hash.
 */
export class AppPassphrase {
  readonly #options: AppPassphraseOptions;
  readonly #mutex = new Mutex();
  #wrongAttempts = 0;
  #retryAt = 0;

  constructor(options: AppPassphraseOptions) {
    this.#options = options;
  }

  /** Whether a passphrase is set. */
  get isSet(): boolean {
    return this.#options.settings.current.lock.hasPassphrase;
  }

  /** When the next attempt is accepted, ISO 8601 in UTC; `null` for now. */
  get retryAt(): string | null {
    return this.#retryAt > this.#options.clock.now() ? new Date(this.#retryAt).toISOString() : null;
  }

  /**
   * Checks a passphrase; serialized, because a hash takes 128 MiB.
   * @throws AppError `PASSPHRASE_WRONG`; `PASSPHRASE_LATER` before {@link retryAt}; `PASSPHRASE_LOST` if the keychain
   * contains something else; `KEYCHAIN_UNAVAILABLE` if the keychain is unavailable or returns nothing, because it does
   * not say whether the hash is lost or access was denied.
   */
  check(passphrase: string): Promise<void> {
    return this.#mutex.runExclusive(() => this.#check(passphrase));
  }

  /**
   * Sets the first passphrase (`current` is `null`) or replaces it. It is stored in the keychain only.
   * @throws AppError those of {@link check}, `KEYCHAIN_UNAVAILABLE`, `SETTINGS_NOT_SAVED`.
   */
  async set(current: string | null, next: string): Promise<void> {
    const { settings, keychain, passphraseHash } = this.#options;
    await this.#checkCurrent(current);
    const change = await keychain.keepLasting(ITEM, await passphraseHash.hash(normalized(next)));
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
    // A hash that cannot be deleted has no effect.
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
      isRight = await passphraseHash.matches(normalized(passphrase), lookup.secret);
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

/** Unicode has several encodings of the same letters; keyboards and systems differ in which they produce. */
function normalized(passphrase: string): string {
  return passphrase.normalize('NFC');
}
