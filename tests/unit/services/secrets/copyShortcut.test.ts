import { beforeEach, describe, expect, it, vi } from 'vitest';
import { COPY_NEXT_MS } from '../../../../shared/model/clipboardState.ts';
import { secretOf, shownKey } from '../../../fakes/memoryAdminApi.ts';
import { createClipboardBench, EMPTY, TOKEN } from './clipboardBench.ts';

let bench: Awaited<ReturnType<typeof createClipboardBench>>;
let clipboard: typeof bench.clipboard;
let clock: typeof bench.clock;
let keyClipboard: typeof bench.keyClipboard;

beforeEach(async () => {
  bench = await createClipboardBench();
  ({ clipboard, clock, keyClipboard } = bench);
});

describe('the copy shortcut', () => {
  it('copies the token, then the secret, then the token again', async () => {
    expect(await keyClipboard.copyNext('c', shownKey('authkey.1'))).toEqual({ copied: 'token', clearsAt: null });
    expect(clipboard.text).toBe(TOKEN);
    expect(await keyClipboard.copyNext('c', shownKey('authkey.1'))).toMatchObject({ copied: 'secret' });
    expect(clipboard).toMatchObject({ text: secretOf('authkey.1'), isConcealed: true });
    expect(await keyClipboard.copyNext('c', shownKey('authkey.1'))).toMatchObject({ copied: 'token' });
    expect(keyClipboard.state).toEqual(EMPTY);
  });

  it('counts two quick presses as two', async () => {
    const copies = await Promise.all([
      keyClipboard.copyNext('c', shownKey('authkey.1')),
      keyClipboard.copyNext('c', shownKey('authkey.1')),
    ]);
    expect(copies.map(({ copied }) => copied)).toEqual(['token', 'secret']);
  });

  it.each([
    ['another key', () => keyClipboard.copyNext('c', shownKey('authkey.2'))],
    ['the same key of another connection', () => keyClipboard.copyNext('other', shownKey('authkey.1'))],
    [
      'the same key after a minute',
      () => {
        clock.advance(COPY_NEXT_MS);
        return keyClipboard.copyNext('c', shownKey('authkey.1'));
      },
    ],
  ])('starts with the token for %s', async (_name, press) => {
    await keyClipboard.copyNext('c', shownKey('authkey.1'));
    expect(await press()).toMatchObject({ copied: 'token' });
  });

  it('starts anew after any other copy', async () => {
    await keyClipboard.copyNext('c', shownKey('authkey.1'));
    await keyClipboard.copyToken('c', shownKey('authkey.1'));
    expect(await keyClipboard.copyNext('c', shownKey('authkey.1'))).toMatchObject({ copied: 'token' });
  });

  it('promises no secret when the token could not be copied', async () => {
    vi.spyOn(clipboard, 'writeText').mockRejectedValueOnce(new Error('busy'));
    await expect(keyClipboard.copyNext('c', shownKey('authkey.1'))).rejects.toThrow('busy');
    expect(await keyClipboard.copyNext('c', shownKey('authkey.1'))).toMatchObject({ copied: 'token' });
  });
});
