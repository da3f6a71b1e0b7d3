/** What the services need to know of the person at the computer; a part of `ports.ts`, by which it is reached. */
import type { Unnoticed } from '../shared/model/lock.ts';

/** Whether a window of the application has the focus. */
export interface WindowFocus {
  isFocused(): boolean;
  /** Called whenever a window gets the focus. */
  onFocus(listener: () => void): void;
}

/** Whether anybody is at the computer. */
export interface Presence {
  /** Seconds since keyboard or mouse were used, in whatever program as far as the desktop tells. */
  idleSeconds(): number;
  /** Whether the screen of the operating system is locked, as far as it tells. */
  isScreenLocked(): boolean;
  /** Called when the screen is being locked or the computer goes to sleep, perhaps more than once. */
  onLeaving(listener: () => void): void;
  /** What the desktop is not known to tell, and a call when that has changed. */
  readonly unnoticed: readonly Unnoticed[];
  onUnnoticedChanged(listener: () => void): void;
}

/** Keeps the windows out of screenshots, recordings and shared screens where the system can do that. */
export type ProtectScreen = (isProtected: boolean) => void;

/** The operating system confirming that its user is there, as with Touch ID. */
export interface SystemUnlock {
  isOffered(): boolean;
  /** Asks the user. @throws Error when the user could not be confirmed. */
  confirm(language: 'en' | 'ru'): Promise<void>;
}
