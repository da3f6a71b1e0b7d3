import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentWithDisplay } from '../../../scripts/display.mjs';
import { hostEnvironment } from '../../../scripts/hostEnvironment.mjs';
import { connect, findWindow } from '../../e2e/launchInChromium.ts';
import type { Keyring } from '../../harness/keyring.ts';
import { measuredFolder } from '../benchRun.ts';
import { compareTimes, measureRounds, type Row } from '../table.ts';
import { hasList, waitUntil } from './measureStart.ts';

/** A page with one text, so that its first frame has something to paint. */
const EMPTY_PAGE = 'data:text/html,<p>empty';

/** What is started: the milliseconds until it is shown, and the command line of its browser. */
interface CommandStart {
  readonly shown: number;
  readonly browser: readonly string[];
}

/**
 * Measures `npm start` until the rows of a cached list, as a user starts it in a window, against the same Chromium with the
 * same switches, a new profile and an empty page until its first frame. Chromium host only.
 * @param userDataFolder with a cached list.
 */
export async function measureNpmStart(userDataFolder: string, keyring: Keyring, rounds: number): Promise<Row> {
  const environment = { ...hostEnvironment(await environmentWithDisplay()), ...keyring.environment, LANGUAGE: 'en' };
  const startKeyDesk = () => startCommand(environment, userDataFolder);
  // Not measured: the first start may build and download.
  const { browser } = await startKeyDesk();
  const [empty = [], full = []] = await measureRounds(rounds, [
    () => startEmptyPage(browser, environment),
    async () => (await startKeyDesk()).shown,
  ]);
  const figure = '`npm start` to the rows of 1,000 cached keys, against the same Chromium with an empty page';
  return compareTimes(figure, empty, full, { atMost: 1.5 });
}

async function startCommand(env: NodeJS.ProcessEnv, userDataFolder: string): Promise<CommandStart> {
  const parameters = ['start', '--', '--remote-debugging-port=0', '--lang=en', `--user-data-dir=${userDataFolder}`];
  const begin = Date.now();
  const child = spawn('npm', parameters, {
    cwd: measuredFolder,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.resume();
  const page = await findWindow(await connect(child));
  const shown = (await waitUntil(page, hasList)) - begin;
  const browser = findBrowser(child.pid ?? 0);
  await end(child);
  return { shown, browser };
}

/** Starts the browser of KeyDesk without KeyDesk. Returns the milliseconds until its first frame. */
async function startEmptyPage([program = '', ...switches]: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const profile = mkdtempSync(join(tmpdir(), 'keydesk-bench-profile-'));
  const kept = switches.filter((one) => /^--(?!user-data-dir=|app=|remote-debugging-)/.test(one));
  const own = [`--user-data-dir=${profile}`, '--remote-debugging-port=0', `--app=${EMPTY_PAGE}`];
  const begin = Date.now();
  const child = spawn(program, [...kept, ...own], { env, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  const browser = await connect(child);
  const page =
    browser.contexts().flatMap((context) => context.pages())[0] ?? (await browser.contexts()[0]?.waitForEvent('page'));
  if (page === undefined) {
    throw new Error('Chromium opened no page');
  }
  // The browser itself notes the time, which may be before this connection.
  const painted = await page.waitForFunction(() => {
    const [entry] = performance.getEntriesByName('first-contentful-paint');
    return entry !== undefined && performance.timeOrigin + entry.startTime;
  });
  const shown = Number(await painted.jsonValue()) - begin;
  await end(child);
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  return shown;
}

/** The command line of the browser below a process. @throws Error if it runs none. */
function findBrowser(processId: number): readonly string[] {
  const found = commandLinesBelow(processId).find(
    (line) =>
      line.some((one) => one.startsWith('--user-data-dir=')) &&
      !line.some((one) => one.startsWith('--type=')) &&
      line.some((one) => one.startsWith('--window-size=')),
  );
  if (found === undefined) {
    throw new Error('The browser of `npm start` was not found; with Electron, this figure is not measured');
  }
  return found;
}

function commandLinesBelow(processId: number): readonly (readonly string[])[] {
  const threads = readdirSync(`/proc/${processId}/task`);
  const children = threads.flatMap((thread) =>
    readFileSync(`/proc/${processId}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
  // Chromium joins its own with spaces.
  const line = readFileSync(`/proc/${processId}/cmdline`, 'utf8').split(/[\0 ]/).filter(Boolean);
  return [line, ...children.flatMap(commandLinesBelow)];
}

/** Ends a program as Ctrl-C in its terminal does, and waits for its end. */
async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  process.kill(-(child.pid ?? 0), 'SIGINT');
  await ended;
}
