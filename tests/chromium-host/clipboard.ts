import { strict } from './strict.ts';

type Payload = string | Blob | Promise<string | Blob>;

const KNOWN_FORMAT = /^(text\/plain|electron application\/osclipboard;format="[^"]+")$/;

/** Stands for Electron's `ClipboardItem`. @throws Error for a format the host does not know. */
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

/** The part of Electron's `clipboard` that KeyDesk uses. It is the host's own, not the system's. */
export class HostClipboard {
  private content: ReadonlyMap<string, Blob> = new Map();

  clear(): void {
    this.content = new Map();
  }

  async readText(): Promise<string> {
    return (await this.content.get('text/plain')?.text()) ?? '';
  }

  async writeText(text: string): Promise<void> {
    await this.write([new ClipboardItem({ 'text/plain': text })]);
  }

  /** Replaces the content by all formats of the items at once. */
  async write(items: readonly ClipboardItem[]): Promise<void> {
    const entries = items.flatMap(({ payloads }) => Object.entries(payloads));
    const blobs = entries.map(async ([format, payload]) => [format, new Blob([await payload])] as const);
    this.content = new Map(await Promise.all(blobs));
  }
}

/** Stands for Electron's `clipboard`. */
export const clipboard = strict('clipboard', new HostClipboard());
