/**
 * Runs a command of the command line from a checkout (`npm run --silent keydesk -- list --connection sample`): builds the
 * application if necessary, then runs the command with Electron if it is installed, otherwise in the Chromium host, which
 * starts no browser for a command. Nothing is downloaded. Standard output contains only what the command writes.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { ensureBuilt } from './build.mjs';
import { requireNode, stopWith } from './console.mjs';
import { findElectronBinary } from './electronBinary.mjs';
import { chromiumHost, sandboxSwitches } from './host.mjs';
import { checkoutEnvironment } from './hostEnvironment.mjs';
import { ROOT } from './project.mjs';

requireNode();
ensureBuilt();
const electron = findElectronBinary();
const host = electron === null ? chromiumHost() : { command: electron, parameters: [ROOT] };
// Without a display, Electron starts only where it needs none.
const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
const switches = [...sandboxSwitches(), ...(electron !== null && !hasDisplay ? ['--ozone-platform=headless'] : [])];
const words = process.argv.slice(2);
const child = spawn(host.command, [...host.parameters, ...switches, ...(words.length === 0 ? ['help'] : words)], {
  env: checkoutEnvironment(process.env),
  stdio: 'inherit',
});
child.once('error', (error) => stopWith(`KeyDesk could not be started: ${error.message}`));
child.once('exit', (code, signal) => {
  process.exit(signal === null ? (code ?? 1) : 128 + constants.signals[signal]);
});
// A terminal sends Ctrl-C to both processes; this one waits for the other.
process.on('SIGINT', () => {});
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => child.kill(signal));
}
