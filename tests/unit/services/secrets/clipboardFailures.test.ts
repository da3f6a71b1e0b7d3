import { describe, expect, it, vi } from 'vitest';
import {
  CLEARING_RESULT_MS,
  CLEARING_RETRIES,
  CLEARING_RETRY_MS,
  CONFIRMING_PAUSES_MS,
} from '../../../../electron/services/secrets/copiedSecret.ts';
import { secretOf, shownKey, tokenOf } from '../../../fakes/memoryAdminApi.ts';
import { settle } from '../../../fakes/settle.ts';
import { memory, services, startBeforeEach } from '../application.ts';
import * as bench from './clipboardBench.ts';

const SECRET = secretOf('authkey.1');
const BUSY = new Error('The clipboard is locked.');
const FAILED = { code: 'CLIPBOARD_FAILED' };

let clipboard: typeof memory.clipboard;

startBeforeEach(async () => {
  ({ clipboard } = memory);
  await bench.startWithClipboard();
});

/** Advances the clock past the confirmation of a write. */
async function passConfirming(): Promise<void> {
  await settle();
  for (const pauseMs of CONFIRMING_PAUSES_MS) {
    await bench.pass(pauseMs);
  }
}

/** Advances the clock by hours in steps, so that timers started by other timers fire as well. */
async function passHours(hours: number): Promise<void> {
  for (let minutes = 0; minutes < hours * 60; minutes += 1) {
    await bench.pass(60_000);
  }
}

