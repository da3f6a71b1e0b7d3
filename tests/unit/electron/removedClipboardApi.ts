/**
 * Electron 44 removed the clipboard from the renderer and made the rest of it asynchronous. These are calls of the
 * former interface, each of which must be a compile error. With types of another Electron version the expected errors
 * would be missing, which is an error itself.
 */
import type { Clipboard } from 'electron';

/** Never runs. */
export function formerCalls(clipboard: Clipboard): readonly unknown[] {
  // @ts-expect-error returns a promise
  const text: string = clipboard.readText();
  return [
    text,
    // @ts-expect-error removed
    clipboard.writeHTML('<b>x</b>'),
    // @ts-expect-error removed
    clipboard.writeBuffer('format', new Uint8Array()),
    // @ts-expect-error removed
    clipboard.readBuffer('format'),
    // @ts-expect-error removed
    clipboard.availableFormats(),
    // @ts-expect-error takes items, not an object of formats
    clipboard.write({ text: 'x' }),
  ];
}
