import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Clipboard } from '../../../../electron/ports.ts';
import { HostClipboard, readText } from '../../../chromium-host/clipboard.ts';
import {
  type DesktopClipboard,
  MutterClipboard,
  SystemClipboard,
  X11Clipboard,
} from '../../../chromium-host/desktopClipboard.ts';
import { secretOf, shownKey } from '../../../fakes/memoryAdminApi.ts';
import { createClipboardBench, LIFETIME_MS, settle, TOKEN, USER_TEXT } from './clipboardBench.ts';

const host = vi.hoisted(() => ({ clipboard: null as unknown as HostClipboard }));

vi.mock('electron', async () => {
  const { ClipboardItem } = await import('../../../chromium-host/clipboard.ts');
  return {
    app: { commandLine: { getSwitchValue: () => '' } },
    ClipboardItem,
    clipboard: {
      write: (items: Parameters<HostClipboard['write']>[0]) => host.clipboard.write(items),
      writeText: (text: string) => host.clipboard.writeText(text),
      readText: () => host.clipboard.readText(),
      clear: () => host.clipboard.clear(),
    },
  };
});

const { electronClipboard } = await import('../../../../electron/adapters/system/electronClipboard.ts');
const SECRET = secretOf('authkey.1');
const MARK = 'electron application/osclipboard;format="x-kde-passwordManagerHint"';

let desktop: DesktopClipboard;
let bench: Awaited<ReturnType<typeof createClipboardBench>>;

/** The application with its own adapter on a desktop. */
async function use(chosen: DesktopClipboard, needsFocus = false): Promise<void> {
  desktop = chosen;
  host.clipboard = new HostClipboard(chosen);
  const system: Clipboard = { ...electronClipboard, needsFocus };
  bench = await createClipboardBench(system);
}

const paste = () => readText(desktop.paste());
const status = () => bench.keyClipboard.state.status;
const copySecret = () => bench.keyClipboard.copySecret('c', shownKey('authkey.1'));

function leaveWindow(): void {
  desktop.isFocused = false;
  bench.focus.focused = false;
}

async function returnToWindow(): Promise<void> {
  desktop.isFocused = true;
  bench.focus.focus();
  await settle();
}

describe.runIf(process.platform === 'linux').each([
  ['X11', () => new X11Clipboard(), false],
  ['X11 with a manager that brings back what is gone', () => new X11Clipboard({ restores: true }), false],
  ['GNOME on Wayland', () => new MutterClipboard(), true],
  ['a system that keeps what is copied', () => new SystemClipboard(), false],
] as const)('on %s', (_name, create, needsFocus) => {
  beforeEach(() => use(create(), needsFocus));

  it('fault 70: a copied secret is there with its mark, and gone when its time is over', async () => {
    await copySecret();
    expect(await paste()).toBe(SECRET);
    expect(desktop.paste().has(MARK)).toBe(true);
    await bench.pass(LIFETIME_MS);
    expect(await paste()).toBe('');
    expect(status()).toBe('cleared');
  });

  it('fault 70: a copied secret is gone on lock and on quit', async () => {
    await copySecret();
    await bench.keyClipboard.lock();
    expect(await paste()).toBe('');
    await copySecret();
    await bench.keyClipboard.close();
    expect(await paste()).toBe('');
  });

  it('what the user has copied since is left alone', async () => {
    await copySecret();
    desktop.copyElsewhere(USER_TEXT);
    await bench.pass(LIFETIME_MS);
    expect(await paste()).toBe(USER_TEXT);
    expect(status()).toBe('replaced');
  });

  it('tokens are copied, and end the time of a secret', async () => {
    await copySecret();
    await bench.keyClipboard.copyToken('c', shownKey('authkey.1'));
    expect(await paste()).toBe(TOKEN);
    await bench.pass(LIFETIME_MS);
    expect(await paste()).toBe(TOKEN);
  });
});

describe.runIf(process.platform === 'linux')('on GNOME with Wayland', () => {
  beforeEach(() => use(new MutterClipboard(), true));

  it('fault 70: nothing of the secret is there after KeyDesk has ended', async () => {
    await copySecret();
    await bench.keyClipboard.close();
    desktop.applicationEnds();
    expect(await paste()).toBe('');
  });

  it('fault 72: without the focus nothing is claimed: the time is over, and the next focus clears', async () => {
    await copySecret();
    leaveWindow();
    await bench.pass(LIFETIME_MS);
    expect([await paste(), status()]).toEqual([SECRET, 'unverified']);
    await bench.pass(3_600_000);
    expect([await paste(), status()]).toEqual([SECRET, 'unverified']);
    await returnToWindow();
    expect([await paste(), status()]).toEqual(['', 'cleared']);
  });

  it('fault 72: locking without the focus claims nothing, and the next focus clears', async () => {
    await copySecret();
    leaveWindow();
    await bench.keyClipboard.lock();
    expect([await paste(), status()]).toEqual([SECRET, 'unverified']);
    await returnToWindow();
    expect([await paste(), status()]).toEqual(['', 'cleared']);
  });

  it('fault 72: what was copied elsewhere meanwhile is left alone at the next focus', async () => {
    await copySecret();
    leaveWindow();
    await bench.pass(LIFETIME_MS);
    desktop.copyElsewhere(USER_TEXT);
    await returnToWindow();
    expect([await paste(), status()]).toEqual([USER_TEXT, 'replaced']);
  });

  it('fault 72: a secret that arrives after the window was left is refused, not told as copied', async () => {
    desktop.copyElsewhere(USER_TEXT);
    const release = bench.holdSecrets();
    const copy = copySecret();
    await settle();
    leaveWindow();
    release();
    await expect(copy).rejects.toMatchObject({ code: 'CLIPBOARD_NEEDS_FOCUS' });
    expect([await paste(), status()]).toEqual([USER_TEXT, 'empty']);
  });

  it('fault 72: a token is refused there too, and the secret before it is still cleared', async () => {
    await copySecret();
    leaveWindow();
    const copy = bench.keyClipboard.copyToken('c', shownKey('authkey.1'));
    await expect(copy).rejects.toMatchObject({ code: 'CLIPBOARD_NEEDS_FOCUS' });
    await returnToWindow();
    await bench.pass(LIFETIME_MS);
    expect([await paste(), status()]).toEqual(['', 'cleared']);
  });

  it('fault 72: a window that is left in the middle of a copy claims nothing, and the next focus clears', async () => {
    const write = host.clipboard.write.bind(host.clipboard);
    vi.spyOn(host.clipboard, 'write').mockImplementationOnce(async (items) => {
      await write(items);
      leaveWindow();
    });
    await expect(copySecret()).rejects.toMatchObject({ code: 'CLIPBOARD_NEEDS_FOCUS' });
    await settle();
    expect([await paste(), status()]).toEqual([SECRET, 'unverified']);
    await returnToWindow();
    expect([await paste(), status()]).toEqual(['', 'cleared']);
  });
});
