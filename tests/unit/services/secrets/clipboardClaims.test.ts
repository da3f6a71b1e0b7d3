import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  CLEARING_RETRIES,
  CLEARING_RETRY_MS,
  CONFIRMING_PAUSES_MS,
  VERDICT_MS,
} from '../../../../electron/services/secrets/copiedSecret.ts';
import { secretOf, shownKey, tokenOf } from '../../../fakes/memoryAdminApi.ts';
import { createClipboardBench, EMPTY, LIFETIME_MS, settle, USER_TEXT } from './clipboardBench.ts';

const HOUR_MS = 3_600_000;
const SECRET = secretOf('authkey.1');

let bench: Awaited<ReturnType<typeof createClipboardBench>>;
let clipboard: typeof bench.clipboard;
let focus: typeof bench.focus;
let told: typeof bench.told;
let keyClipboard: typeof bench.keyClipboard;
let pass: typeof bench.pass;

beforeEach(async () => {
  bench = await createClipboardBench();
  ({ clipboard, focus, told, keyClipboard, pass } = bench);
});

const copySecret = () => keyClipboard.copySecret('c', shownKey('authkey.1'));

/** Lets the time pass in which it is looked for what was just written. */
async function passConfirming(): Promise<void> {
  await settle();
  for (const pauseMs of CONFIRMING_PAUSES_MS) {
    await pass(pauseMs);
  }
}

/** Lets hours pass in steps, so that what one timer starts is due as well. */
async function passHours(hours: number): Promise<void> {
  for (let passed = 0; passed < hours * HOUR_MS; passed += 60_000) {
    bench.clock.advance(60_000);
    await settle();
  }
}

describe('a secret that stays although it was cleared', () => {
  it('fault 71: is told as still there, tried again a few times within minutes, and then no more', async () => {
    const clear = vi.spyOn(clipboard, 'clear').mockResolvedValue();
    await copySecret();
    await pass(LIFETIME_MS);
    for (let retry = 0; retry < CLEARING_RETRIES; retry += 1) {
      expect(clear).toHaveBeenCalledTimes(1 + retry);
      await pass(CLEARING_RETRY_MS * 2 ** retry);
    }
    const tries = 1 + CLEARING_RETRIES;
    expect(clear).toHaveBeenCalledTimes(tries);
    await passHours(2);
    expect(clear).toHaveBeenCalledTimes(tries);
    expect(told).toEqual(['holding', 'stillThere']);
  });

  it.each([
    ['something else was copied', USER_TEXT, 'replaced'],
    ['it is gone', '', 'gone'],
  ])('fault 71: is told as such once %s, when the window has the focus again', async (_name, text, status) => {
    vi.spyOn(clipboard, 'clear').mockResolvedValue();
    await copySecret();
    await pass(LIFETIME_MS);
    await passHours(1);
    expect(keyClipboard.state).toEqual({ status: 'stillThere' });
    clipboard.text = text;
    focus.focus();
    await settle();
    expect(keyClipboard.state).toEqual({ status });
    expect(clipboard.text).toBe(text);
    await pass(VERDICT_MS);
    expect(keyClipboard.state).toEqual(EMPTY);
  });

  it('fault 71: is told as such also by the next try, without the focus', async () => {
    vi.spyOn(clipboard, 'clear').mockResolvedValue();
    await copySecret();
    await pass(LIFETIME_MS);
    clipboard.text = USER_TEXT;
    await pass(CLEARING_RETRY_MS);
    expect(keyClipboard.state).toEqual({ status: 'replaced' });
  });

  it('can be tried again by hand, on lock and on quit', async () => {
    const clear = vi.spyOn(clipboard, 'clear').mockResolvedValue();
    await copySecret();
    expect(await keyClipboard.clear()).toBe('stillThere');
    expect(await keyClipboard.clear()).toBe('stillThere');
    await keyClipboard.lock();
    expect(keyClipboard.state).toEqual({ status: 'stillThere' });
    clear.mockRestore();
    await keyClipboard.close();
    expect(keyClipboard.state).toEqual({ status: 'cleared' });
    expect(clipboard.text).toBe('');
  });
});

describe('a secret that is not there any more', () => {
  it('is not told as cleared by KeyDesk when no text was there: it may be a picture', async () => {
    await copySecret();
    clipboard.text = '';
    await pass(LIFETIME_MS);
    expect(keyClipboard.state).toEqual({ status: 'gone' });
  });
});

