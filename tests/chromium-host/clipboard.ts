import { app } from './app.ts';
import { MutterClipboard, type Offer, SystemClipboard } from './desktopClipboard.ts';
import { strict } from './strict.ts';
import { windowRegistry } from './windowRegistry.ts';

type Payload = string | Blob | Promise<string | Blob>;

const TEXT = 'text/plain';
const KNOWN_FORMAT = /^(text\/plain|electron application\/osclipboard;format="[^"]+")$/;

/** Implements Electron's `ClipboardItem`. @throws Error for an unknown format. */
export class ClipboardItem {
  readonly payloads: Readonly<Record<string, Payload>>;

  constructor(payloads: Readonly<Record<string, Payload>>) {
    const unknown = Object.keys(payloads).find((format) => !KNOWN_FORMAT.test(format));
    if (unknown !== undefined) {
      throw new Error(`The Chromium host does not implement the clipboard format '${unknown}'`);
    }
    this.payloads = payloads;
  }
}

/** The part of Electron's `clipboard` that KeyDesk uses, on a simulated desktop. */
export class HostClipboard {
  readonly desktop: SystemClipboard;

  constructor(desktop: SystemClipboard) {
    this.desktop = desktop;
  }

  clear(): void {
    this.desktop.clear();
  }

  async readText(): Promise<string> {
    return readText(this.desktop.read());
  }

  async writeText(text: string): Promise<void> {
    await this.write([new ClipboardItem({ [TEXT]: text })]);
  }

  /** Replaces the contents by all formats of the items. Chromium omits an empty text, and clears if nothing is left. */
  async write(items: readonly ClipboardItem[]): Promise<void> {
    const entries = items.flatMap(({ payloads }) => Object.entries(payloads));
    const blobs = entries.map(async ([format, payload]) => [format, new Blob([await payload])] as const);
    const offer = new Map((await Promise.all(blobs)).filter(([format, { size }]) => format !== TEXT || size > 0));
    if (offer.size === 0) {
      this.desktop.clear();
    } else {
      this.desktop.write(offer);
    }
  }
}

/** The text of an offer; empty if there is none. */
export async function readText(offer: Offer): Promise<string> {
  return (await offer.get(TEXT)?.text()) ?? '';
}

function chooseDesktop(): SystemClipboard {
  const isWayland = process.platform === 'linux' && app.commandLine.getSwitchValue('ozone-platform') === 'wayland';
  return isWayland ? new MutterClipboard() : new SystemClipboard();
}

const hostClipboard = new HostClipboard(chooseDesktop());

/** The desktop of this process, with which tests act as another program. */
export const { desktop } = hostClipboard;

for (const event of ['focused', 'blurred'] as const) {
  windowRegistry.on(event, () => {
    desktop.isFocused = event === 'focused';
  });
}

/** Implements Electron's `clipboard`. */
export const clipboard = strict('clipboard', hostClipboard);
