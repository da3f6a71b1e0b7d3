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

/** Lets the time pass in which the service looks for what was just written. */
async function passConfirming(): Promise<void> {
  await settle();
  for (const pauseMs of CONFIRMING_PAUSES_MS) {
    await bench.pass(pauseMs);
  }
}

/** Lets hours pass in steps, so that what one timer starts is due as well. */
async function passHours(hours: number): Promise<void> {
  for (let minutes = 0; minutes < hours * 60; minutes += 1) {
    await bench.pass(60_000);
  }
}

describe('a clipboard that does not work', () => {
  it.each([
    ['cannot be read', 'unverified', () => vi.spyOn(clipboard, 'readText').mockRejectedValueOnce(BUSY)],
    ['cannot be cleared', 'stillThere', () => vi.spyOn(clipboard, 'clear').mockRejectedValueOnce(BUSY)],
    ['only pretends to be cleared', 'stillThere', () => vi.spyOn(clipboard, 'clear').mockResolvedValueOnce()],
  ])('fault 71: is reported when it %s (%s), and cleared again later', async (_name, status, fail) => {
    await bench.copySecret();
    fail();
    await bench.pass(bench.LIFETIME_MS);
    expect([clipboard.text, bench.status()]).toEqual([SECRET, status]);
    await bench.pass(CLEARING_RETRY_MS);
    expect([clipboard.text, bench.status()]).toEqual(['', 'cleared']);
  });

  it('is reported and logged once, however often it is cleared again', async () => {
    await bench.copySecret();
    vi.spyOn(clipboard, 'readText').mockRejectedValue(BUSY);
    await bench.pass(bench.LIFETIME_MS);
    await bench.pass(CLEARING_RETRY_MS);
    await bench.pass(CLEARING_RETRY_MS * 2);
    expect(bench.reported).toEqual(['holding', 'unverified']);
    expect(memory.logger.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
  });

  it('fails a copy; the secret before it keeps its own time', async () => {
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

describe('a secret that stays although it was cleared', () => {
  it('fault 71: is reported as still there; clearing is repeated within minutes, and then no more', async () => {
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
    ['replaced', bench.USER_TEXT, 'by the next attempt', () => bench.pass(CLEARING_RETRY_MS)],
    ['replaced', bench.USER_TEXT, 'at the next focus of the window', async () => memory.focus.focus()],
    ['gone', '', 'at the next focus of the window', async () => memory.focus.focus()],
  ])('fault 71: is reported as %s once the clipboard holds %j: %s', async (status, text, _when, look) => {
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

  it('can be cleared again by hand, on lock and on quit', async () => {
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

describe('a secret that was cleared', () => {
  it('fault 73: is reported as still there when it is brought back, and cleared again', async () => {
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

  it('fault 73: is left to the user when it is brought back each time', async () => {
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

  it('leaves alone what the user copies meanwhile', async () => {
    await bench.copySecret();
    await bench.pass(bench.LIFETIME_MS);
    clipboard.text = bench.USER_TEXT;
    await bench.pass(CLEARING_RESULT_MS);
    expect([clipboard.text, bench.status()]).toEqual([bench.USER_TEXT, 'empty']);
  });

  it('may be copied again while its end is reported', async () => {
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

describe('a copy that is dropped without an error', () => {
  it('fault 72: fails; the secret before it is cleared', async () => {
    await bench.copySecret();
    vi.spyOn(clipboard, 'writeConcealed').mockResolvedValue();
    const failure = expect(bench.copySecret('authkey.2')).rejects.toMatchObject(FAILED);
    await passConfirming();
    await failure;
    await settle();
    expect([clipboard.text, bench.status()]).toEqual(['', 'cleared']);
  });

  it('fault 72: fails when it is a token; the secret before it keeps its own time', async () => {
    await bench.copySecret();
    vi.spyOn(clipboard, 'writeText').mockResolvedValue();
    const failure = expect(bench.copyToken()).rejects.toMatchObject(FAILED);
    await passConfirming();
    await failure;
    expect(bench.status()).toBe('holding');
    await bench.pass(bench.LIFETIME_MS);
    expect(clipboard.text).toBe('');
  });

  it('is not assumed when another program is in the way of looking for a second', async () => {
    const read = vi.spyOn(clipboard, 'readText');
    for (const _pause of CONFIRMING_PAUSES_MS) {
      read.mockResolvedValueOnce('');
    }
    const copy = bench.copySecret();
    await passConfirming();
    await copy;
    expect(bench.status()).toBe('holding');
  });

  it('is not assumed when the clipboard can be written and not read', async () => {
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

  it('is not assumed when a manager puts white space around the text, which is cleared all the same', async () => {
    vi.spyOn(clipboard, 'writeConcealed').mockImplementation(async (text) => {
      clipboard.text = ` ${text}\r\n`;
    });
    await bench.copySecret();
    await bench.pass(bench.LIFETIME_MS);
    expect([clipboard.text, bench.status()]).toEqual(['', 'cleared']);
  });

  it('is not assumed where the system ends lines in its own way', async () => {
    vi.spyOn(clipboard, 'writeText').mockImplementation(async (text) => {
      clipboard.text = text.replaceAll('\n', '\r\n');
    });
    const ids = ['authkey.1', 'authkey.2'];
    expect(await services.keyClipboard.copyTokens('sample', ids.map(shownKey))).toHaveLength(2);
    expect(clipboard.text).toBe(ids.map(tokenOf).join('\r\n'));
  });

  it('fails at once when KeyDesk quits, and what it wrote is cleared', async () => {
    const read = vi.spyOn(clipboard, 'readText').mockResolvedValueOnce('').mockResolvedValueOnce('');
    const failure = expect(bench.copySecret()).rejects.toMatchObject(FAILED);
    await settle();
    await services.keyClipboard.close();
    await failure;
    expect(read).toHaveBeenCalledTimes(4);
    expect(clipboard.text).toBe('');
  });
});
