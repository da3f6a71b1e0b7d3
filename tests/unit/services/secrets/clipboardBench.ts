import { vi } from 'vitest';
import type { Clipboard } from '../../../../electron/ports.ts';
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

/** Holds the next write to the clipboard back until the returned function is called. */
export function holdWrite(): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  const write = memory.clipboard.writeConcealed.bind(memory.clipboard);
  vi.spyOn(memory.clipboard, 'writeConcealed').mockImplementationOnce(async (text) => {
    await promise;
    await write(text);
  });
  return resolve;
}

/** Holds the secrets of the platform back until the returned function is called. */
export function holdSecrets(): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  const readSecret = memory.adminApi.readSecret.bind(memory.adminApi);
  vi.spyOn(memory.adminApi, 'readSecret').mockImplementation(async (keyId) => {
    await promise;
    return readSecret(keyId);
  });
  return resolve;
}
