import type { IpcMainInvokeEvent } from 'electron';
import { isOwnPage } from '../ownPage.ts';

/** The part of an invoke event that decides whether its sender is trusted. */
export type InvokeEvent = Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>;

/**
 * Whether a call comes from the top frame of KeyDesk's page in one of its windows. Returns `false` for destroyed,
 * detached and nested frames, empty and foreign addresses, and unknown web contents. Must be called before the handler
 * awaits anything: `senderFrame` becomes `null` after the frame has navigated.
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
