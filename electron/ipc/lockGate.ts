import type { Channel } from '../../shared/ipc/channels.ts';

/**
 * Channels available while the application is locked: those that the lock screen needs and those that hide secrets.
 * None returns anything about connections or keys. All other channels, also future ones, are rejected.
 */
const AVAILABLE_WHILE_LOCKED: readonly Channel[] = [
  'app:getState',
  'app:retryKeychain',
  'keys:hide',
  'keys:endProtectedFile',
  'clipboard:clear',
  'clipboard:getState',
  'lock:lock',
  'lock:unlock',
  'lock:unlockWithSystem',
];

/** Whether a channel is available while the application is locked. */
export function isAvailableWhileLocked(channel: Channel): boolean {
  return AVAILABLE_WHILE_LOCKED.includes(channel);
}
