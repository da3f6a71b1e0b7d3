import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { sandboxSwitches } from '../host.mjs';
import { ROOT } from '../project.mjs';

/** Longest wait for a program to write its first files, in milliseconds. */
const START_LIMIT_MS = 30_000;
/** How long a started program gets to do what it must not do, in milliseconds. */
const WATCH_MS = 3_000;

/** Where electron-builder puts the unpacked application, below `dist/<folder>`. */
const PROGRAMS = {
  linux: [/^linux.*-unpacked$/, 'keydesk'],
  win32: [/^win.*-unpacked$/, 'KeyDesk.exe'],
  darwin: [/^mac/, 'KeyDesk.app/Contents/MacOS/KeyDesk'],
};

/**
 * Finds the application that `npm run package` made on this machine.
 * @returns {string | null} absolute path of its executable.
 */
export function findPackagedProgram() {
  const dist = join(ROOT, 'dist');
  const [folder, name] = PROGRAMS[/** @type {keyof typeof PROGRAMS} */ (process.platform)] ?? PROGRAMS.linux;
  const folders = existsSync(dist)
    ? readdirSync(dist).filter((entry) => /** @type {RegExp} */ (folder).test(entry))
    : [];
  const programs = folders.map((entry) => join(dist, entry, /** @type {string} */ (name)));
  return programs.find((path) => existsSync(path)) ?? null;
}

/**
 * A packaged application that is running with a data folder of its own.
 * @typedef {object} RunningProgram
 * @property {() => boolean} isFolderEmpty whether its data folder is.
 * @property {() => string} output everything it has printed so far.
 * @property {() => boolean} isRunning
 */

/**
 * Starts a packaged application, lets something look at it, and ends it.
 * @template Result
 * @param {string} program absolute path of the executable.
 * @param {{ parameters?: readonly string[], environment: NodeJS.ProcessEnv }} options
 * @param {(running: RunningProgram) => Promise<Result>} look
 * @returns {Promise<Result>}
 */
export async function whileRunning(program, { parameters = [], environment }, look) {
  const dataFolder = mkdtempSync(join(tmpdir(), 'keydesk-checklist-'));
  // Parameters first: a Node takes its own only there.
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
  let hasEnded = false;
  const ended = new Promise((resolve) => {
    child.on('close', resolve);
    child.on('error', resolve);
  }).then(() => {
    hasEnded = true;
  });
  try {
    return await look({
      isFolderEmpty: () => readdirSync(dataFolder).length === 0,
      output: () => printed,
      isRunning: () => !hasEnded,
    });
  } finally {
    child.kill('SIGKILL');
    await ended;
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 10 });
  }
}

/**
 * Waits until a program is up, or has shown that it is something else, and a little longer.
 * @param {RunningProgram} running
 * @param {number} [limitMs] how long it may take to write its first files, in milliseconds.
 * @returns {Promise<boolean>} false for a program that ended or wrote nothing to its data folder.
 */
export async function waitForStart({ isFolderEmpty, isRunning }, limitMs = START_LIMIT_MS) {
  const limit = Date.now() + limitMs;
  while (isRunning() && isFolderEmpty() && Date.now() < limit) {
    await delay(100);
  }
  for (const end = Date.now() + WATCH_MS; isRunning() && Date.now() < end; ) {
    await delay(100);
  }
  return isRunning() && !isFolderEmpty();
}
