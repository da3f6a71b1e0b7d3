/**
 * The marks by which clipboard histories and cloud clipboards know that they must leave an entry out. They are
 * advice that other programs may ignore. Written in the same atomic write as the text: written later, a history
 * would already have the bare secret.
 *
 * Sources: macOS http://nspasteboard.org · Windows
 * https://learn.microsoft.com/windows/win32/dataxchg/clipboard-formats#cloud-clipboard-and-clipboard-history-formats
 * (the two `Can…` formats are a DWORD 0, so four zero bytes and not text) · Linux: the hint of KDE's Klipper.
 */
export function concealedFormats(platform: NodeJS.Platform): Record<string, string | Blob> {
  switch (platform) {
    case 'darwin':
      return {
        [rawFormat('org.nspasteboard.ConcealedType')]: '',
        [rawFormat('org.nspasteboard.TransientType')]: '',
      };
    case 'win32':
      return {
        [rawFormat('ExcludeClipboardContentFromMonitorProcessing')]: '1',
        [rawFormat('CanIncludeInClipboardHistory')]: new Blob([new Uint8Array(4)]),
        [rawFormat('CanUploadToCloudClipboard')]: new Blob([new Uint8Array(4)]),
      };
    default:
      return { [rawFormat('x-kde-passwordManagerHint')]: 'secret' };
  }
}

/** Name under which Electron 44 and later take a format of the operating system itself. */
function rawFormat(name: string): string {
  return `electron application/osclipboard;format="${name}"`;
}
