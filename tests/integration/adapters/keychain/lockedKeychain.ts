import { expect } from 'vitest';
import type { SecretStore } from '../../../../electron/ports.ts';

/** What a user does with the dialog of a locked keychain. */
export interface UnlockDialog {
  readonly dismiss: () => Promise<void>;
  readonly unlock: () => Promise<void>;
  /** Dialogs that are open. */
  readonly countDialogs: () => Promise<number>;
}

/**
 * Each call on a locked keychain opens one dialog and reports `locked` once it is dismissed; nothing was changed.
 * @param secret of the item `kept`, the only one in the keychain.
 */
export async function expectLockedUntilUnlocked(
  store: SecretStore,
  { dismiss, unlock, countDialogs }: UnlockDialog,
  secret: string,
): Promise<void> {
  for (const call of [
    () => store.get('kept'),
    () => store.set('kept', 'overwritten'),
    () => store.set('new', secret),
    () => store.delete('kept'),
    () => store.get('never stored'),
  ]) {
    const [result] = await Promise.all([call(), dismiss()]);
    expect(result).toMatchObject({ reason: 'locked' });
    expect(await countDialogs()).toBe(0);
  }
  const [lookup] = await Promise.all([store.get('kept'), unlock()]);
  expect(lookup).toEqual({ state: 'present', secret });
  expect(await store.get('new')).toEqual({ state: 'absent' });
}
