import { access, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type BrowserContext, chromium } from 'playwright';
import { findChromium } from '../../scripts/chromium.mjs';
import { app } from './app.ts';
import { commandLine } from './commandLine.ts';

/** A proxy that takes no connection (RFC 863, the discard port): whatever gets past the routes ends there. */
const NO_NETWORK = { server: 'http://127.0.0.1:9' };
/** Longest wait for the address of the debugging port, in milliseconds. */
const PORT_LIMIT_MS = 10_000;

/**
 * Starts Chromium with one window and a new profile below the data folder, so that what a page stores lies where
 * Electron would keep it. It has no network: it can only show what the application serves.
 * @param size of the window, in CSS pixels.
 */
export async function launchChromium(size: { width: number; height: number }): Promise<BrowserContext> {
  const { isHeadless, debuggingPort, hasSandbox } = commandLine;
  const executablePath = findChromium();
  if (executablePath === null) {
    throw new Error('No Chromium was found on this machine');
  }
  const profile = join(app.getPath('userData'), 'chromium');
  await rm(profile, { recursive: true, force: true });
  await mkdir(profile, { recursive: true, mode: 0o700 });
  const context = await chromium
    .launchPersistentContext(profile, {
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
    })
    .catch((error: Error) => {
      const cause = /No usable sandbox/.test(error.message)
        ? 'it has no sandbox here. On Debian: sudo apt-get install -y chromium-sandbox'
        : error.message.split('\n', 1)[0];
      process.stderr.write(`Chromium could not be started: ${cause}\n`);
      process.exit(1);
    });
  if (debuggingPort !== null) {
    process.stderr.write(`DevTools listening on ${await debuggerAddress(profile)}\n`);
  }
  return context;
}

/** Chromium writes the port it took and the path to a file of its profile. */
async function debuggerAddress(profile: string): Promise<string> {
  const file = join(profile, 'DevToolsActivePort');
  const limit = Date.now() + PORT_LIMIT_MS;
  while (!(await exists(file))) {
    if (Date.now() > limit) {
      throw new Error('Chromium did not open its debugging port in time');
    }
    await delay(20);
  }
  const [port, path] = (await readFile(file, 'utf8')).split('\n');
  return `ws://127.0.0.1:${port}${path}`;
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
