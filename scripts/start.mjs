/** `npm start`: gets what is missing, builds, and runs the application until its window closes or Ctrl-C. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { ensureBuilt } from './build.mjs';
import { requireNode, stopWith } from './console.mjs';
import { dataFolderProblem, folderProblem, usualDataFolder } from './dataFolder.mjs';
import { prepareDisplay } from './display.mjs';
import { portProblem } from './freePort.mjs';
import { chooseHost, sandboxSwitches } from './host.mjs';
import { hostEnvironment } from './hostEnvironment.mjs';
import { endWithNpm } from './npmParent.mjs';
import { ROOT } from './project.mjs';
import { readStartOptions } from './startOptions.mjs';
import { canInstall, ensureSystemPackages, findMissing, installCommand } from './systemPackages.mjs';
import { findWindow, takeScreenshot, WINDOW_LIMIT_MS } from './windowPicture.mjs';

/** How long the application may take to quit before it is ended, in milliseconds. */
const QUIT_LIMIT_MS = 12_000;
/** How long what it said last may take to arrive after its end, in milliseconds. */
const LAST_WORDS_MS = 500;
const SCREENSHOT = join(ROOT, 'reports', 'keydesk.png');

requireNode();
const asked = readStartOptions();
endWithNpm();
ensureDataFolder();
ensureTemporaryFolder();
await ensurePort();
ensureKeychain();
ensureBuilt();
const host = await chooseHost();
const display = await prepareDisplay(host.name, asked.isHeadless);
if (host.name === 'chromium') {
  console.log('Clipboard: kept inside KeyDesk, other programs do not see it (a limit of the Chromium host)');
}

let wasAskedToStop = false;
let hasWindow = false;
const child = spawn(host.command, [...host.parameters, ...sandboxSwitches(), ...display.switches, ...askedSwitches()], {
  env: {
    ...hostEnvironment(display.environment),
    // Electron on Linux asks the environment, not the switch, which language the user prefers.
    ...(asked.language === null ? {} : { LANGUAGE: asked.language }),
  },
  // The Chromium host ends when this channel closes, so it cannot outlive this script, however the script ends.
  stdio: ['inherit', 'inherit', 'pipe', host.name === 'chromium' ? 'ipc' : 'ignore'],
});
const stderr = /** @type {import('node:stream').Readable} */ (child.stderr);
child.once('error', (error) => stopWith(`KeyDesk could not be started: ${error.message}`));
child.once('exit', async (code, signal) => {
  await Promise.race([once(stderr, 'close'), delay(LAST_WORDS_MS)]);
  process.exit(exitCode(code, signal));
});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    wasAskedToStop = true;
    stopChild();
  });
}
const debuggerAddress = watchOutput();
if (display.isHeadless) {
  showPicture().catch((error) => console.error(`Screenshot: none (${error.message})`));
}
console.log('Press Ctrl-C to stop.');

function ensureDataFolder() {
  const problem = dataFolderProblem(asked.dataFolder ?? usualDataFolder(process.env));
  if (problem !== null) {
    stopWith(`The data folder cannot be used: ${problem}\nTo use another one: npm start -- --user-data-dir=DIR`);
  }
}

/** Either host keeps there what tells a second start of the first. */
function ensureTemporaryFolder() {
  const problem = folderProblem(tmpdir());
  if (problem !== null) {
    stopWith(`The folder for temporary files cannot be used: ${problem}\nTMPDIR names it; without that it is /tmp.`);
  }
}

/** Both hosts would go on without the port, and only Chromium's log would say so. */
async function ensurePort() {
  const problem = asked.debuggingPort === null ? null : await portProblem(asked.debuggingPort);
  if (problem !== null) {
    stopWith(
      `The debugging port ${asked.debuggingPort} cannot be opened (${problem}). ` +
        'Name another one, or 0 for any free one: --remote-debugging-port=0',
    );
  }
}

/** Without the keychain's library the application still runs and keeps passwords for the session only. */
function ensureKeychain() {
  if (canInstall()) {
    ensureSystemPackages(['libsecret-1-0']);
  } else if (findMissing(['libsecret-1-0']).length > 0) {
    console.log(`Keychain: none, passwords are not kept. To have one: ${installCommand(['libsecret-1-0'])}`);
  }
}

/**
 * The picture of a window that nobody sees is taken over the debugging port, which programs on this machine can use.
 * @returns {string[]}
 */
function askedSwitches() {
  const port = asked.debuggingPort ?? (display.isHeadless ? 0 : null);
  return [
    ...(port === null ? [] : [`--remote-debugging-port=${port}`]),
    ...(asked.language === null ? [] : [`--lang=${asked.language}`]),
    ...(asked.dataFolder === null ? [] : [`--user-data-dir=${asked.dataFolder}`]),
    ...asked.others,
  ];
}

function stopChild() {
  child.kill('SIGTERM');
  setTimeout(() => child.kill('SIGKILL'), QUIT_LIMIT_MS).unref();
}

/**
 * The exit code of this script; says what happened unless somebody has ended the application.
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 * @returns {number}
 */
function exitCode(code, signal) {
  const isWindowMissing = display.isHeadless && !hasWindow;
  if (wasAskedToStop || (code === 0 && !isWindowMissing)) {
    return code ?? 1;
  }
  const end = signal === null ? `with code ${code}` : `by ${signal}`;
  console.error(`KeyDesk ended ${end}${isWindowMissing ? ' before its window was there' : ''}.`);
  if (code === 0) {
    console.error('Is it running already, with the same data folder?');
  }
  return code || 1;
}

/**
 * Passes on what the application says on its standard error.
 * @returns {Promise<string>} address of its debugging port; settles only when one was printed.
 */
function watchOutput() {
  return new Promise((found) => {
    createInterface({ input: stderr }).on('line', (line) => {
      const address = /^DevTools listening on (ws:\S+)$/.exec(line)?.[1];
      if (address !== undefined) {
        found(address);
      }
      // An address that nobody asked for is no news: it is for the picture only.
      if (address === undefined || asked.debuggingPort !== null) {
        console.error(line);
      }
    });
  });
}

/** Ends the application when no window opens: nobody would ever see it. */
async function showPicture() {
  const waited = delay(WINDOW_LIMIT_MS, null, { ref: false });
  const browserAddress = await Promise.race([debuggerAddress, waited]);
  const window = browserAddress === null ? null : await findWindow(browserAddress).catch(() => null);
  if (window === null) {
    console.error(`KeyDesk is ended: no window was opened within ${WINDOW_LIMIT_MS / 1000} s.`);
    stopChild();
    return;
  }
  hasWindow = true;
  const { isLoaded } = await takeScreenshot(window, SCREENSHOT);
  console.log(`Screenshot: ${SCREENSHOT}${isLoaded ? '' : ' (no keys were shown in time)'}`);
}
