import { beforeEach, expect, it, vi } from 'vitest';
import { CLEARING_RETRY_MS, CLIPBOARD_LIFETIME_MS, KeyClipboard } from '../../../electron/services/keyClipboard.ts';
import { Keys } from '../../../electron/services/keys.ts';
import { ManualClock } from '../../fakes/manualClock.ts';
import { MemoryAdminApi, secretOf } from '../../fakes/memoryAdminApi.ts';
import { MemoryClipboard } from '../../fakes/memoryClipboard.ts';
import { MemoryLogger } from '../../fakes/memoryLogger.ts';
import { nothingKept } from '../../fakes/nothingKept.ts';

let clipboard: MemoryClipboard;
let clock: ManualClock;
let keyClipboard: KeyClipboard;

beforeEach(async () => {
  clipboard = new MemoryClipboard();
  clock = new ManualClock();
  const api = new MemoryAdminApi(['authkey.1', 'authkey.2']);
  const logger = new MemoryLogger();
  const keys = new Keys({ open: async () => api, keptSecrets: nothingKept, clock, logger });
  await keys.list('c');
  keyClipboard = new KeyClipboard({ keys, clipboard, clock, logger });
});

/** Moves the clock and lets the clearing that it started finish. */
async function pass(milliseconds: number): Promise<void> {
  clock.advance(milliseconds);
  await new Promise((resolve) => setImmediate(resolve));
}

it('marks a copied secret as concealed and says when it will be cleared', async () => {
  const clearsAt = await keyClipboard.copySecret('c', 'authkey.1');
  expect(clipboard).toMatchObject({ text: secretOf('authkey.1'), isConcealed: true });
  expect(Date.parse(clearsAt)).toBe(clock.now() + CLIPBOARD_LIFETIME_MS);
});

it('clears a copied secret when its time is over, not before', async () => {
  await keyClipboard.copySecret('c', 'authkey.1');
  await pass(CLIPBOARD_LIFETIME_MS - 1);
  expect(clipboard.text).toBe(secretOf('authkey.1'));
  await pass(1);
  expect(clipboard.text).toBe('');
});

it('never clears what the user has copied since', async () => {
  await keyClipboard.copySecret('c', 'authkey.1');
  clipboard.text = "the user's own text";
  await pass(CLIPBOARD_LIFETIME_MS);
  expect(clipboard.text).toBe("the user's own text");
  expect(await keyClipboard.clear()).toBe('replaced');
});

it('gives a second secret its whole time', async () => {
  await keyClipboard.copySecret('c', 'authkey.1');
  await pass(CLIPBOARD_LIFETIME_MS - 1000);
  await keyClipboard.copySecret('c', 'authkey.2');
  await pass(CLIPBOARD_LIFETIME_MS - 1000);
  expect(clipboard.text).toBe(secretOf('authkey.2'));
  await pass(1000);
  expect(clipboard.text).toBe('');
});

it('clears at once when asked to', async () => {
  await keyClipboard.copySecret('c', 'authkey.1');
  expect(await keyClipboard.clear()).toBe('cleared');
  expect(clipboard.text).toBe('');
});

it.each([
  ['cannot be read', () => vi.spyOn(clipboard, 'readText').mockRejectedValueOnce(new Error('busy'))],
  ['cannot be cleared', () => vi.spyOn(clipboard, 'clear').mockRejectedValueOnce(new Error('busy'))],
  ['only pretends to be cleared', () => vi.spyOn(clipboard, 'clear').mockResolvedValueOnce()],
])('tries again when the clipboard %s', async (_name, fail) => {
  await keyClipboard.copySecret('c', 'authkey.1');
  fail();
  await pass(CLIPBOARD_LIFETIME_MS);
  expect(clipboard.text).toBe(secretOf('authkey.1'));
  await pass(CLEARING_RETRY_MS);
  expect(clipboard.text).toBe('');
});

it('copies a token as it is and leaves it there', async () => {
  await keyClipboard.copyToken('c', 'authkey.1');
  await pass(CLIPBOARD_LIFETIME_MS);
  expect(clipboard).toMatchObject({ text: '0123456789abcdef0123456789abcdef', isConcealed: false });
});
