import { app } from './app.ts';
import { commandLine } from './commandLine.ts';
import { type DesktopClipboard, MutterClipboard, type Offer, SystemClipboard } from './desktopClipboard.ts';
import { strict } from './strict.ts';
import { WaylandClipboard } from './waylandClipboard.ts';
import { windowRegistry } from './windowRegistry.ts';
import { X11Clipboard } from './x11Clipboard.ts';

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

/** The part of Electron's `clipboard` that KeyDesk uses. */
export class HostClipboard {
  readonly desktop: DesktopClipboard;

  constructor(desktop: DesktopClipboard) {
    this.desktop = desktop;
  }

  clear(): void {
    // Electron's method returns nothing, so a failure is reported by the next read.
    void Promise.resolve(this.desktop.clear()).catch(() => {});
  }

  async readText(): Promise<string> {
    return readText(await this.desktop.read());
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
      await this.desktop.clear();
    } else {
      await this.desktop.write(offer);
    }
  }
}

/** The text of an offer; empty if there is none. */
export async function readText(offer: Offer): Promise<string> {
  return (await offer.get(TEXT)?.text()) ?? '';
}

/** A visible window uses the clipboard of its display; a headless one has a clipboard of its own. */
function chooseDesktop(): DesktopClipboard {
  if (!commandLine.isHeadless && process.platform === 'linux') {
    const { DISPLAY: display = '', WAYLAND_DISPLAY: waylandDisplay = '' } = process.env;
    if (waylandDisplay !== '' && WaylandClipboard.isInstalled()) {
      return new WaylandClipboard();
    }
    return new X11Clipboard(display);
  }
  const isWayland = process.platform === 'linux' && app.commandLine.getSwitchValue('ozone-platform') === 'wayland';
  return isWayland ? new MutterClipboard() : new SystemClipboard();
}

const hostClipboard = new HostClipboard(chooseDesktop());
const { desktop } = hostClipboard;

/** The simulated desktop of a headless process, with which tests act as another program. */
export const simulatedDesktop = desktop instanceof SystemClipboard ? desktop : null;

for (const event of ['focused', 'blurred'] as const) {
  windowRegistry.on(event, () => {
    desktop.isFocused = event === 'focused';
  });
}

/** Implements Electron's `clipboard`. */
export const clipboard = strict('clipboard', hostClipboard);
