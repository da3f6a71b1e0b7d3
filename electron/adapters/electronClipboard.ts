import { ClipboardItem, clipboard } from 'electron';
import { AppError } from '../../shared/result.ts';
import type { Clipboard } from '../ports.ts';
import { concealedFormats } from './concealedFormats.ts';

/** The system clipboard through Electron, written by main only. */
export const electronClipboard: Clipboard = {
  needsFocus: needsFocus(process.platform, process.env.XDG_SESSION_TYPE),
  writeText: (text) => attempt(() => clipboard.writeText(text)),
  writeConcealed: (text) =>
    attempt(() => clipboard.write([new ClipboardItem({ 'text/plain': text, ...concealedFormats(process.platform) })])),
  readText: () => attempt(() => clipboard.readText()),
  clear: () => attempt(async () => clipboard.clear()),
};

/** Whether a window without the focus is kept from the clipboard: Wayland does that, X11 and other systems do not. */
export function needsFocus(platform: NodeJS.Platform, sessionType: string | undefined): boolean {
  return platform === 'linux' && sessionType === 'wayland';
}

async function attempt<Value>(operation: () => Promise<Value>): Promise<Value> {
  try {
    return await operation();
  } catch (cause) {
    throw new AppError('CLIPBOARD_FAILED', 'The clipboard could not be used.', { cause });
  }
}
