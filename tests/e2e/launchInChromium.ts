import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { type Browser, chromium, type Page } from '@playwright/test';
import { chromiumHost, sandboxSwitches } from '../../scripts/host.mjs';
import { keepOutput, RECORDER, START_VARIABLE } from './evidence/recorder.ts';
import type { HostLaunch, RunningApp } from './runningApp.ts';

/** Longest wait for the window, in milliseconds. */
const WINDOW_LIMIT_MS = 30_000;

/** The application in this host, which can simulate what a system does. */
export interface ChromiumApp extends Omit<RunningApp, 'userDataFolder' | 'keepPage'> {
  /** Sends the host one of the messages of tests/chromium-host/register.ts that have no reply. */
  readonly tell: (message: string | object) => Promise<void>;
}

/**
 * Starts the compiled application in the Chromium host, in a process of its own, and drives its window over Chromium's
 * debugging port.
 */
export async function launchInChromium({
  application,
  switches,
  environment,
  size,
  startFolder,
  recordsCalls,
  isVisible = false,
}: HostLaunch): Promise<ChromiumApp> {
  const { command, parameters } = chromiumHost(application, ...(recordsCalls ? [RECORDER] : []));
  const ownSwitches = [...(isVisible ? [] : ['--headless']), '--remote-debugging-port=0', ...sandboxSwitches()];
  const child = spawn(command, [...parameters, ...ownSwitches, ...switches], {
    env: startFolder === null ? environment : { ...environment, [START_VARIABLE]: startFolder },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  keepOutput(child, startFolder);
  const ended = once(child, 'exit');
  const browser = await connect(child);
  const page = await findWindow(browser);
  if (size !== null) {
    // Through the host: this connection could only change the size of the page, not of its window.
    await ask(child, { windowSize: size });
  }
  const tell = async (message: string | object): Promise<void> => {
    await new Promise((sent) => child.send(message, sent));
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  return {
    host: 'chromium',
    tell,
    page,
    mainProcessId: child.pid ?? 0,
    readClipboard: async () => (await ask(child, 'readClipboard')).clipboard as string,
    writeClipboard: async (text) => {
      await ask(child, { writeClipboard: text });
    },
    emitPowerEvent: tell,
    setIdleSeconds: (idleSeconds) => tell({ idleSeconds }),
    isContentProtected: async () => (await ask(child, 'isContentProtected')).isContentProtected as boolean,
    chooseFile: (file) => tell({ chosenFile: file }),
    close: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

/** Sends the host a message and returns its reply; replies come in order. */
async function ask(child: ChildProcess, message: string | object): Promise<Record<string, unknown>> {
  child.send(message);
  const [reply] = (await once(child, 'message')) as [Record<string, unknown>];
  return reply;
}

/** Waits for the address that the host prints, and connects to it. @throws Error if the host exits before. */
export async function connect(child: ChildProcess): Promise<Browser> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let text = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    const address = /DevTools listening on (ws:\S+)\n/.exec(text)?.[1];
    if (address !== undefined) {
      resolve(address);
    }
  });
  child.once('exit', () => reject(new Error(`The application exited at its start:\n${text}`)));
  return chromium.connectOverCDP(await promise, { noDefaults: true });
}

/** Waits until the application has loaded its page. */
export async function findWindow(browser: Browser): Promise<Page> {
  const limit = Date.now() + WINDOW_LIMIT_MS;
  while (Date.now() < limit) {
    const page = browser
      .contexts()
      .flatMap((context) => context.pages())
      .find((candidate) => candidate.url().includes('/index.html'));
    if (page !== undefined) {
      await page.waitForLoadState();
      return page;
    }
    await delay(50);
  }
  throw new Error('The application did not open its window in time');
}
