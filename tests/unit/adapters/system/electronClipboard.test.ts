import { beforeEach, expect, it, vi } from 'vitest';
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

it.each<[platform: NodeJS.Platform, marks: Record<string, readonly number[]>]>([
  ['darwin', { 'org.nspasteboard.ConcealedType': [], 'org.nspasteboard.TransientType': [] }],
  [
    'win32',
    {
      ExcludeClipboardContentFromMonitorProcessing: ascii('1'),
      CanIncludeInClipboardHistory: [0, 0, 0, 0],
      CanUploadToCloudClipboard: [0, 0, 0, 0],
    },
  ],
  ['linux', { 'x-kde-passwordManagerHint': ascii('secret') }],
])('a concealed entry is marked on %s as its clipboard histories expect', async (platform, marks) => {
  const named = Object.entries(marks).map(([name, bytes]) => [
    `electron application/osclipboard;format="${name}"`,
    bytes,
  ]);
  expect(await formatsOf(platform)).toEqual(Object.fromEntries(named));
});

it('writes a secret and its marks in one write of one item', async () => {
  await electronClipboard.writeConcealed('the secret');
  expect(electron.calls).toEqual([
    ['write', [{ items: { 'text/plain': 'the secret', ...concealedFormats(process.platform) } }]],
  ]);
});

it.each([
  ['linux', 'wayland', 'x11', true],
  ['linux', 'x11', 'wayland', false],
  ['linux', 'auto', 'wayland', true],
  ['linux', 'auto', 'x11', false],
  ['linux', '', undefined, false],
  ['darwin', '', 'wayland', false],
] as const)('fault 72: the clipboard of %s on %j in a session of %s: needs the focus is %s', (...facts) => {
  const [platform, ozonePlatform, sessionType, needed] = facts;
  expect(needsFocus(platform, ozonePlatform, sessionType)).toBe(needed);
});

it('writes and reads plain text', async () => {
  await electronClipboard.writeText('a token');
  expect(await electronClipboard.readText()).toBe('what it holds');
  expect(electron.calls).toEqual([['writeText', 'a token'], ['readText']]);
});

it.each([
  ['linux', ['write', [{ items: concealedFormats('linux') }]]],
  ['darwin', ['clear']],
  ['win32', ['clear']],
] as const)(
  'fault 70: clears on %s with one call, on Linux by writing the mark without a text',
  async (platform, call) => {
    await clear(platform);
    expect(electron.calls).toEqual([call]);
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
