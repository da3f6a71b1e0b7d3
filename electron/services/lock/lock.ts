import type { Language } from '../../../shared/model/language.ts';
import type { LockState } from '../../../shared/model/lock.ts';
import type { Preferences } from '../../../shared/model/settings.ts';
import { AppError } from '../../../shared/result.ts';
import type { Clock, Presence, SystemUnlock } from '../../ports.ts';
import type { AppPassphrase } from './appPassphrase.ts';

/** Interval of the checks for inactivity, in milliseconds. */
export const PRESENCE_CHECK_MS = 5_000;

/** Dependencies of {@link Lock}. */
export interface LockOptions {
  readonly passphrase: AppPassphrase;
  readonly preferences: () => Preferences;
  readonly presence: Presence;
  readonly systemUnlock: SystemUnlock;
  readonly clock: Clock;
  /** Language of the window, for the dialog of the operating system. */
  readonly language: () => Language;
  /** Removes secrets from screen and clipboard; called before the window is notified of the lock. */
  readonly hideSecrets: () => void;
  /** Called when {@link Lock.state} has changed. */
  readonly onChanged: () => void;
}

/**
 * The lock of the application. While it is locked, main rejects all calls except a few (`ipc/lockGate.ts`). It locks
 * when the user is inactive, and the application starts locked if a passphrase is set.
 */
export class Lock {
  readonly #options: LockOptions;
  #isLocked: boolean;
  /** Incremented with every lock, so that a check started before does not unlock afterwards. */
  #lockCount = 0;
  #wasIdle = false;
  #wasScreenLocked = false;

  constructor(options: LockOptions) {
    this.#options = options;
    this.#isLocked = options.passphrase.isSet;
    options.presence.onLeaving(() => this.#leave());
    options.presence.onUnnoticedChanged(options.onChanged);
    this.#checkPresence();
  }

  get isLocked(): boolean {
    return this.#isLocked;
  }

  /** What the window shows. */
  get state(): LockState {
    const { passphrase, systemUnlock, presence } = this.#options;
    return {
      isLocked: this.#isLocked,
      hasPassphrase: passphrase.isSet,
      retryAt: passphrase.retryAt,
      canUseSystem: passphrase.isSet && systemUnlock.isOffered(),
      unnoticed: presence.unnoticed,
    };
  }

  /** Locks the application; if it is locked, cancels an unlock in progress. */
  lock(): void {
    this.#lockCount += 1;
    if (!this.#isLocked) {
      this.#isLocked = true;
      this.#options.hideSecrets();
      this.#options.onChanged();
    }
  }

  /**
   * Unlocks with the passphrase; with `null` if none is set.
   * @throws AppError those of {@link AppPassphrase.check}; the application stays locked.
   */
  async unlock(entered: string | null): Promise<void> {
    const { passphrase } = this.#options;
    const lockCount = this.#lockCount;
    if (this.#isLocked && passphrase.isSet) {
      if (entered === null) {
        throw new AppError('PASSPHRASE_WRONG', 'The passphrase is needed.');
      }
      await this.#notifyAfter(passphrase.check(entered));
    }
    this.#open(lockCount);
  }

  /**
   * Checks the passphrase for a single operation, without unlocking.
   * @throws AppError those of {@link AppPassphrase.check}.
   */
  checkPassphrase(entered: string): Promise<void> {
    return this.#notifyAfter(this.#options.passphrase.check(entered));
  }

  /** Unlocks if the operating system confirms its user. @throws AppError `SYSTEM_UNLOCK_FAILED`. */
  async unlockWithSystem(): Promise<void> {
    const { systemUnlock, language } = this.#options;
    const lockCount = this.#lockCount;
    if (!this.#isLocked) {
      return;
    }
    if (!systemUnlock.isOffered()) {
      throw new AppError('SYSTEM_UNLOCK_FAILED', 'The operating system offers no such confirmation.');
    }
    try {
      await systemUnlock.confirm(language());
    } catch (cause) {
      throw new AppError('SYSTEM_UNLOCK_FAILED', 'The operating system did not confirm the user.', { cause });
    }
    this.#open(lockCount);
  }

  /** Sets the first passphrase (`current` is `null`) or replaces it. @throws AppError those of `AppPassphrase.set`. */
  setPassphrase(current: string | null, next: string): Promise<void> {
    return this.#notifyAfter(this.#options.passphrase.set(current, next));
  }

  /** Removes the passphrase. @throws AppError those of `AppPassphrase.remove`. */
  removePassphrase(current: string): Promise<void> {
    return this.#notifyAfter(this.#options.passphrase.remove(current));
  }

  #open(lockCount: number): void {
    if (this.#isLocked && this.#lockCount === lockCount) {
      this.#isLocked = false;
      this.#options.onChanged();
    }
  }

  /** A rejection changes the state as well: it may start a delay. */
  async #notifyAfter(change: Promise<void>): Promise<void> {
    try {
      await change;
    } finally {
      this.#options.onChanged();
    }
  }

  /** The user leaves: hides secrets in any case, and locks if the preferences say so. */
  #leave(): void {
    if (this.#options.preferences().locksWithSystem) {
      this.lock();
    } else {
      this.#options.hideSecrets();
    }
  }

  /**
   * Acts when a limit is exceeded, not while it is: if the system misjudged its user, the application would otherwise
   * be locked again right after each unlock.
   */
  #checkPresence(): void {
    const { presence, preferences, clock } = this.#options;
    const { lockMinutes } = preferences();
    const isScreenLocked = presence.isScreenLocked();
    const isIdle = lockMinutes !== null && presence.idleSeconds() >= lockMinutes * 60;
    if (isScreenLocked && !this.#wasScreenLocked) {
      this.#leave();
    }
    if (isIdle && !this.#wasIdle) {
      this.lock();
    }
    this.#wasScreenLocked = isScreenLocked;
    this.#wasIdle = isIdle;
    clock.schedule(PRESENCE_CHECK_MS, () => this.#checkPresence());
  }
}
