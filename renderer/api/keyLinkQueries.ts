import type { FollowedLink } from '../../shared/model/keyLink.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';

/** Returns a key link opened by the operating system, once; `null` if there is none. @throws AppError. */
export function takeKeyLink(): Promise<FollowedLink | null> {
  return call(bridge.keyLinks.take());
}

/** Calls `listener` when a key link was opened. Returns a function that unsubscribes. */
export function onKeyLinkOpened(listener: () => void): () => void {
  return bridge.events.subscribe('keyLink:opened', listener);
}
