import type { PowerMonitor } from 'electron';
import type { Presence } from '../../ports.ts';
import type { ScreenLockWatch } from './screenLockWatch.ts';

/** In seconds. Irrelevant for `locked`, the only state of interest here. */
const ANY_THRESHOLD_S = 60;

/** Sources of information about the user's presence. */
export interface PresenceOptions {
  readonly powerMonitor: PowerMonitor;
  /** Whether this is a Wayland session, where not every compositor reports idle time. */
  readonly isWayland: boolean;
  /** Seconds since the last input in this application. */
  readonly ownIdleSeconds: () => number;
  /** `null` where Electron itself reports screen locks. */
  readonly screenLock: ScreenLockWatch | null;
}

/**
 * Detects whether the user is present. Some Wayland compositors do not report idle time, so Chromium always returns 0. Until
 * it has returned another value, the last input in this application counts instead: the lock then never comes too late, but
 * may come too early while the user works in other programs, which the window points out.
 */
export function electronPresence({ powerMonitor, isWayland, ownIdleSeconds, screenLock }: PresenceOptions): Presence {
  const listeners: (() => void)[] = [];
  const onChanged = (): void => {
    for (const listener of listeners) {
      listener();
    }
  };
  let isIdleReported = !isWayland;
  screenLock?.onChanged(onChanged);
  return {
    idleSeconds: () => {
      const system = powerMonitor.getSystemIdleTime();
      if (system > 0 && !isIdleReported) {
        isIdleReported = true;
        onChanged();
      }
      return isIdleReported ? system : ownIdleSeconds();
    },
    isScreenLocked: () => powerMonitor.getSystemIdleState(ANY_THRESHOLD_S) === 'locked',
    onLeaving: (listener) => {
      powerMonitor.on('lock-screen', listener);
      powerMonitor.on('suspend', listener);
      screenLock?.onLock(listener);
    },
    get unnoticed() {
      return [
        ...(isIdleReported ? [] : (['otherPrograms'] as const)),
        ...(isWayland && screenLock?.isReported !== true ? (['screenLock'] as const) : []),
      ];
    },
    onUnnoticedChanged: (listener) => {
      listeners.push(listener);
    },
  };
}
