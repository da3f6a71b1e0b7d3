import { beforeEach, describe, expect, it, vi } from 'vitest';
import { concealedFormats } from '../../../../electron/adapters/system/concealedFormats.ts';
import type { Clipboard } from '../../../../electron/ports.ts';

const electron = vi.hoisted(() => ({
  calls: [] as unknown[][],
  failure: null as Error | null,
}));

vi.mock('electron', () => {
  const record = (name: string, answer?: string) => {
    return async (...given: unknown[]) => {
      electron.calls.push([name, ...given]);
      if (electron.failure !== null) {
        throw electron.failure;
      }
      return answer;
    };
  };
  return {
    app: { commandLine: { getSwitchValue: () => 'x11' } },
    ClipboardItem: class {
      readonly items: unknown;
      constructor(items: unknown) {
        this.items = items;
      }
    },
    clipboard: {
      write: record('write'),
      writeText: record('writeText'),
      readText: record('readText', 'what it holds'),
      clear: record('clear'),
    },
  };
});

const { clear, electronClipboard, needsFocus } = await import(
  '../../../../electron/adapters/system/electronClipboard.ts'
);

beforeEach(() => {
  electron.calls.length = 0;
  electron.failure = null;
});

/** The formats of a platform with the bytes of each. */
async function formatsOf(platform: NodeJS.Platform): Promise<Record<string, readonly number[]>> {
  const entries = Object.entries(concealedFormats(platform)).map(async ([format, value]) => {
    return [format, [...new Uint8Array(await new Blob([value]).arrayBuffer())]] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

const ascii = (text: string) => [...Buffer.from(text, 'ascii')];

describe('the marks of a concealed entry', () => {
  it('are empty entries of nspasteboard.org on macOS', async () => {
    expect(await formatsOf('darwin')).toEqual({
      'electron application/osclipboard;format="org.nspasteboard.ConcealedType"': [],
      'electron application/osclipboard;format="org.nspasteboard.TransientType"': [],
    });
  });

  it('are two zero DWORDs and the note to monitors on Windows', async () => {
    expect(await formatsOf('win32')).toEqual({
      'electron application/osclipboard;format="ExcludeClipboardContentFromMonitorProcessing"': ascii('1'),
      'electron application/osclipboard;format="CanIncludeInClipboardHistory"': [0, 0, 0, 0],
      'electron application/osclipboard;format="CanUploadToCloudClipboard"': [0, 0, 0, 0],
    });
  });

  it('are the hint of password managers on Linux', async () => {
    expect(await formatsOf('linux')).toEqual({
      'electron application/osclipboard;format="x-kde-passwordManagerHint"': ascii('secret'),
    });
  });
});

it('writes a secret and its marks in one write of one item', async () => {
  await electronClipboard.writeConcealed('the secret');
  expect(electron.calls).toEqual([
    ['write', [{ items: { 'text/plain': 'the secret', ...concealedFormats(process.platform) } }]],
  ]);
});

it.each([
  ['linux', 'wayland', undefined, true],
  ['linux', 'wayland', 'x11', true],
  ['linux', 'wayland', 'tty', true],
  ['linux', 'x11', 'wayland', false],
  ['linux', 'x11', undefined, false],
  ['linux', '', 'wayland', true],
  ['linux', 'auto', 'wayland', true],
  ['linux', 'auto', 'x11', false],
  ['linux', '', undefined, false],
  ['darwin', '', 'wayland', false],
  ['win32', '', undefined, false],
] as const)('fault 72: the clipboard of %s on %j in a session of %s: needs the focus is %s', (...facts) => {
  const [platform, ozonePlatform, sessionType, needed] = facts;
  expect(needsFocus(platform, ozonePlatform, sessionType)).toBe(needed);
});

it('writes and reads plain text', async () => {
  await electronClipboard.writeText('a token');
  expect(await electronClipboard.readText()).toBe('what it holds');
  expect(electron.calls).toEqual([['writeText', 'a token'], ['readText']]);
});

it('fault 70: clears on Linux by one write that holds the mark and no text', async () => {
  await clear('linux');
  expect(electron.calls).toEqual([['write', [{ items: concealedFormats('linux') }]]]);
});

it.each(['darwin', 'win32'] as const)(
  'clears on %s, which keeps what is copied itself, by emptying it',
  async (platform) => {
    await clear(platform);
    expect(electron.calls).toEqual([['clear']]);
  },
);

it.each<[keyof Clipboard, () => Promise<unknown>]>([
  ['writeText', () => electronClipboard.writeText('a')],
  ['writeConcealed', () => electronClipboard.writeConcealed('a')],
  ['readText', () => electronClipboard.readText()],
  ['clear', () => electronClipboard.clear()],
])('says that the clipboard failed when %s fails', async (_name, call) => {
  electron.failure = new Error('the clipboard is locked');
  await expect(call()).rejects.toMatchObject({ code: 'CLIPBOARD_FAILED', cause: electron.failure });
});
