import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type BrowserContext, chromium } from 'playwright';
import { findChromium } from '../../scripts/chromium.mjs';
import { portProblem } from '../../scripts/freePort.mjs';
import { app } from './app.ts';
import { commandLine } from './commandLine.ts';
import { causeOf } from './launchFailure.ts';

/** A proxy that takes no connection (RFC 863, the discard port): whatever gets past the routes ends there. */
const NO_NETWORK = { server: 'http://127.0.0.1:9' };
/** Longest wait for the address of the debugging port, in milliseconds. */
const PORT_LIMIT_MS = 10_000;

/**
 * Starts Chromium with one window and a new profile below the data folder, so that what a page stores lies where
 * Electron would keep it. It has no network: it can only show what the application serves. Ends the process with the
 * reason when that fails: nobody would see a window otherwise, nor why.
 * @param size of the window, in CSS pixels.
 */
export async function launchChromium(size: { width: number; height: number }): Promise<BrowserContext> {
  try {
    return await launch(size);
  } catch (error) {
    process.stderr.write(`Chromium could not be started: ${causeOf((error as Error).message)}\n`);
    process.exit(1);
  }
}

async function launch(size: { width: number; height: number }): Promise<BrowserContext> {
  const { isHeadless, debuggingPort, hasSandbox } = commandLine;
  const executablePath = findChromium();
  if (executablePath === null) {
    throw new Error('No Chromium was found on this machine');
  }
  const problem = debuggingPort === null ? null : await portProblem(debuggingPort);
  if (problem !== null) {
    // It would go on without it, and whoever has the port would be taken for this window.
    throw new Error(`the debugging port ${debuggingPort} cannot be opened (${problem})`);
  }
  const profile = join(app.getPath('userData'), 'chromium');
  await rm(profile, { recursive: true, force: true });
  await mkdir(profile, { recursive: true, mode: 0o700 });
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: isHeadless,
    chromiumSandbox: hasSandbox,
    locale: app.getLocale(),
    viewport: isHeadless ? size : null,
    serviceWorkers: 'block',
    proxy: NO_NETWORK,
    acceptDownloads: false,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--window-size=${size.width},${size.height}`,
      ...(isHeadless ? [] : ['--app=data:text/html,']),
      ...(debuggingPort === null ? [] : [`--remote-debugging-port=${debuggingPort}`]),
    ],
  });
  if (debuggingPort !== null) {
    process.stderr.write(`DevTools listening on ${await debuggerAddress(profile, debuggingPort)}\n`);
  }
  return context;
}

/** Asks for the address until Chromium tells it: it starts its window before its port. @throws Error when it does not. */
async function debuggerAddress(profile: string, port: number): Promise<string> {
  const limit = Date.now() + PORT_LIMIT_MS;
  while (Date.now() < limit) {
    const address = port === 0 ? await readPortFile(profile) : await askPort(port);
    if (address !== null) {
      return address;
    }
    await delay(20);
  }
  throw new Error('Chromium did not open its debugging port in time');
}

/** Chromium writes the port that it chose and the path to a file of its profile. */
async function readPortFile(profile: string): Promise<string | null> {
  const text = await readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '');
  const [port, path] = text.split('\n');
  return path === undefined ? null : `ws://127.0.0.1:${port}${path}`;
}

/** Of a port that it was told it writes no file. */
async function askPort(port: number): Promise<string | null> {
  const version = await fetch(`http://127.0.0.1:${port}/json/version`)
    .then((response) => response.json() as Promise<{ readonly webSocketDebuggerUrl: string }>)
    .catch(() => null);
  return version?.webSocketDebuggerUrl ?? null;
}
