/** `npm start`: gets what is missing, builds, and runs the application until its window closes or Ctrl-C. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ensureBuilt } from './build.mjs';
import { requireNode } from './console.mjs';
import { takeScreenshot } from './debuggerClient.mjs';
import { prepareDisplay } from './display.mjs';
import { chooseHost, sandboxSwitches } from './host.mjs';
import { endWithNpm } from './npmParent.mjs';
import { ROOT } from './project.mjs';
import { canInstall, ensureSystemPackages, findMissing, installCommand } from './systemPackages.mjs';

/** How long the application may take to quit before it is ended, in milliseconds. */
const QUIT_LIMIT_MS = 12_000;
const SCREENSHOT = join(ROOT, 'reports', 'keydesk.png');

requireNode();
endWithNpm();
ensureKeychain();
ensureBuilt();
const host = await chooseHost();
const asked = process.argv.slice(2);
const display = await prepareDisplay(host.name, asked);
if (host.name === 'chromium') {
  console.log('Clipboard: kept inside KeyDesk, other programs do not see it (a limit of the Chromium host)');
}

// An address that nobody asked for is no news: it is for the picture only.
const wantsPort = asked.some((text) => text.startsWith('--remote-debugging-port'));
const language = asked.find((text) => text.startsWith('--lang='))?.slice('--lang='.length);
const child = spawn(host.command, [...host.parameters, ...sandboxSwitches(), ...display.switches], {
  // Electron on Linux asks the environment, not the switch, which language the user prefers.
  env: { ...process.env, ...display.environment, ...(language === undefined ? {} : { LANGUAGE: language }) },
  // The Chromium host ends when this channel closes, so it cannot outlive this script, however the script ends.
  stdio: ['inherit', 'inherit', 'pipe', host.name === 'chromium' ? 'ipc' : 'ignore'],
});
const ended = once(child, 'exit');
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), QUIT_LIMIT_MS).unref();
  });
}
const debuggerAddress = watchOutput();
if (display.isHeadless) {
  debuggerAddress.then(showPicture).catch((error) => console.error(`Screenshot: none (${error.message})`));
}
console.log('Press Ctrl-C to stop.');
const [code] = await ended;
process.exit(code ?? 1);

/** Without the keychain's library the application still runs and keeps passwords for the session only. */
function ensureKeychain() {
  if (canInstall()) {
    ensureSystemPackages(['libsecret-1-0']);
  } else if (findMissing(['libsecret-1-0']).length > 0) {
    console.log(`Keychain: none, passwords are not kept. To have one: ${installCommand(['libsecret-1-0'])}`);
  }
}

/**
 * Passes on what the application says on its standard error.
 * @returns {Promise<string>} address of its debugging port; settles only when one was printed.
 */
function watchOutput() {
  return new Promise((found) => {
    const { stderr } = child;
    if (stderr === null) {
      return;
    }
    createInterface({ input: stderr }).on('line', (line) => {
      const address = /^DevTools listening on (ws:\S+)$/.exec(line)?.[1];
      if (address !== undefined) {
        found(address);
      }
      if (address === undefined || wantsPort) {
        console.error(line);
      }
    });
  });
}

/** @param {string} browserAddress */
async function showPicture(browserAddress) {
  const { isLoaded } = await takeScreenshot(browserAddress, SCREENSHOT);
  console.log(`Screenshot: ${SCREENSHOT}${isLoaded ? '' : ' (no keys were shown in time)'}`);
}
