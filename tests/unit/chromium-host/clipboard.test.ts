import { describe, expect, it } from 'vitest';
import { concealedFormats } from '../../../electron/adapters/system/concealedFormats.ts';
import { ClipboardItem, HostClipboard, readText } from '../../chromium-host/clipboard.ts';
import { MutterClipboard, SystemClipboard } from '../../chromium-host/desktopClipboard.ts';

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
  ['Wayland', () => new MutterClipboard()],
])('on %s the last write counts, and the mark alone leaves no text', async (_name, create) => {
  const { desktop, clipboard, writeMark } = await withSecret(create());
  expect([await clipboard.readText(), await pasted(desktop)]).toEqual(['secret', ['secret', MARKED]]);
  desktop.copyElsewhere('theirs');
  expect([await clipboard.readText(), await pasted(desktop)]).toEqual(['theirs', ['theirs', ['text/plain']]]);
  await writeMark();
  expect(await pasted(desktop)).toEqual(['', Object.keys(MARK)]);
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
