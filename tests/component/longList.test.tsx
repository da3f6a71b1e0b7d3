import { expect, test, vi } from 'vitest';
import { SentLists } from '../../electron/ipc/sentLists.ts';
import { KEYS_PER_PART } from '../../shared/model/packedKeys.ts';
import { openWindow } from './openWindow.tsx';

test('a list that arrives in several parts is shown with the last, not before', async () => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { next } = SentLists.prototype;
  const held = async function (this: SentLists, number: number) {
    await released;
    return next.call(this, number);
  };
  const asked = vi.spyOn(SentLists.prototype, 'next').mockImplementation(held as never);

  const { keys } = await openWindow({ count: KEYS_PER_PART + 5 });
  await expect.poll(() => asked.mock.calls.length).toBeGreaterThan(0);
  expect(keys.rowAt(1).query()).toBeNull();
  release();
  await keys.waitForList();
  expect(keys.count()).toBe(KEYS_PER_PART + 5);
});
