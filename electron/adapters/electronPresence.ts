import type { PowerMonitor } from 'electron';
import type { Presence } from '../ports.ts';

/** Only asked for `locked`, which does not depend on how long nobody was there. In seconds. */
const ANY_THRESHOLD_S = 60;

/** Whether anybody is at the computer, as Electron tells. Its event for the lock of the screen is not sent on Linux. */
export function electronPresence(powerMonitor: PowerMonitor): Presence {
  return {
    idleSeconds: () => powerMonitor.getSystemIdleTime(),
    isScreenLocked: () => powerMonitor.getSystemIdleState(ANY_THRESHOLD_S) === 'locked',
    onLeaving: (listener) => {
      powerMonitor.on('lock-screen', listener);
      powerMonitor.on('suspend', listener);
    },
  };
}
