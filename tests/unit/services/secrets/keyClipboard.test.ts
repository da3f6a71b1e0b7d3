import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CLEARING_RETRY_MS, VERDICT_MS } from '../../../../electron/services/secrets/copiedSecret.ts';
import { DEFAULT_PREFERENCES } from '../../../../shared/model/settings.ts';
import { secretOf, shownKey, tokenOf } from '../../../fakes/memoryAdminApi.ts';
import { createClipboardBench, EMPTY, LIFETIME_MS, settle, TOKEN, USER_TEXT } from './clipboardBench.ts';

let bench: Awaited<ReturnType<typeof createClipboardBench>>;
let clipboard: typeof bench.clipboard;
let clock: typeof bench.clock;
let focus: typeof bench.focus;
let chosen: typeof bench.chosen;
let told: typeof bench.told;
let keyClipboard: typeof bench.keyClipboard;
let pass: typeof bench.pass;
let holdSecrets: typeof bench.holdSecrets;

beforeEach(async () => {
  bench = await createClipboardBench();
  ({ clipboard, clock, focus, chosen, told, keyClipboard, pass, holdSecrets } = bench);
});

describe('a copied secret', () => {
  it('is marked as concealed, and says when it will be cleared', async () => {
    const clearsAt = await keyClipboard.copySecret('c', shownKey('authkey.1'));
    expect(clipboard).toMatchObject({ text: secretOf('authkey.1'), isConcealed: true });
    expect(Date.parse(clearsAt ?? '')).toBe(clock.now() + LIFETIME_MS);
    expect(keyClipboard.state).toEqual({ status: 'holding', clearsAt });
  });

  it('is cleared when its time is over, not before, and that is told for a while', async () => {
    await keyClipboard.copySecret('c', shownKey('authkey.1'));
    await pass(LIFETIME_MS - 1);
    expect(clipboard.text).toBe(secretOf('authkey.1'));
    await pass(1);
    expect(clipboard.text).toBe('');
    expect(keyClipboard.state).toEqual({ status: 'cleared' });
    await pass(VERDICT_MS);
    expect(keyClipboard.state).toEqual(EMPTY);
    expect(told).toEqual(['holding', 'cleared', 'empty']);
  });

  it.each([10, 120])('is cleared after the %i seconds that were chosen', async (clipboardSeconds) => {
    chosen.preferences = { ...DEFAULT_PREFERENCES, clipboardSeconds };
    await keyClipboard.copySecret('c', shownKey('authkey.1'));
    await pass(clipboardSeconds * 1000 - 1);
    expect(clipboard.text).toBe(secretOf('authkey.1'));
    await pass(1);
    expect(clipboard.text).toBe('');
  });

  it('stays when that was chosen, until it is cleared by hand', async () => {
    chosen.preferences = { ...DEFAULT_PREFERENCES, clipboardSeconds: null };
    expect(await keyClipboard.copySecret('c', shownKey('authkey.1'))).toBeNull();
    await pass(3_600_000);
    expect(clipboard.text).toBe(secretOf('authkey.1'));
    expect(keyClipboard.state).toEqual({ status: 'holding', clearsAt: null });
    expect(await keyClipboard.clear()).toBe('cleared');
    expect(clipboard.text).toBe('');
  });

  it('is not kept in memory to be recognised', async () => {
    await keyClipboard.copySecret('c', shownKey('authkey.1'));
    expect(JSON.stringify(keyClipboard)).not.toContain(secretOf('authkey.1'));
  });
});

