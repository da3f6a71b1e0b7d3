import { app, ClipboardItem, clipboard } from 'electron';
import { AppError } from '../../../shared/result.ts';
import type { Clipboard } from '../../ports.ts';
import { concealedFormats } from './concealedFormats.ts';
import { displayServer } from './displayServer.ts';

/** The system clipboard through Electron. */
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

/** Whether only a focused window can access the clipboard, as on Wayland. */
export function needsFocus(platform: NodeJS.Platform, ozonePlatform: string, sessionType: string | undefined): boolean {
  return platform === 'linux' && displayServer(ozonePlatform, sessionType) === 'wayland';
}

/**
 * Clears the clipboard; on Linux by replacing the contents with the marker alone. After an actual clear, compositors such as
 * GNOME's offer their own copy of the text again, without the marker; they do not keep what was replaced.
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
