import { vi } from 'vitest';
import { sha256 } from '../../../../electron/adapters/system/sha256.ts';
import type { Clipboard } from '../../../../electron/ports.ts';
import { Keys } from '../../../../electron/services/keys/keys.ts';
import { KeyClipboard } from '../../../../electron/services/secrets/keyClipboard.ts';
import { DEFAULT_PREFERENCES, type Preferences } from '../../../../shared/model/settings.ts';
import { bulkChangesOver } from '../../../fakes/bulkChangesOver.ts';
import { ManualClock } from '../../../fakes/manualClock.ts';
import { MemoryAdminApi, shownKey } from '../../../fakes/memoryAdminApi.ts';
import { MemoryClipboard } from '../../../fakes/memoryClipboard.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';
import { MemoryFocus } from '../../../fakes/memoryPresence.ts';
import { nothingCached } from '../../../fakes/nothingCached.ts';
import { settle } from '../../../fakes/settle.ts';

/** How long a secret stays on the clipboard unless something else was chosen, in milliseconds. */
export const LIFETIME_MS = 30_000;
/** What the user copies in another program. */
export const USER_TEXT = "the user's own text";

/** What {@link createClipboardBench} gives. */
export type ClipboardBench = Awaited<ReturnType<typeof createClipboardBench>>;

/**
 * A clipboard service over ports in memory, with the connections `c` and `other` to one platform with two keys.
 * @param system takes the place of the clipboard in memory.
 */
export async function createClipboardBench(system?: Clipboard) {
  const api = new MemoryAdminApi(['authkey.1', 'authkey.2']);
  const clipboard = new MemoryClipboard();
  const clock = new ManualClock();
  const focus = new MemoryFocus();
  const logger = new MemoryLogger();
  const { lists, bulkChanges } = bulkChangesOver(api, { clock });
  const keys = new Keys({ open: async () => api, cachedSecrets: nothingCached, lists, bulkChanges, logger });
  await keys.list('c');
  await keys.list('other');
  let preferences = DEFAULT_PREFERENCES;
  /** Every status that the window was notified of. */
  const reported: string[] = [];
  const keyClipboard: KeyClipboard = new KeyClipboard({
    keys,
    clipboard: system ?? clipboard,
    focus,
    sha256,
    clock,
    logger,
    preferences: () => preferences,
    onChanged: () => reported.push(keyClipboard.state.status),
  });
  return {
    clipboard,
    clock,
    focus,
    logger,
    reported,
    keyClipboard,
    status: () => keyClipboard.state.status,
    choose: (change: Partial<Preferences>): void => {
      preferences = { ...preferences, ...change };
    },
    copySecret: (keyId = 'authkey.1') => keyClipboard.copySecret('c', shownKey(keyId)),
    copyToken: (keyId = 'authkey.1') => keyClipboard.copyToken('c', shownKey(keyId)),
    copyNext: (keyId = 'authkey.1', connectionId = 'c') => keyClipboard.copyNext(connectionId, shownKey(keyId)),
    /** Moves the clock and lets the clearing that it started finish. */
    pass: async (milliseconds: number): Promise<void> => {
      clock.advance(milliseconds);
      await settle();
    },
    /** Holds the next write to the clipboard back until the returned function is called. */
    holdWrite: (): (() => void) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const write = clipboard.writeConcealed.bind(clipboard);
      vi.spyOn(clipboard, 'writeConcealed').mockImplementationOnce(async (text) => {
        await promise;
        await write(text);
      });
      return resolve;
    },
    /** Holds the secrets of the platform back until the returned function is called. */
    holdSecrets: (): (() => void) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const readSecret = api.readSecret.bind(api);
      vi.spyOn(api, 'readSecret').mockImplementation(async (keyId) => {
        await promise;
        return readSecret(keyId);
      });
      return resolve;
    },
  };
}
