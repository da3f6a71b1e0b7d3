import { app, ClipboardItem, clipboard } from 'electron';
import { AppError } from '../../../shared/result.ts';
import type { Clipboard } from '../../ports.ts';
import { concealedFormats } from './concealedFormats.ts';
import { displayServer } from './displayServer.ts';

/** The system clipboard through Electron, written by main only. */
export const electronClipboard: Clipboard = {
  needsFocus: needsFocus(
    process.platform,
    app.commandLine.getSwitchValue('ozone-platform'),
    process.env.XDG_SESSION_TYPE,
  ),
  writeText: (text) => attempt(() => clipboard.writeText(text)),
  writeConcealed: (text) =>
    attempt(() => clipboard.write([new ClipboardItem({ 'text/plain': text, ...concealedFormats(process.platform) })])),
  readText: () => attempt(() => clipboard.readText()),
  clear: () => attempt(() => clear(process.platform)),
};

/** Whether a window without the focus is kept from the clipboard: Wayland does that, X11 and other systems do not. */
export function needsFocus(platform: NodeJS.Platform, ozonePlatform: string, sessionType: string | undefined): boolean {
  return platform === 'linux' && displayServer(ozonePlatform, sessionType) === 'wayland';
}

/**
 * On Linux by writing the mark alone. Clearing there means to withdraw what is offered, and a compositor such as GNOME's then
 * offers the text that it has kept at once again, without its mark; what takes the place of a text is not kept beside it.
 */
export async function clear(platform: NodeJS.Platform): Promise<void> {
  if (platform === 'linux') {
    await clipboard.write([new ClipboardItem(concealedFormats(platform))]);
  } else {
    clipboard.clear();
  }
}

async function attempt<Value>(operation: () => Promise<Value>): Promise<Value> {
  try {
    return await operation();
  } catch (cause) {
    throw new AppError('CLIPBOARD_FAILED', 'The clipboard could not be used.', { cause });
  }
}