describe('what came later', () => {
  it('is never cleared when the user has copied it', async () => {
    await keyClipboard.copySecret('c', shownKey('authkey.1'));
    clipboard.text = USER_TEXT;
    await pass(LIFETIME_MS);
    expect(clipboard.text).toBe(USER_TEXT);
    expect(keyClipboard.state).toEqual({ status: 'replaced' });
    expect(await keyClipboard.clear()).toBe('nothing');
  });

  it('has its whole time: the timer of A is harmless to B', async () => {
    await keyClipboard.copySecret('c', shownKey('authkey.1'));
    await pass(5_000);
    await keyClipboard.copySecret('c', shownKey('authkey.2'));
    await pass(LIFETIME_MS - 5_000);
    expect(clipboard.text).toBe(secretOf('authkey.2'));
    await pass(5_000);
    expect(clipboard.text).toBe('');
  });

  it('A, then B within 5 s, then a text of the user: neither timer touches it', async () => {
    await keyClipboard.copySecret('c', shownKey('authkey.1'));
    await pass(5_000);
    await keyClipboard.copySecret('c', shownKey('authkey.2'));
    clipboard.text = USER_TEXT;
    await pass(LIFETIME_MS);
    await pass(LIFETIME_MS);
    expect(clipboard.text).toBe(USER_TEXT);
  });

  it('is not cleared by a clearing that had begun before', async () => {
    await keyClipboard.copySecret('c', shownKey('authkey.1'));
    const clearing = keyClipboard.clear();
    await keyClipboard.copySecret('c', shownKey('authkey.2'));
    expect(await clearing).toBe('cleared');
    expect(clipboard.text).toBe(secretOf('authkey.2'));
  });

  it('keeps its whole time when the time of A runs out while B is being written', async () => {
    await keyClipboard.copySecret('c', shownKey('authkey.1'));
    const release = bench.holdWrite();
    const copy = keyClipboard.copySecret('c', shownKey('authkey.2'));
    await settle();
    await pass(LIFETIME_MS);
    release();
    await copy;
    await settle();
    expect(keyClipboard.state.status).toBe('holding');
    expect(clipboard.text).toBe(secretOf('authkey.2'));
    await pass(LIFETIME_MS);
    expect(clipboard.text).toBe('');
  });

  it('ends the countdown when it is a token, which is neither concealed nor cleared', async () => {
    await keyClipboard.copySecret('c', shownKey('authkey.1'));
    await keyClipboard.copyToken('c', shownKey('authkey.1'));
    expect(keyClipboard.state).toEqual(EMPTY);
    await pass(LIFETIME_MS);
    expect(clipboard).toMatchObject({ text: TOKEN, isConcealed: false });
  });

  it('stands even when the platform was slower with what was asked for before', async () => {
    const release = holdSecrets();
    const slow = keyClipboard.copySecret('c', shownKey('authkey.1'));
    const later = keyClipboard.copyToken('c', shownKey('authkey.2'));
    release();
    await Promise.all([slow, later]);
    expect(clipboard.text).toBe(tokenOf('authkey.2'));
  });
});

describe('a clipboard that does not work', () => {
  it('refuses a copy, which is told and never taken for one', async () => {
    vi.spyOn(clipboard, 'writeConcealed').mockRejectedValueOnce(new Error('busy'));
    await expect(keyClipboard.copySecret('c', shownKey('authkey.1'))).rejects.toThrow('busy');
    expect(keyClipboard.state).toEqual(EMPTY);
  });

  it('refuses a second secret: the first keeps its own time', async () => {
    await keyClipboard.copySecret('c', shownKey('authkey.1'));
    vi.spyOn(clipboard, 'writeConcealed').mockRejectedValueOnce(new Error('busy'));
    await expect(keyClipboard.copySecret('c', shownKey('authkey.2'))).rejects.toThrow('busy');
    await pass(LIFETIME_MS);
    expect(clipboard.text).toBe('');
  });

  it.each([
    ['cannot be read', 'unverified', () => vi.spyOn(clipboard, 'readText').mockRejectedValueOnce(new Error('busy'))],
    ['cannot be cleared', 'stillThere', () => vi.spyOn(clipboard, 'clear').mockRejectedValueOnce(new Error('busy'))],
    ['only pretends to be cleared', 'stillThere', () => vi.spyOn(clipboard, 'clear').mockResolvedValueOnce()],
  ])('fault 71: says what was found when it %s (%s), and is tried again by itself', async (_name, status, fail) => {
    await keyClipboard.copySecret('c', shownKey('authkey.1'));
    fail();
    await pass(LIFETIME_MS);
    expect(clipboard.text).toBe(secretOf('authkey.1'));
    expect(keyClipboard.state).toEqual({ status });
    await pass(CLEARING_RETRY_MS);
    expect(clipboard.text).toBe('');
    expect(keyClipboard.state).toEqual({ status: 'cleared' });
  });

  it('is tried again as soon as the window has the focus', async () => {
    await keyClipboard.copySecret('c', shownKey('authkey.1'));
    vi.spyOn(clipboard, 'clear').mockRejectedValueOnce(new Error('busy'));
    expect(await keyClipboard.clear()).toBe('stillThere');
    focus.focus();
    await settle();
    expect(keyClipboard.state).toEqual({ status: 'cleared' });
  });

  it('is told and logged once, however often it is tried again', async () => {
    await keyClipboard.copySecret('c', shownKey('authkey.1'));
    vi.spyOn(clipboard, 'readText').mockRejectedValue(new Error('busy'));
    await pass(LIFETIME_MS);
    await pass(CLEARING_RETRY_MS);
    await pass(CLEARING_RETRY_MS * 2);
    expect(told).toEqual(['holding', 'unverified']);
    expect(bench.logger.lines).toHaveLength(1);
  });
});
