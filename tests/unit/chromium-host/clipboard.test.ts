import { describe, expect, it } from 'vitest';
import { concealedFormats } from '../../../electron/adapters/system/concealedFormats.ts';
import { ClipboardItem, HostClipboard, readText } from '../../chromium-host/clipboard.ts';
import { MutterClipboard, SystemClipboard, X11Clipboard } from '../../chromium-host/desktopClipboard.ts';

const MARK = concealedFormats('linux');
const MARKED = ['text/plain', ...Object.keys(MARK)];

/** What another program can paste: the text, and the formats beside it. */
const pasted = async (desktop: SystemClipboard) => [await readText(desktop.paste()), [...desktop.paste().keys()]];

/** A desktop on which the application has just written a marked text. */
async function withSecret<Desktop extends SystemClipboard>(desktop: Desktop) {
  const clipboard = new HostClipboard(desktop);
  await clipboard.write([new ClipboardItem({ 'text/plain': 'secret', ...MARK })]);
  return { desktop, clipboard, writeMark: () => clipboard.write([new ClipboardItem(MARK)]) };
}

it.each([
  ['a system that keeps what is copied', () => new SystemClipboard()],
  ['X11', () => new X11Clipboard()],
  ['X11 with a manager', () => new X11Clipboard({ restores: true })],
  ['Wayland', () => new MutterClipboard()],
])('on %s the last write counts, and the mark alone leaves no text', async (_name, create) => {
  const { desktop, clipboard, writeMark } = await withSecret(create());
  expect([await clipboard.readText(), await pasted(desktop)]).toEqual(['secret', ['secret', MARKED]]);
  desktop.copyElsewhere('theirs');
  expect([await clipboard.readText(), await pasted(desktop)]).toEqual(['theirs', ['theirs', ['text/plain']]]);
  await writeMark();
  expect(await pasted(desktop)).toEqual(['', Object.keys(MARK)]);
});

it.each([
  ['a write', () => {}],
  ['clearing', (clipboard: HostClipboard) => clipboard.clear()],
  ['the mark alone', (clipboard: HostClipboard) => clipboard.write([new ClipboardItem(MARK)])],
])('a manager on X11 offers the text without its mark once the application ends, after %s', async (_name, act) => {
  const { desktop, clipboard } = await withSecret(new X11Clipboard({ restores: true }));
  await act(clipboard);
  desktop.applicationEnds();
  expect(await pasted(desktop)).toEqual(['secret', ['text/plain']]);
});

it('without a manager the end of the application on X11 takes its text along, and no other', async () => {
  const { desktop } = await withSecret(new X11Clipboard());
  desktop.applicationEnds();
  expect(await pasted(desktop)).toEqual(['', []]);
  const other = await withSecret(new X11Clipboard());
  other.desktop.copyElsewhere('theirs');
  other.desktop.applicationEnds();
  expect(await pasted(other.desktop)).toEqual(['theirs', ['text/plain']]);
});

describe('on GNOME with Wayland', () => {
  it.each([
    ['clear()', (clipboard: HostClipboard) => clipboard.clear()],
    ['an empty text', (clipboard: HostClipboard) => clipboard.writeText('')],
  ])('%s brings the text back without its mark', async (_name, clear) => {
    const { desktop, clipboard } = await withSecret(new MutterClipboard());
    await clear(clipboard);
    expect(await pasted(desktop)).toEqual(['secret', ['text/plain']]);
  });

  it('the end of the application brings the text back, but not what the mark has cleared', async () => {
    const { desktop, writeMark } = await withSecret(new MutterClipboard());
    desktop.applicationEnds();
    expect(await pasted(desktop)).toEqual(['secret', ['text/plain']]);
    await writeMark();
    desktop.applicationEnds();
    expect(await pasted(desktop)).toEqual(['', []]);
  });

  it('without the focus a write is dropped, clearing only loses the mark, and both seem to have worked', async () => {
    const { desktop, clipboard } = await withSecret(new MutterClipboard());
    desktop.isFocused = false;
    await clipboard.writeText('mine');
    expect([await clipboard.readText(), await pasted(desktop)]).toEqual(['mine', ['secret', MARKED]]);
    clipboard.clear();
    expect([await clipboard.readText(), await pasted(desktop)]).toEqual(['', ['secret', ['text/plain']]]);
  });
});
