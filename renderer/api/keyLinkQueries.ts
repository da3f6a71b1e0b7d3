import type { FollowedLink } from '../../shared/model/keyLink.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';

/** Gives the link to a key that the operating system has opened, once; `null` for none. @throws AppError. */
export function takeKeyLink(): Promise<FollowedLink | null> {
  return call(bridge.keyLinks.take());
}

/** Calls `listener` when a link was opened. The returned function stops listening. */
export function onKeyLinkOpened(listener: () => void): () => void {
  return bridge.events.subscribe('keyLink:opened', listener);
}
