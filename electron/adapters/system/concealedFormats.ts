/**
 * Formats that tell clipboard histories and cloud clipboards to skip an entry; other programs may ignore them. They must be
 * written together with the text, since a history would otherwise record the secret before the marker arrives.
 *
 * Sources: macOS http://nspasteboard.org · Windows
 * https://learn.microsoft.com/windows/win32/dataxchg/clipboard-formats#cloud-clipboard-and-clipboard-history-formats
 * (the two `Can…` formats are a DWORD 0: four zero bytes) · Linux: the hint for KDE's Klipper.
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

/** Name of a raw operating system format in Electron 44 and later. */
function rawFormat(name: string): string {
  return `electron application/osclipboard;format="${name}"`;
}
