import { beforeEach, describe, expect, it, vi } from 'vitest';
import { HostClipboard, readText } from '../../../chromium-host/clipboard.ts';
import { MutterClipboard, SystemClipboard } from '../../../chromium-host/desktopClipboard.ts';
import { secretOf } from '../../../fakes/memoryAdminApi.ts';
import { settle } from '../../../fakes/settle.ts';
import { memory, services, startBeforeEach } from '../application.ts';
import * as bench from './clipboardBench.ts';

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

let desktop: SystemClipboard;

startBeforeEach();

/** Starts the application with the real clipboard adapter on a desktop. */
async function use(chosen: SystemClipboard, needsFocus = false): Promise<void> {
  desktop = chosen;
  host.clipboard = new HostClipboard(chosen);
  await bench.startWithClipboard({ ...electronClipboard, needsFocus });
}

const paste = () => readText(desktop.paste());
const found = async () => [await paste(), bench.status()];

function leaveWindow(): void {
  desktop.isFocused = false;
  memory.focus.focused = false;
}

async function returnToWindow(): Promise<void> {
  desktop.isFocused = true;
  memory.focus.focus();
  await settle();
}

describe.runIf(process.platform === 'linux').each([
  ['GNOME on Wayland', () => new MutterClipboard(), true],
  ['X11, or a system that keeps what is copied', () => new SystemClipboard(), false],
] as const)('on %s', (_name, create, needsFocus) => {
  beforeEach(() => use(create(), needsFocus));

  it('fault 70: a copied secret is marked as concealed, and cleared when it expires', async () => {
    await bench.copySecret();
    expect(await paste()).toBe(SECRET);
    expect(desktop.paste().has(MARK)).toBe(true);
    await bench.pass(bench.LIFETIME_MS);
    expect(await found()).toEqual(['', 'cleared']);
  });

  it.each(['lock', 'close'] as const)('fault 70: a copied secret is cleared on %s', async (end) => {
    await bench.copySecret();
    await services.keyClipboard[end]();
    expect(await paste()).toBe('');
  });

  it('what the user copied since is not cleared', async () => {
    await bench.copySecret();
    desktop.copyElsewhere(bench.USER_TEXT);
    await bench.pass(bench.LIFETIME_MS);
    expect(await found()).toEqual([bench.USER_TEXT, 'replaced']);
  });
});

describe.runIf(process.platform === 'linux')('on GNOME with Wayland', () => {
  beforeEach(() => use(new MutterClipboard(), true));

  it('fault 70: no trace of the secret remains after KeyDesk has quit', async () => {
    await bench.copySecret();
    await services.keyClipboard.close();
    desktop.applicationEnds();
    expect(await paste()).toBe('');
  });

  it.each([
    ['the secret expires', () => bench.pass(bench.LIFETIME_MS)],
    ['KeyDesk is locked', () => services.keyClipboard.lock()],
  ])('fault 72: without the focus clearing is not reported when %s, and the next focus clears', async (_when, end) => {
    await bench.copySecret();
    leaveWindow();
    await end();
    await bench.pass(3_600_000);
    expect(await found()).toEqual([SECRET, 'unverified']);
    await returnToWindow();
    expect(await found()).toEqual(['', 'cleared']);
  });

  it('fault 72: copying a secret fails if the window loses the focus before it arrives', async () => {
    desktop.copyElsewhere(bench.USER_TEXT);
    const release = bench.holdSecrets();
    const copy = bench.copySecret();
    await settle();
    leaveWindow();
    release();
    await expect(copy).rejects.toMatchObject({ code: 'CLIPBOARD_NEEDS_FOCUS' });
    expect(await found()).toEqual([bench.USER_TEXT, 'empty']);
  });

  it('fault 72: copying a token fails without the focus too, and the previous secret is still cleared', async () => {
    await bench.copySecret();
    leaveWindow();
    const copy = bench.copyToken();
    await expect(copy).rejects.toMatchObject({ code: 'CLIPBOARD_NEEDS_FOCUS' });
    await returnToWindow();
    await bench.pass(bench.LIFETIME_MS);
    expect(await found()).toEqual(['', 'cleared']);
  });

  it('fault 72: losing the focus during a copy reports no success, and the next focus clears', async () => {
    const write = host.clipboard.write.bind(host.clipboard);
    vi.spyOn(host.clipboard, 'write').mockImplementationOnce(async (items) => {
      await write(items);
      leaveWindow();
    });
    await expect(bench.copySecret()).rejects.toMatchObject({ code: 'CLIPBOARD_NEEDS_FOCUS' });
    await settle();
    expect(await found()).toEqual([SECRET, 'unverified']);
    await returnToWindow();
    expect(await found()).toEqual(['', 'cleared']);
  });
});
