import type { Channel } from '../../shared/ipc/channels.ts';

/**
 * The calls that a locked application answers: what the lock screen needs, and what hides secrets. None of them tells
 * anything about connections or keys. Whatever is not in this list is refused, so a new channel starts closed.
 */
const OPEN_WHILE_LOCKED: readonly Channel[] = [
  'app:getState',
  'app:retryKeychain',
  'keys:hide',
  'clipboard:clear',
  'clipboard:getState',
  'lock:lock',
  'lock:unlock',
  'lock:unlockWithSystem',
];

/** Whether a locked application answers this call. */
export function isOpenWhileLocked(channel: Channel): boolean {
  return OPEN_WHILE_LOCKED.includes(channel);
}
