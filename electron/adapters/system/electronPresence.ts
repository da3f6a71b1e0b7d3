import type { PowerMonitor } from 'electron';
import type { Presence } from '../../ports.ts';
import type { ScreenLockWatch } from './screenLockWatch.ts';

/** Only asked for `locked`, which does not depend on how long nobody was there. In seconds. */
const ANY_THRESHOLD_S = 60;

/** What the presence of the user is known from. */
export interface PresenceOptions {
  readonly powerMonitor: PowerMonitor;
  /** Whether the session is one of Wayland, where not every compositor tells what it is asked. */
  readonly isWayland: boolean;
  /** Seconds since keyboard and mouse were used in this application. */
  readonly ownIdleSeconds: () => number;
  /** `null` where Electron itself tells that the screen is being locked. */
  readonly screenLock: ScreenLockWatch | null;
}

/**
 * Whether anybody is at the computer. On Wayland some compositors never tell how long nobody was there: Chromium then says
 * 0 for ever. Until it has said anything else, what is done in this application counts. That is never too late for the
 * lock, but too early for somebody who works in other programs, so the user is told.
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