describe('a failing clipboard', () => {
  it.each([
    ['cannot be read', 'unverified', () => vi.spyOn(clipboard, 'readText').mockRejectedValueOnce(BUSY)],
    ['cannot be cleared', 'stillThere', () => vi.spyOn(clipboard, 'clear').mockRejectedValueOnce(BUSY)],
    ['reports success without being cleared', 'stillThere', () => vi.spyOn(clipboard, 'clear').mockResolvedValueOnce()],
  ])('fault 71: is reported if it %s (%s), and clearing is retried', async (_name, status, fail) => {
    await bench.copySecret();
    fail();
    await bench.pass(bench.LIFETIME_MS);
    expect([clipboard.text, bench.status()]).toEqual([SECRET, status]);
    await bench.pass(CLEARING_RETRY_MS);
    expect([clipboard.text, bench.status()]).toEqual(['', 'cleared']);
  });

  it('is reported and logged once, regardless of the number of retries', async () => {
    await bench.copySecret();
    vi.spyOn(clipboard, 'readText').mockRejectedValue(BUSY);
    await bench.pass(bench.LIFETIME_MS);
    await bench.pass(CLEARING_RETRY_MS);
    await bench.pass(CLEARING_RETRY_MS * 2);
    expect(bench.reported).toEqual(['holding', 'unverified']);
    expect(memory.logger.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
  });

  it('makes a copy fail; the timer of the previous secret keeps running', async () => {
    const write = vi.spyOn(clipboard, 'writeConcealed').mockRejectedValueOnce(BUSY);
    await expect(bench.copySecret()).rejects.toThrow(BUSY);
    expect(bench.status()).toBe('empty');
    await bench.copySecret();
    write.mockRejectedValueOnce(BUSY);
    await expect(bench.copySecret('authkey.2')).rejects.toThrow(BUSY);
    await bench.pass(bench.LIFETIME_MS);
    expect(clipboard.text).toBe('');
  });
});

describe('a secret that cannot be cleared', () => {
  it('fault 71: is reported as still there; clearing is retried for some minutes', async () => {
    const clear = vi.spyOn(clipboard, 'clear').mockResolvedValue();
    await bench.copySecret();
    await bench.pass(bench.LIFETIME_MS);
    for (let retry = 0; retry < CLEARING_RETRIES; retry += 1) {
      expect(clear).toHaveBeenCalledTimes(1 + retry);
      await bench.pass(CLEARING_RETRY_MS * 2 ** retry);
    }
    await passHours(1);
    expect(clear).toHaveBeenCalledTimes(1 + CLEARING_RETRIES);
    expect(bench.reported).toEqual(['holding', 'stillThere']);
  });

  it.each([
    ['replaced', bench.USER_TEXT, 'at the next retry', () => bench.pass(CLEARING_RETRY_MS)],
    ['replaced', bench.USER_TEXT, 'at the next focus of the window', async () => memory.focus.focus()],
    ['gone', '', 'at the next focus of the window', async () => memory.focus.focus()],
  ])('fault 71: is reported as %s once the clipboard contains %j: %s', async (status, text, _when, look) => {
    vi.spyOn(clipboard, 'clear').mockResolvedValue();
    await bench.copySecret();
    await bench.pass(bench.LIFETIME_MS);
    clipboard.text = text;
    await look();
    await settle();
    expect([clipboard.text, bench.status()]).toEqual([text, status]);
    await bench.pass(CLEARING_RESULT_MS);
    expect(bench.status()).toBe('empty');
  });

  it('can be cleared manually, on lock and on quit', async () => {
    const clear = vi.spyOn(clipboard, 'clear').mockResolvedValue();
    await bench.copySecret();
    expect(await services.keyClipboard.clear()).toBe('stillThere');
    expect(await services.keyClipboard.clear()).toBe('stillThere');
    await services.keyClipboard.lock();
    expect(bench.status()).toBe('stillThere');
    clear.mockRestore();
    await services.keyClipboard.close();
    expect([clipboard.text, bench.status()]).toEqual(['', 'cleared']);
  });
});

describe('a cleared secret', () => {
  it('fault 73: is reported as still there and cleared again if another program restores it', async () => {
    await bench.copySecret();
    await bench.pass(bench.LIFETIME_MS);
    clipboard.text = SECRET;
    await bench.pass(CLEARING_RESULT_MS);
    expect(bench.status()).toBe('stillThere');
    await bench.pass(CLEARING_RETRY_MS);
    expect(clipboard.text).toBe('');
    await bench.pass(CLEARING_RESULT_MS);
    expect(bench.reported).toEqual(['holding', 'cleared', 'stillThere', 'cleared', 'empty']);
  });

  it('fault 73: is left to the user if another program restores it every time', async () => {
    await bench.copySecret();
    let wasJustCleared = false;
    const clear = vi.spyOn(clipboard, 'clear').mockImplementation(async () => {
      wasJustCleared = true;
    });
    vi.spyOn(clipboard, 'readText').mockImplementation(async () => {
      const text = wasJustCleared ? '' : SECRET;
      wasJustCleared = false;
      return text;
    });
    await bench.pass(bench.LIFETIME_MS);
    await passHours(1);
    expect(clear).toHaveBeenCalledTimes(1 + CLEARING_RETRIES);
    expect(bench.status()).toBe('stillThere');
  });

  it('does not affect what the user copies in the meantime', async () => {
    await bench.copySecret();
    await bench.pass(bench.LIFETIME_MS);
    clipboard.text = bench.USER_TEXT;
    await bench.pass(CLEARING_RESULT_MS);
    expect([clipboard.text, bench.status()]).toEqual([bench.USER_TEXT, 'empty']);
  });

  it('can be copied again while the result is shown', async () => {
    await bench.copySecret();
    await bench.pass(bench.LIFETIME_MS);
    const release = bench.holdWrite();
    const copy = bench.copySecret('authkey.2');
    await settle();
    await bench.pass(CLEARING_RESULT_MS);
    release();
    await copy;
    await settle();
    expect([clipboard.text, bench.status()]).toEqual([secretOf('authkey.2'), 'holding']);
  });
});

describe('a silently dropped copy', () => {
  it('fault 72: fails; the previous secret is cleared', async () => {
    await bench.copySecret();
    vi.spyOn(clipboard, 'writeConcealed').mockResolvedValue();
    const failure = expect(bench.copySecret('authkey.2')).rejects.toMatchObject(FAILED);
    await passConfirming();
    await failure;
    await settle();
    expect([clipboard.text, bench.status()]).toEqual(['', 'cleared']);
  });

  it('fault 72: fails for a token; the timer of the previous secret keeps running', async () => {
    await bench.copySecret();
    vi.spyOn(clipboard, 'writeText').mockResolvedValue();
    const failure = expect(bench.copyToken()).rejects.toMatchObject(FAILED);
    await passConfirming();
    await failure;
    expect(bench.status()).toBe('holding');
    await bench.pass(bench.LIFETIME_MS);
    expect(clipboard.text).toBe('');
  });

  it('is not assumed if another program blocks reading for a second', async () => {
    const read = vi.spyOn(clipboard, 'readText');
    for (const _pause of CONFIRMING_PAUSES_MS) {
      read.mockResolvedValueOnce('');
    }
    const copy = bench.copySecret();
    await passConfirming();
    await copy;
    expect(bench.status()).toBe('holding');
  });

  it('is not assumed if the clipboard can be written but not read', async () => {
    const read = vi.spyOn(clipboard, 'readText').mockRejectedValue(BUSY);
    for (const copy of [bench.copySecret, bench.copyToken, bench.copySecret]) {
      const copied = copy();
      await passConfirming();
      await copied;
    }
    read.mockRestore();
    expect(bench.status()).toBe('holding');
    await bench.pass(bench.LIFETIME_MS);
    expect(clipboard.text).toBe('');
  });

  it('is not assumed if a clipboard manager surrounds the text with white space; the text is still cleared', async () => {
    vi.spyOn(clipboard, 'writeConcealed').mockImplementation(async (text) => {
      clipboard.text = ` ${text}\r\n`;
    });
    await bench.copySecret();
    await bench.pass(bench.LIFETIME_MS);
    expect([clipboard.text, bench.status()]).toEqual(['', 'cleared']);
  });

  it('is not assumed if the system converts line endings', async () => {
    vi.spyOn(clipboard, 'writeText').mockImplementation(async (text) => {
      clipboard.text = text.replaceAll('\n', '\r\n');
    });
    const ids = ['authkey.1', 'authkey.2'];
    expect(await services.keyClipboard.copyTokens('sample', ids.map(shownKey))).toHaveLength(2);
    expect(clipboard.text).toBe(ids.map(tokenOf).join('\r\n'));
  });

  it('fails immediately when KeyDesk quits, and the written text is cleared', async () => {
    const read = vi.spyOn(clipboard, 'readText').mockResolvedValueOnce('').mockResolvedValueOnce('');
    const failure = expect(bench.copySecret()).rejects.toMatchObject(FAILED);
    await settle();
    await services.keyClipboard.close();
    await failure;
    expect(read).toHaveBeenCalledTimes(4);
    expect(clipboard.text).toBe('');
  });
});
