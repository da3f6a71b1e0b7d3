import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { DesktopClipboard, Offer } from './desktopClipboard.ts';

const TEXT = 'text/plain';

/**
 * The clipboard of a Wayland session, through the programs of wl-clipboard, which need no focus. They offer one format at a
 * time: a text is marked as sensitive only by versions that have an option for it (2.3 and later).
 */
export class WaylandClipboard implements DesktopClipboard {
  isFocused = true;
  readonly #marks = spawnSync('wl-copy', ['--help'], { encoding: 'utf8' }).stdout.includes('--sensitive')
    ? ['--sensitive']
    : [];

  /** Whether wl-clipboard is installed. */
  static isInstalled(): boolean {
    return spawnSync('wl-copy', ['--version']).error === undefined;
  }

  async write(offer: Offer): Promise<void> {
    const formats = [...offer];
    const [format, payload] = formats.find(([name]) => name === TEXT) ?? formats[0] ?? [];
    if (format === undefined || payload === undefined) {
      await this.clear();
      return;
    }
    const isMarked = format === TEXT && formats.length > 1;
    const type = /format="([^"]+)"/.exec(format)?.[1] ?? format;
    await run('wl-copy', [...(isMarked ? this.#marks : []), '--type', type], Buffer.from(await payload.arrayBuffer()));
  }

  async clear(): Promise<void> {
    await run('wl-copy', ['--clear']);
  }

  async read(): Promise<Offer> {
    const child = spawn('wl-paste', ['--no-newline', '--type', TEXT], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [pasted, [status]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    // It fails if nothing is offered, and if it is not text.
    return new Map(status === 0 ? [[TEXT, new Blob([pasted])]] : []);
  }
}

/** @throws Error if the program fails. */
async function run(program: string, parameters: readonly string[], input: Buffer = Buffer.alloc(0)): Promise<void> {
  // Its own output would stay open as long as the text is offered.
  const child = spawn(program, parameters, { stdio: ['pipe', 'ignore', 'ignore'] });
  child.stdin.end(input);
  const [status] = await once(child, 'exit');
  if (status !== 0) {
    throw new Error(`${program} ended with ${status}`);
  }
}
