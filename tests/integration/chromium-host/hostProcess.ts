import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll } from 'vitest';
import { sandboxSwitches } from '../../../scripts/host.mjs';

const REGISTER = resolve(import.meta.dirname, '../../chromium-host/register.ts');
const MAIN = resolve(import.meta.dirname, 'application/main.ts');

/** The test application in the Chromium host. It ends with the test file, unless it has ended before. */
export interface HostProcess {
  /** Asks the host something. */
  readonly ask: (question: string) => Promise<Record<string, unknown>>;
  /** Connects to its Chromium; rejects if the host ends before its window is open. */
  readonly connect: () => Promise<Browser>;
  /** Everything that it has written to its standard error. */
  readonly output: () => string;
  /** Sends a signal, waits for the end and returns the exit code; `null` after a deadly signal. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>;
  /** Exit code, once the process has ended. */
  readonly ended: Promise<number | null>;
}

const cleanups: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(cleanups.map((clean) => clean())));

/**
 * Starts the test application. Its window may never open.
 * @param switches override the usual ones. @param environment additional variables.
 */
export async function spawnHost(
  switches: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<HostProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'keydesk-host-'));
  const usual = [`--user-data-dir=${folder}`, '--headless', ...sandboxSwitches()];
  const port = switches.some((text) => text.startsWith('--remote-debugging-port')) ? [] : ['--remote-debugging-port=0'];
  const child = spawn(process.execPath, ['--import', REGISTER, MAIN, ...usual, ...port, ...switches], {
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    env: { ...process.env, ...environment },
  });
  // Later than the exit: the output is complete.
  const ended = once(child, 'close').then(([code]) => code as number | null);
  let output = '';
  child.stderr?.on('data', (chunk) => {
    output += chunk;
  });
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  cleanups.push(async () => {
    await end('SIGKILL');
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  const address = (): string | undefined => /DevTools listening on (ws:\S+)\n/.exec(output)?.[1];
  return {
    ask: async (question) => {
      child.send(question);
      const [answer] = (await once(child, 'message')) as [Record<string, unknown>];
      return answer;
    },
    connect: async () => {
      while (address() === undefined && child.exitCode === null) {
        await delay(20);
      }
      return chromium.connectOverCDP(address() ?? '', { noDefaults: true });
    },
    output: () => output,
    ended,
    end,
  };
}

/** Starts the test application and connects to its page. */
export async function startHost(...switches: readonly string[]): Promise<HostProcess & { readonly page: Page }> {
  const host = await spawnHost(switches);
  const browser = await host.connect();
  const page = browser.contexts()[0]?.pages()[0];
  if (page === undefined) {
    throw new Error('The host opened no page');
  }
  await page.getByRole('heading', { name: 'Ready' }).waitFor();
  return { ...host, page };
}

/** Whether a process still runs. A zombie does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
