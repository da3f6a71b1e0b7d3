import type { IpcMainInvokeEvent } from 'electron';
import { isOwnPage } from '../ownPage.ts';

/** The part of an invoke event that decides whether its sender is trusted. */
export type InvokeEvent = Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>;

/**
 * Tells whether a call comes from the top frame of our own page in a window of ours. A frame that is gone, detached
 * or inside another one, an empty or foreign address and an unknown web contents are all refused.
 * Must be called before the handler yields: `senderFrame` becomes `null` once the frame has navigated.
 */
export function isTrustedSender(event: InvokeEvent, isOwnContents: (contentsId: number) => boolean): boolean {
  const frame = event.senderFrame;
  return (
    frame !== null &&
    !frame.isDestroyed() &&
    !frame.detached &&
    frame.parent === null &&
    isOwnPage(frame.url) &&
    isOwnContents(event.sender.id)
  );
}
