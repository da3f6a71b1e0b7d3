/**
 * `npm run package:checklist [-- PROGRAM]`: what only a packaged application with a real Electron can prove. Reads
 * the fuses from its program, starts it, and starts it again in every way in which Electron would run somebody else's
 * code. PROGRAM is the executable; left out, it is what `npm run package` made. Prints a table and ends with code 1 when
 * a row of it failed. Uses data folders of its own; in the keychain it leaves what every first start leaves there, the
 * key of the sample platform, and uses the one that is there.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { requireNode, stopWith } from './console.mjs';
import { displaySwitches, environmentWithDisplay } from './display.mjs';
import { hostEnvironment } from './hostEnvironment.mjs';
import { readOptions, stopWithUsage } from './options.mjs';
import { findFreePort, isOpen, seeRefusal } from './packaging/debuggingPort.mjs';
import { readFuses } from './packaging/fuses.mjs';
import { findPackagedProgram, waitForStart, whileRunning } from './packaging/packagedProgram.mjs';

/** @typedef {import('./packaging/packagedProgram.mjs').RunningProgram} RunningProgram */

/** What a program prints that lets itself be used as Node; not a part of what it is given to run. */
const RAN = 'keydesk-ran-foreign-code';

const USAGE = 'npm run package:checklist [-- PROGRAM]';

requireNode();
const {
  positionals: [named, ...more],
} = readOptions(USAGE, {});
if (more.length > 0) {
  stopWithUsage(`Unexpected "${more.join(' ')}"`, USAGE);
}
const program = named === undefined ? findPackagedProgram() : resolve(named);
if (program === null || !existsSync(program)) {
  stopWith('There is no packaged application. Run "npm run package" first, or name the program.');
}
const temporary = mkdtempSync(join(tmpdir(), 'keydesk-foreign-'));
process.on('exit', () => rmSync(temporary, { recursive: true, force: true }));
const shown = await environmentWithDisplay();

/** @type {{ name: string, isRight: boolean, found: string }[]} */
const rows = [];
for (const { name, found, isRight } of await readFuses(program)) {
  rows.push({ name: `fuse ${name}`, isRight, found });
}
await addRow('starts', startsByItself);
await addRow('refuses --remote-debugging-port', refusesDebuggingPort);
await addRow('ignores ELECTRON_RUN_AS_NODE', ignoresRunAsNode);
await addRow('ignores NODE_OPTIONS', ignoresNodeOptions);
await addRow('ignores --inspect', ignoresInspect);

for (const { name, isRight, found } of rows) {
  console.log(`${isRight ? 'ok    ' : 'FAILED'}  ${name.padEnd(46)}  ${found}`);
}
process.exit(rows.every(({ isRight }) => isRight) ? 0 : 1);

/**
 * @param {string} name
 * @param {() => Promise<string>} run gives what was found; throws when that is not right.
 */
async function addRow(name, run) {
  try {
    rows.push({ name, isRight: true, found: await run() });
  } catch (error) {
    rows.push({ name, isRight: false, found: error instanceof Error ? error.message : String(error) });
  }
}

/** The archive is read, and the application writes to its data folder and goes on. */
function startsByItself() {
  return start({}, async (running) => {
    return (await waitForStart(running)) ? 'the application started' : fail('the application did not start');
  });
}

/** Whoever has this port drives the window and reads what it reveals. */
async function refusesDebuggingPort() {
  const port = await findFreePort();
  return start({ parameters: [`--remote-debugging-port=${port}`] }, (running) => seeRefusal(running, port));
}

/** Electron as Node would run the text and end. */
function ignoresRunAsNode() {
  const parameters = ['-e', `console.log(${JSON.stringify(RAN)})`];
  return start({ parameters, environment: { ELECTRON_RUN_AS_NODE: '1' } }, async (running) => {
    const hasStarted = await waitForStart(running);
    return running.output().includes(RAN) ? fail('it ran as Node') : verdict(hasStarted);
  });
}

/** The module would be loaded into the main process before anything of ours. */
function ignoresNodeOptions() {
  const mark = join(temporary, 'mark');
  const foreign = join(temporary, 'foreign.cjs');
  writeFileSync(foreign, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '')`);
  // Forward slashes: Node reads a backslash in this variable as an escape.
  const environment = { NODE_OPTIONS: `--require="${foreign.replaceAll('\\', '/')}"` };
  return start({ environment }, async (running) => {
    const hasStarted = await waitForStart(running);
    return existsSync(mark) ? fail('a foreign module was loaded') : verdict(hasStarted);
  });
}

/** A debugger would read every secret out of the main process. */
async function ignoresInspect() {
  const port = await findFreePort();
  return start({ parameters: [`--inspect=127.0.0.1:${port}`] }, async (running) => {
    // A packaged application refuses to start with it; without the fuse the port would be open all the same.
    await waitForStart(running);
    return (await isOpen(port)) ? fail('the port of the debugger is open') : 'no debugger is let in';
  });
}

/**
 * @param {{ parameters?: readonly string[], environment?: Readonly<Record<string, string>> }} options
 * @param {(running: RunningProgram) => Promise<string>} look
 */
function start({ parameters = [], environment = {} }, look) {
  // Behind the others: a Node takes its own parameters only before everything else.
  const all = [...parameters, ...displaySwitches(shown)];
  return whileRunning(
    program ?? '',
    { parameters: all, environment: { ...hostEnvironment(shown), ...environment } },
    look,
  );
}

/**
 * A program that did not start has ignored nothing.
 * @param {boolean} hasStarted
 * @returns {string}
 */
function verdict(hasStarted) {
  return hasStarted ? 'ignored, the application started' : fail('the application did not start');
}

/**
 * @param {string} reason
 * @returns {never}
 */
function fail(reason) {
  throw new Error(reason);
}
