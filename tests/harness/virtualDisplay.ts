import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

/** Longest wait for a window, in milliseconds. */
const WINDOW_LIMIT_MS = 60_000;

/** A virtual X11 display whose windows a test can operate. */
export interface VirtualDisplay {
  /** Environment with which a program opens its windows there. */
  readonly environment: Readonly<Record<string, string>>;
  /** Number of visible windows whose title contains `title`. */
  count(title: string): Promise<number>;
  /** Waits for a window and returns its id. @throws Error if none opens in time. */
  waitFor(title: string): Promise<string>;
  /** Waits for a window, presses keys there, and waits until it is closed. @param text typed before. */
  answer(title: string, key: 'Escape' | 'Return', text?: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a virtual display. Linux only; needs the packages xvfb and xdotool. */
export async function startVirtualDisplay(): Promise<VirtualDisplay> {
  const parameters = ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'];
  const server = spawn('Xvfb', parameters, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const [number] = (await once(server.stdio[3] as NodeJS.ReadableStream, 'data')) as [Buffer];
  const environment = { DISPLAY: `:${String(number).trim()}`, QT_QPA_PLATFORM: 'xcb' };
  const env = { ...process.env, ...environment };
  const run = async (...command: readonly string[]): Promise<string> =>
    (await promisify(execFile)('xdotool', command, { env })).stdout.trim();
  /** It exits with an error when there is none. */
  const find = async (title: string): Promise<readonly string[]> =>
    (await run('search', '--onlyvisible', '--name', title).catch(() => '')).split('\n').filter(Boolean);
  const waitUntil = async <Value>(what: string, look: () => Promise<Value | null>): Promise<Value> => {
    for (const limit = Date.now() + WINDOW_LIMIT_MS; Date.now() < limit; await delay(50)) {
      const value = await look();
      if (value !== null) {
        return value;
      }
    }
    throw new Error(`${what} in ${WINDOW_LIMIT_MS / 1000} s`);
  };
  const waitFor = (title: string): Promise<string> =>
    waitUntil(`No window "${title}" opened`, async () => (await find(title)).at(-1) ?? null);
  return {
    environment,
    count: async (title) => (await find(title)).length,
    waitFor,
    answer: async (title, key, text = '') => {
      const window = await waitFor(title);
      // A dialog takes keys only after it was drawn; what is typed before is lost.
      await waitUntil(`The window "${title}" did not close`, async () => {
        const typed = text === '' ? [] : ['key', 'ctrl+a', 'type', '--delay', '20', text];
        if (
          await run('windowfocus', window).then(
            () => true,
            () => false,
          )
        ) {
          if (typed.length > 0) {
            await run(...typed).catch(() => '');
          }
          await run('key', key).catch(() => '');
        }
        await delay(200);
        return (await find(title)).includes(window) ? null : true;
      });
    },
    stop: async () => {
      const ended = once(server, 'exit');
      server.kill();
      await ended;
    },
  };
}
