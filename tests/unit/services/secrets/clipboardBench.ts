import type { Clipboard } from '../../../../electron/ports.ts';
import { holdCalls } from '../../../fakes/holdCalls.ts';
import { shownKey } from '../../../fakes/memoryAdminApi.ts';
import { settle } from '../../../fakes/settle.ts';
import { memory, services, startAgain } from '../application.ts';

/** How long a secret stays on the clipboard unless something else was chosen, in milliseconds. */
export const LIFETIME_MS = 30_000;
/** What the user copies in another program. */
export const USER_TEXT = "the user's own text";

/** Every status of the clipboard that the window was notified of. */
export let reported: string[];

/** Starts the application with its keys listed. @param clipboard takes the place of the one in memory. */
export async function startWithClipboard(clipboard: Clipboard = memory.clipboard): Promise<void> {
  reported = [];
  startAgain({
    ...memory.ports,
    clipboard,
    publish: (event) => {
      memory.ports.publish(event);
      if (event === 'clipboard:changed') {
        reported.push(status());
      }
    },
  });
  await services.keys.list('sample');
}

/** What the window shows of the clipboard. */
export const status = () => services.keyClipboard.state.status;
/** Copies the secret of a key of the sample platform. */
export const copySecret = (keyId = 'authkey.1') => services.keyClipboard.copySecret('sample', shownKey(keyId));
/** Copies the token of a key of the sample platform. */
export const copyToken = (keyId = 'authkey.1') => services.keyClipboard.copyToken('sample', shownKey(keyId));

/** Moves the clock and lets the clearing that it started finish. */
export async function pass(milliseconds: number): Promise<void> {
  memory.clock.advance(milliseconds);
  await settle();
}

/** Holds back writes of a secret to the clipboard until the returned function is called. */
export const holdWrite = () => holdCalls(memory.clipboard, 'writeConcealed');
/** Holds back the secrets of the platform until the returned function is called. */
export const holdSecrets = () => holdCalls(memory.adminApi, 'readSecret');
