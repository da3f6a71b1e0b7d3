/** Ports about the user at the computer; re-exported by `ports.ts`. */
import type { Unnoticed } from '../shared/model/lock.ts';

/** Whether a window of the application has the focus. */
export interface WindowFocus {
  isFocused(): boolean;
  /** Calls `listener` whenever a window gets the focus. */
  onFocus(listener: () => void): void;
}

/** Detects whether the user is at the computer. */
export interface Presence {
  /** Seconds since the last keyboard or mouse input, in any program if the desktop reports it. */
  idleSeconds(): number;
  /** Whether the screen is locked, as far as the system reports it. */
  isScreenLocked(): boolean;
  /** Calls `listener` when the screen locks or the computer goes to sleep, possibly more than once. */
  onLeaving(listener: () => void): void;
  /** What the desktop does not report, as far as known. */
  readonly unnoticed: readonly Unnoticed[];
  onUnnoticedChanged(listener: () => void): void;
}

/** Excludes the windows from screenshots, recordings and screen sharing if the system supports it. */
export type ProtectScreen = (isProtected: boolean) => void;

/** Confirmation of the user by the operating system, for example with Touch ID. */
export interface SystemUnlock {
  isOffered(): boolean;
  /** Prompts the user. @throws Error if the user was not confirmed. */
  confirm(language: 'en' | 'ru'): Promise<void>;
}
