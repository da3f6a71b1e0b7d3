import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { portProblem } from '../freePort.mjs';
import { sandboxSwitches } from '../host.mjs';
import { ROOT } from '../project.mjs';

/** Time limit for a program to write its first files, in milliseconds. */
const START_LIMIT_MS = 30_000;
/** How long a started program is observed, in milliseconds. */
const WATCH_MS = 3_000;

/** The executable that electron-builder makes, by platform. @type {Readonly<Record<string, string>>} */
const PROGRAMS = {
  linux: 'linux*-unpacked/keydesk',
  win32: 'win*-unpacked/KeyDesk.exe',
  darwin: 'mac*/KeyDesk.app/Contents/MacOS/KeyDesk',
};

/**
 * Finds the application that `npm run package` made on this machine.
 * @returns {string | null} absolute path of its executable.
 */
export function findPackagedProgram() {
  const dist = join(ROOT, 'dist');
  const [found] = globSync(PROGRAMS[process.platform] ?? '', { cwd: dist });
  return found === undefined ? null : join(dist, found);
}

/**
 * A packaged application that is running with a data folder of its own.
 * @typedef {object} RunningProgram
 * @property {() => boolean} isFolderEmpty whether its data folder is.
 * @property {() => string} output everything it has printed so far.
 * @property {() => boolean} isRunning
 */

/**
 * Starts a packaged application, inspects it, and ends it.
 * @template Result
 * @param {string} program absolute path of the executable.
 * @param {{ parameters?: readonly string[], environment: NodeJS.ProcessEnv }} options
 * @param {(running: RunningProgram) => Promise<Result>} inspect
 * @returns {Promise<Result>}
 */
export async function whileRunning(program, { parameters = [], environment }, inspect) {
  const dataFolder = mkdtempSync(join(tmpdir(), 'keydesk-checklist-'));
  // Parameters first, where Node would accept its own.
  const child = spawn(program, [...parameters, `--user-data-dir=${dataFolder}`, ...sandboxSwitches()], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      printed += chunk;
    });
  }
  let isRunning = true;
  const ended = new Promise((resolve) => child.on('close', resolve).on('error', resolve)).then(() => {
    isRunning = false;
  });
  try {
    return await inspect({
      isFolderEmpty: () => readdirSync(dataFolder).length === 0,
      output: () => printed,
      isRunning: () => isRunning,
    });
  } finally {
    child.kill('SIGKILL');
    await ended;
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 10 });
  }
}

/**
 * Waits until a program has written to its data folder or ended, and a little longer.
 * @param {RunningProgram} running
 * @param {number} [limitMs] time limit for its first files, in milliseconds.
 * @returns {Promise<boolean>} false for a program that ended or wrote nothing to its data folder.
 */
export async function waitForStart({ isFolderEmpty, isRunning }, limitMs = START_LIMIT_MS) {
  for (const end = Date.now() + limitMs; isRunning() && isFolderEmpty() && Date.now() < end; ) {
    await delay(100);
  }
  for (const end = Date.now() + WATCH_MS; isRunning() && Date.now() < end; ) {
    await delay(100);
  }
  return isRunning() && !isFolderEmpty();
}

/**
 * Checks that a packaged application with a debugging port did nothing: its data folder is empty and the port is closed. It
 * may still run: on Windows and macOS it waits for its message to be closed.
 * @param {RunningProgram} running
 * @param {number} port
 * @param {number} [limitMs] time limit for its first files, in milliseconds.
 * @returns {Promise<string>}
 * @throws {Error} if it has started.
 */
export async function checkNoStart(running, port, limitMs) {
  await waitForStart(running, limitMs);
  if ((await portProblem(port)) !== null) {
    throw new Error('the port is open');
  }
  if (!running.isFolderEmpty()) {
    throw new Error('the application started');
  }
  return running.isRunning() ? 'it reports the switch and does nothing else' : 'it ended before it did anything';
}
