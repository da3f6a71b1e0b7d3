import type { Presence } from '../../ports.ts';

/** The presence without a window: there is nothing that could be left unlocked. */
export const noPresence: Presence = {
  idleSeconds: () => 0,
  isScreenLocked: () => false,
  onLeaving: () => {},
  unnoticed: [],
  onUnnoticedChanged: () => {},
};