describe('a secret that is brought back after clearing', () => {
  it('fault 73: is told as still there, and cleared again', async () => {
    await copySecret();
    await pass(LIFETIME_MS);
    expect(keyClipboard.state).toEqual({ status: 'cleared' });
    clipboard.text = SECRET;
    await pass(VERDICT_MS);
    expect(keyClipboard.state).toEqual({ status: 'stillThere' });
    await pass(CLEARING_RETRY_MS);
    expect(clipboard.text).toBe('');
    await pass(VERDICT_MS);
    expect(told).toEqual(['holding', 'cleared', 'stillThere', 'cleared', 'empty']);
  });

  it('fault 73: each time is cleared a few times and then left to the user', async () => {
    await copySecret();
    let wasJustCleared = false;
    const clear = vi.spyOn(clipboard, 'clear').mockImplementation(async () => {
      wasJustCleared = true;
    });
    vi.spyOn(clipboard, 'readText').mockImplementation(async () => {
      const text = wasJustCleared ? '' : SECRET;
      wasJustCleared = false;
      return text;
    });
    await pass(LIFETIME_MS);
    await passHours(2);
    expect(clear).toHaveBeenCalledTimes(1 + CLEARING_RETRIES);
    expect(keyClipboard.state).toEqual({ status: 'stillThere' });
  });

  it('is left alone when it is what the user copied meanwhile', async () => {
    await copySecret();
    await pass(LIFETIME_MS);
    clipboard.text = USER_TEXT;
    await pass(VERDICT_MS);
    expect(keyClipboard.state).toEqual(EMPTY);
    expect(clipboard.text).toBe(USER_TEXT);
  });

  it('may be copied again while its end is told', async () => {
    await copySecret();
    await pass(LIFETIME_MS);
    await copySecret();
    await pass(VERDICT_MS);
    expect(keyClipboard.state.status).toBe('holding');
    expect(clipboard.text).toBe(SECRET);
  });
});

describe('a copy that is dropped without a word', () => {
  it('fault 72: is not told as copied; the secret before it is cleared', async () => {
    await copySecret();
    vi.spyOn(clipboard, 'writeConcealed').mockResolvedValue();
    const copy = keyClipboard.copySecret('c', shownKey('authkey.2'));
    const refusal = expect(copy).rejects.toMatchObject({ code: 'CLIPBOARD_FAILED' });
    await passConfirming();
    await refusal;
    await settle();
    expect(clipboard.text).toBe('');
    expect(keyClipboard.state).toEqual({ status: 'cleared' });
  });

  it('fault 72: is not told as copied when it is a token, and the secret keeps its own time', async () => {
    await copySecret();
    vi.spyOn(clipboard, 'writeText').mockResolvedValue();
    const refusal = expect(keyClipboard.copyToken('c', shownKey('authkey.1'))).rejects.toMatchObject({
      code: 'CLIPBOARD_FAILED',
    });
    await passConfirming();
    await refusal;
    expect(keyClipboard.state.status).toBe('holding');
    await pass(LIFETIME_MS);
    expect(clipboard.text).toBe('');
  });

  it('fault 72: is not assumed when another program is in the way of looking for a second', async () => {
    const read = vi.spyOn(clipboard, 'readText');
    for (const _pause of CONFIRMING_PAUSES_MS) {
      read.mockResolvedValueOnce('');
    }
    const copy = copySecret();
    await passConfirming();
    await copy;
    expect(keyClipboard.state.status).toBe('holding');
  });

  it('fault 72: is not assumed when reading is refused and writing is not', async () => {
    const read = vi.spyOn(clipboard, 'readText').mockRejectedValue(new Error('The clipboard is locked.'));
    const copy = copySecret();
    await passConfirming();
    expect(await copy).not.toBeNull();
    const copyOfToken = keyClipboard.copyToken('c', shownKey('authkey.1'));
    await passConfirming();
    await copyOfToken;
    const again = copySecret();
    await passConfirming();
    await again;
    read.mockRestore();
    expect(keyClipboard.state.status).toBe('holding');
    await pass(LIFETIME_MS);
    expect(clipboard.text).toBe('');
  });

  it('fault 71: is not assumed when a manager puts a line end or spaces around the text, and it is cleared', async () => {
    vi.spyOn(clipboard, 'writeConcealed').mockImplementation(async (text) => {
      clipboard.text = ` ${text}\r\n`;
    });
    await copySecret();
    await pass(LIFETIME_MS);
    expect([clipboard.text, keyClipboard.state.status]).toEqual(['', 'cleared']);
  });

  it('is called off by quitting, and cleared although it could not be confirmed', async () => {
    const read = vi.spyOn(clipboard, 'readText').mockResolvedValueOnce('').mockResolvedValueOnce('');
    const refusal = expect(copySecret()).rejects.toMatchObject({ code: 'CLIPBOARD_FAILED' });
    await settle();
    await keyClipboard.close();
    await refusal;
    expect(read).toHaveBeenCalledTimes(4);
    expect(clipboard.text).toBe('');
  });

  it('is not assumed where the system writes lines in its own way', async () => {
    vi.spyOn(clipboard, 'writeText').mockImplementation(async (text) => {
      clipboard.text = text.replaceAll('\n', '\r\n');
    });
    expect(await keyClipboard.copyTokens('c', ['authkey.1', 'authkey.2'].map(shownKey))).toHaveLength(2);
    expect(clipboard.text).toBe(['authkey.1', 'authkey.2'].map(tokenOf).join('\r\n'));
  });
});
