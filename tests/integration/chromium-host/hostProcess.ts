import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright';
import { sandboxSwitches } from '../../../scripts/host.mjs';

const REGISTER = resolve(import.meta.dirname, '../../chromium-host/register.ts');
const MAIN = resolve(import.meta.dirname, 'application/main.ts');

/** The test application in the Chromium host. */
export interface HostProcess {
  readonly page: Page;
  /** Asks the host something. */
  readonly ask: (question: string) => Promise<Record<string, unknown>>;
  /** Everything it wrote to its standard error so far. */
  readonly output: () => string;
  /** Sends a signal and waits for the end; gives the exit code, `null` after a deadly signal. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>;
  /** Settles with the exit code once the process has ended by itself. */
  readonly ended: Promise<number | null>;
  /** Removes its data folder. */
  readonly clean: () => Promise<void>;
}

/** The test application on its way: its window may never come. */
export interface StartingHost extends Omit<HostProcess, 'page'> {
  /** Address of its debugging port, once it is told; `undefined` when it has ended before. */
  readonly address: () => Promise<string | undefined>;
}

/** Starts the test application. @param more switches beside the usual ones. @param environment variables beside them. */
export async function spawnHost(
  more: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<StartingHost> {
  const folder = await mkdtemp(join(tmpdir(), 'keydesk-host-'));
  const switches = [`--user-data-dir=${folder}`, '--headless', '--remote-debugging-port=0', ...sandboxSwitches()];
  const child = spawn(process.execPath, ['--import', REGISTER, MAIN, ...switches, ...more], {
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    env: { ...process.env, ...environment },
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  let output = '';
  child.stderr?.on('data', (chunk) => {
    output += chunk;
  });
  const find = (): string | undefined => /DevTools listening on (ws:\S+)\n/.exec(output)?.[1];
  return {
    address: async () => {
      while (find() === undefined && child.exitCode === null) {
        await delay(20);
      }
      return find();
    },
    ask: async (question) => {
      child.send(question);
      const [answer] = (await once(child, 'message')) as [Record<string, unknown>];
      return answer;
    },
    output: () => output,
    ended,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
    clean: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Starts the test application and connects to its page. @param more switches beside the usual ones. */
export async function startHost(...more: readonly string[]): Promise<HostProcess> {
  const host = await spawnHost(more);
  return { ...host, page: await findPage(await connect(host)) };
}

/** Connects to the Chromium of a host. */
export async function connect(host: StartingHost): Promise<Browser> {
  return chromium.connectOverCDP((await host.address()) ?? '', { noDefaults: true });
}

async function findPage(browser: Browser): Promise<Page> {
  const page = browser.contexts()[0]?.pages()[0];
  if (page === undefined) {
    throw new Error('The host opened no page');
  }
  await page.getByRole('heading', { name: 'Ready' }).waitFor();
  return page;
}

/** Whether a process still runs. One that has ended but was not yet collected by its parent does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
