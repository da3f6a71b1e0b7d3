import type { Clipboard } from '../../../../electron/ports.ts';
import { holdCalls } from '../../../fakes/holdCalls.ts';
import { shownKey } from '../../../fakes/memoryAdminApi.ts';
import { settle } from '../../../fakes/settle.ts';
import { memory, services, startAgain } from '../application.ts';

/** Default time after which a copied secret is cleared, in milliseconds. */
export const LIFETIME_MS = 30_000;
/** What the user copies in another program. */
export const USER_TEXT = "the user's own text";

/** Every clipboard status of which the window was notified. */
export let reported: string[];

/** Starts the application with its keys listed. @param clipboard replaces the one in memory. */
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

/** The clipboard status shown in the window. */
export const status = () => services.keyClipboard.state.status;
/** Copies the secret of a key of the sample platform. */
export const copySecret = (keyId = 'authkey.1') => services.keyClipboard.copySecret('sample', shownKey(keyId));
/** Copies the token of a key of the sample platform. */
export const copyToken = (keyId = 'authkey.1') => services.keyClipboard.copyToken('sample', shownKey(keyId));

/** Advances the clock and waits for the clearing that it started. */
export async function pass(milliseconds: number): Promise<void> {
  memory.clock.advance(milliseconds);
  await settle();
}

/** Holds back writes of a secret to the clipboard until the returned function is called. */
export const holdWrite = () => holdCalls(memory.clipboard, 'writeConcealed');
/** Holds back the secrets of the platform until the returned function is called. */
export const holdSecrets = () => holdCalls(memory.adminApi, 'readSecret');
