import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserContext } from 'playwright';
import { findChromium } from '../../scripts/chromium.mjs';
import { portProblem } from '../../scripts/freePort.mjs';
import { app } from './app.ts';
import { commandLine } from './commandLine.ts';
import { causeOf } from './launchFailure.ts';

/** A proxy that accepts no connection (RFC 863, the discard port), for requests that no route handles. */
const NO_NETWORK = { server: 'http://127.0.0.1:9' };
/** Time limit for the address of the debugging port, in milliseconds. */
const PORT_LIMIT_MS = 10_000;
/** Time until the profile of the last start is removed, in milliseconds: the page is there by then. */
const REMOVE_DELAY_MS = 10_000;

/**
 * Starts Chromium with one window and a new profile in the data folder, where Electron would store the data of a page. It has
 * no network: it can only show what the application serves. On failure, prints the reason and ends the process.
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
    // Chromium would continue without it, and the browser that uses the port would be taken for this one.
    throw new Error(`the debugging port ${debuggingPort} cannot be opened (${problem})`);
  }
  // Only now: a command of the command line opens no window, and loading Playwright takes longer than the command.
  // As CommonJS, whose names Node would otherwise first look for in megabytes of code.
  const { chromium } = createRequire(import.meta.url)('playwright') as typeof import('playwright');
  const profile = await makeProfile(app.getPath('userData'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: isHeadless,
    chromiumSandbox: hasSandbox,
    locale: app.getPreferredSystemLanguages()[0] ?? 'en-US',
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

/** Makes the folder of a new profile. That of the last start is only moved now, since removing it takes a while. */
async function makeProfile(dataFolder: string): Promise<string> {
  const profile = join(dataFolder, 'chromium');
  const last = join(dataFolder, 'chromium-last');
  const remove = (): Promise<void> => rm(last, { recursive: true, force: true });
  const move = (): Promise<void> => rename(profile, last);
  // The last start may have ended before it could remove that of the one before.
  await move().catch(async () => {
    await remove();
    await move().catch(() => rm(profile, { recursive: true, force: true }));
  });
  setTimeout(() => void remove().catch(() => {}), REMOVE_DELAY_MS).unref();
  await mkdir(profile, { recursive: true, mode: 0o700 });
  return profile;
}

/** Waits for the address of the debugging port, which Chromium opens after its window. @throws Error on timeout. */
async function debuggerAddress(profile: string, port: number): Promise<string> {
  for (const end = Date.now() + PORT_LIMIT_MS; Date.now() < end; await delay(20)) {
    // Chromium writes a port that it chose to a file, followed by other lines.
    const file =
      port === 0 ? await readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '0') : String(port);
    const response = await fetch(`http://127.0.0.1:${Number.parseInt(file, 10)}/json/version`).catch(() => null);
    if (response !== null) {
      return ((await response.json()) as { readonly webSocketDebuggerUrl: string }).webSocketDebuggerUrl;
    }
  }
  throw new Error('Chromium did not open its debugging port in time');
}
