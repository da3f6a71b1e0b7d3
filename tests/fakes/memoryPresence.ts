import type { Presence, SystemUnlock, WindowFocus } from '../../electron/ports.ts';
import type { Unnoticed } from '../../shared/model/lock.ts';

/** A user at the computer: set the state, or call {@link leave}. */
export class MemoryPresence implements Presence {
  idle = 0;
  screenLocked = false;
  unnoticed: readonly Unnoticed[] = [];
  readonly #listeners: (() => void)[] = [];
  readonly #unnoticedListeners: (() => void)[] = [];

  idleSeconds(): number {
    return this.idle;
  }

  isScreenLocked(): boolean {
    return this.screenLocked;
  }

  onLeaving(listener: () => void): void {
    this.#listeners.push(listener);
  }

  onUnnoticedChanged(listener: () => void): void {
    this.#unnoticedListeners.push(listener);
  }

  /** Sets what the desktop does not report. */
  notice(unnoticed: readonly Unnoticed[]): void {
    this.unnoticed = unnoticed;
    for (const listener of this.#unnoticedListeners) {
      listener();
    }
  }

  /** What happens when the screen is locked or the computer goes to sleep. */
  leave(): void {
    for (const listener of this.#listeners) {
      listener();
    }
  }
}

/** A window that has the focus until set otherwise. */
export class MemoryFocus implements WindowFocus {
  focused = true;
  readonly #listeners: (() => void)[] = [];

  isFocused(): boolean {
    return this.focused;
  }

  onFocus(listener: () => void): void {
    this.#listeners.push(listener);
  }

  focus(): void {
    this.focused = true;
    for (const listener of this.#listeners) {
      listener();
    }
  }
}

/** A system that confirms its user, unless it is not offered or `refusal` is set. */
export class MemorySystemUnlock implements SystemUnlock {
  offered = false;
  refusal: Error | null = null;
  readonly asked: string[] = [];

  isOffered(): boolean {
    return this.offered;
  }

  async confirm(language: 'en' | 'ru'): Promise<void> {
    this.asked.push(language);
    if (this.refusal !== null) {
      throw this.refusal;
    }
  }
}
