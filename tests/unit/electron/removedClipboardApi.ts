/**
 * Electron 44 took the clipboard from the window and made what is left of it asynchronous. These are calls of the former
 * interface. Each line has to be a compile error, so type checking is proved to be the gate: against other types than
 * those of the pinned Electron, the expected errors would be missing, which is an error itself.
 */
import type { Clipboard } from 'electron';

/** Never runs. */
export function formerCalls(clipboard: Clipboard): readonly unknown[] {
  // @ts-expect-error the text comes as a promise
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
