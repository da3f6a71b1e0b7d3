import { describe, expect, it } from 'vitest';
import { concealedFormats } from '../../../electron/adapters/system/concealedFormats.ts';
import { ClipboardItem, HostClipboard, readText } from '../../chromium-host/clipboard.ts';
import {
  type DesktopClipboard,
  MutterClipboard,
  SystemClipboard,
  X11Clipboard,
} from '../../chromium-host/desktopClipboard.ts';

const MARK = concealedFormats('linux');
const SECRET = new ClipboardItem({ 'text/plain': 'secret', ...MARK });

const formats = (desktop: DesktopClipboard) => [...desktop.paste().keys()];
const paste = (desktop: DesktopClipboard) => readText(desktop.paste());

/** A desktop on which the application has just written a marked text. */
async function withSecret(desktop: DesktopClipboard): Promise<HostClipboard> {
  const clipboard = new HostClipboard(desktop);
  await clipboard.write([SECRET]);
  return clipboard;
}

describe.each([
  ['a system that keeps what is copied', () => new SystemClipboard()],
  ['X11', () => new X11Clipboard()],
  ['X11 with a manager', () => new X11Clipboard({ restores: true })],
  ['Wayland', () => new MutterClipboard()],
])('the clipboard of %s', (_name, create) => {
  it('holds what was written last, by whichever program', async () => {
    const desktop = create();
    const clipboard = new HostClipboard(desktop);
    await clipboard.writeText('first');
    await clipboard.write([SECRET]);
    expect([await clipboard.readText(), formats(desktop)]).toEqual(['secret', ['text/plain', ...Object.keys(MARK)]]);
    desktop.copyElsewhere('theirs');
    expect([await clipboard.readText(), formats(desktop)]).toEqual(['theirs', ['text/plain']]);
  });

  it('has no text left once the mark alone is written', async () => {
    const desktop = create();
    const clipboard = await withSecret(desktop);
    await clipboard.write([new ClipboardItem(MARK)]);
    expect([await paste(desktop), formats(desktop)]).toEqual(['', Object.keys(MARK)]);
  });
});

describe('on X11', () => {
  it('clearing leaves nothing, and takes what others have copied as well', async () => {
    const desktop = new X11Clipboard({ restores: true });
    const clipboard = await withSecret(desktop);
    clipboard.clear();
    expect(formats(desktop)).toEqual([]);
    desktop.copyElsewhere('theirs');
    clipboard.clear();
    expect(await paste(desktop)).toBe('');
  });

  it.each([
    ['nothing is left of it', false, ''],
    ['a manager offers it again without its mark', true, 'secret'],
  ])('when the application ends, %s', async (_name, restores, text) => {
    const desktop = new X11Clipboard({ restores });
    await withSecret(desktop);
    desktop.applicationEnds();
    expect([await paste(desktop), formats(desktop)]).toEqual([text, restores ? ['text/plain'] : []]);
  });

  it.each([
    ['clearing', (clipboard: HostClipboard) => clipboard.clear()],
    ['the mark alone', (clipboard: HostClipboard) => clipboard.write([new ClipboardItem(MARK)])],
  ])('a manager brings the text back when the application ends, also after %s', async (_name, clear) => {
    const desktop = new X11Clipboard({ restores: true });
    await clear(await withSecret(desktop));
    expect(await paste(desktop)).toBe('');
    desktop.applicationEnds();
    expect([await paste(desktop), formats(desktop)]).toEqual(['secret', ['text/plain']]);
  });

  it('the end of the application takes nothing that others have copied', async () => {
    const desktop = new X11Clipboard();
    await withSecret(desktop);
    desktop.copyElsewhere('theirs');
    desktop.applicationEnds();
    expect(await paste(desktop)).toBe('theirs');
  });
});

describe('on GNOME with Wayland', () => {
  it.each([
    ['clear()', (clipboard: HostClipboard) => clipboard.clear()],
    ['an empty text, which Chromium leaves out,', (clipboard: HostClipboard) => clipboard.writeText('')],
  ])('%s brings the text back at once, without its mark', async (_name, clear) => {
    const desktop = new MutterClipboard();
    const clipboard = await withSecret(desktop);
    await clear(clipboard);
    expect([await clipboard.readText(), formats(desktop)]).toEqual(['secret', ['text/plain']]);
  });

  it('the end of the application brings the text back without its mark, but not what was cleared by the mark', async () => {
    const desktop = new MutterClipboard();
    const clipboard = await withSecret(desktop);
    desktop.applicationEnds();
    expect([await paste(desktop), formats(desktop)]).toEqual(['secret', ['text/plain']]);
    await clipboard.write([new ClipboardItem(MARK)]);
    desktop.applicationEnds();
    expect(formats(desktop)).toEqual([]);
  });

  it('without the focus a write is dropped, and the application sees its own copy', async () => {
    const desktop = new MutterClipboard();
    const clipboard = new HostClipboard(desktop);
    desktop.copyElsewhere('theirs');
    desktop.isFocused = false;
    expect(await clipboard.readText()).toBe('');
    await clipboard.writeText('mine');
    expect([await clipboard.readText(), await paste(desktop)]).toEqual(['mine', 'theirs']);
    desktop.isFocused = true;
    expect(await clipboard.readText()).toBe('theirs');
  });

  it('without the focus clearing only loses the mark, and seems to have worked', async () => {
    const desktop = new MutterClipboard();
    const clipboard = await withSecret(desktop);
    desktop.isFocused = false;
    clipboard.clear();
    expect([await clipboard.readText(), await paste(desktop), formats(desktop)]).toEqual([
      '',
      'secret',
      ['text/plain'],
    ]);
  });
});

it('refuses a format that Electron would not know', () => {
  expect(() => new ClipboardItem({ 'x-kde-passwordManagerHint': 'secret' })).toThrow('clipboard format');
});
