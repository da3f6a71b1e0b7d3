/** `npm start`: gets what is missing, builds, and runs the application until its window closes or Ctrl-C. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { ensureBuilt } from './build.mjs';
import { requireNode, stopWith } from './console.mjs';
import { folderProblem, usualDataFolder } from './dataFolder.mjs';
import { prepareDisplay } from './display.mjs';
import { portProblem } from './freePort.mjs';
import { chooseHost, sandboxSwitches } from './host.mjs';
import { checkoutEnvironment } from './hostEnvironment.mjs';
import { endWithNpm } from './npmParent.mjs';
import { ROOT } from './project.mjs';
import { readStartOptions } from './startOptions.mjs';
import { canInstall, ensureSystemPackages, findMissing, hasCommand, installCommand } from './systemPackages.mjs';
import { findWindow, takeScreenshot, WINDOW_LIMIT_MS } from './windowPicture.mjs';

/** Time limit for the application to quit, in milliseconds. */
const QUIT_LIMIT_MS = 12_000;
/** Time limit for its last output after its end, in milliseconds. */
const OUTPUT_LIMIT_MS = 500;
const SCREENSHOT = join(ROOT, 'reports', 'keydesk.png');

requireNode();
const { isHeadless, language, dataFolder, debuggingPort, others } = readStartOptions();
endWithNpm();
// Without a profile the window does not open, and Electron gives no reason.
stopIf(folderProblem(dataFolder ?? usualDataFolder(process.env), { isCreated: true }), (problem) => [
  `The data folder cannot be used: ${problem}`,
  'To use another one: npm start -- --user-data-dir=DIR',
]);
// Both hosts keep the lock of the data folder there.
stopIf(folderProblem(tmpdir(), { isCreated: false }), (problem) => [
  `The folder for temporary files cannot be used: ${problem}`,
  'TMPDIR names it; without that it is /tmp.',
]);
// Both hosts would start without the port.
stopIf(debuggingPort && (await portProblem(debuggingPort)), (problem) => [
  `The debugging port ${debuggingPort} cannot be opened (${problem}). ` +
    'Choose another one, or 0 for any free one: --remote-debugging-port=0',
]);
// Without the library of the keychain, passwords are stored for the session only.
if (canInstall()) {
  ensureSystemPackages(['libsecret-1-0']);
} else if (findMissing(['libsecret-1-0']).length > 0) {
  // Other distributions have another command, and call the package libsecret.
  const step = hasCommand('dpkg') ? installCommand(['libsecret-1-0']) : 'the package libsecret';
  console.log(`Keychain: none, passwords are not stored. To install one: ${step}`);
}
ensureBuilt();
const host = await chooseHost();
const display = await prepareDisplay(host.name, isHeadless);
if (host.name === 'chromium' && (display.isHeadless || process.platform !== 'linux')) {
  console.log('Clipboard: internal, other programs cannot access it (a limitation of the Chromium host)');
}

// A headless window is pictured over the debugging port, which programs on this machine can use.
const port = debuggingPort ?? (display.isHeadless ? 0 : null);
const switches = [
  ...sandboxSwitches(),
  ...display.switches,
  ...(port === null ? [] : [`--remote-debugging-port=${port}`]),
  ...(language === null ? [] : [`--lang=${language}`]),
  ...(dataFolder === null ? [] : [`--user-data-dir=${dataFolder}`]),
  ...others,
];
let isStopped = false;
let hasWindow = false;
const child = spawn(host.command, [...host.parameters, ...switches], {
  // Electron on Linux reads the preferred language from the environment, not from the switch.
  env: { ...checkoutEnvironment(display.environment), ...(language === null ? {} : { LANGUAGE: language }) },
  // The Chromium host ends when this channel closes, so that it never outlives this script.
  stdio: ['inherit', 'inherit', 'pipe', host.name === 'chromium' ? 'ipc' : 'ignore'],
});
const stderr = /** @type {import('node:stream').Readable} */ (child.stderr);
child.once('error', (error) => stopWith(`KeyDesk could not be started: ${error.message}`));
child.once('exit', async (code, signal) => {
  await Promise.race([once(stderr, 'close'), delay(OUTPUT_LIMIT_MS)]);
  process.exit(exitCode(code, signal));
});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    isStopped = true;
    stopChild();
  });
}
const debuggerAddress = relayOutput();
if (display.isHeadless) {
  showPicture().catch((error) => console.error(`Screenshot: none (${error.message})`));
}
console.log('Press Ctrl-C to stop.');

/**
 * @param {string | number | null} problem
 * @param {(problem: string) => string[]} explain
 */
function stopIf(problem, explain) {
  if (typeof problem === 'string') {
    stopWith(explain(problem).join('\n'));
  }
}

function stopChild() {
  child.kill('SIGTERM');
  setTimeout(() => child.kill('SIGKILL'), QUIT_LIMIT_MS).unref();
}

/**
 * The exit code of this script. Reports an end that the user did not request.
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 * @returns {number}
 */
function exitCode(code, signal) {
  const isWindowMissing = display.isHeadless && !hasWindow;
  if (isStopped || (code === 0 && !isWindowMissing)) {
    return code ?? 1;
  }
  const end = signal === null ? `with code ${code}` : `by ${signal}`;
  console.error(`KeyDesk ended ${end}${isWindowMissing ? ' before its window opened' : ''}.`);
  if (code === 0) {
    console.error('Is it running already, with the same data folder?');
  }
  return code || 1;
}

/**
 * Prints the application's standard error, without the address of a debugging port that the user did not request.
 * @returns {Promise<string>} address of the debugging port; pending until one is printed.
 */
function relayOutput() {
  return new Promise((found) => {
    createInterface({ input: stderr }).on('line', (line) => {
      const address = /^DevTools listening on (ws:\S+)$/.exec(line)?.[1];
      if (address !== undefined) {
        found(address);
      }
      if (address === undefined || debuggingPort !== null) {
        console.error(line);
      }
    });
  });
}

/** Takes the picture, or ends the application if no window opens. */
async function showPicture() {
  const timeout = delay(WINDOW_LIMIT_MS, null, { ref: false });
  const browserAddress = await Promise.race([debuggerAddress, timeout]);
  const window = browserAddress === null ? null : await findWindow(browserAddress).catch(() => null);
  if (window === null) {
    console.error(`KeyDesk was stopped: no window opened within ${WINDOW_LIMIT_MS / 1000} s.`);
    stopChild();
    return;
  }
  hasWindow = true;
  const { isLoaded } = await takeScreenshot(window, SCREENSHOT);
  console.log(`Screenshot: ${SCREENSHOT}${isLoaded ? '' : ' (no keys were shown in time)'}`);
}
