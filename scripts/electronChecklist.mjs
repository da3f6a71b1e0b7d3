/**
 * `npm run package:checklist [-- PROGRAM]`: what only a packaged application with a real Electron can prove. Reads the fuses
 * of the executable, by default that of `npm run package`, starts it, and starts it in every way in which Electron would run
 * foreign code. Prints a table; the exit code is 1 if a row failed. Uses temporary data folders, but the user's keychain, in
 * which the application stores the key of its sample platform.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { requireNode, stopWith } from './console.mjs';
import { displaySwitches, environmentWithDisplay } from './display.mjs';
import { findFreePort, portProblem } from './freePort.mjs';
import { hostEnvironment } from './hostEnvironment.mjs';
import { readOptions } from './options.mjs';
import { readFuses } from './packaging/fuses.mjs';
import { checkNoStart, findPackagedProgram, waitForStart, whileRunning } from './packaging/packagedProgram.mjs';

/** @typedef {import('./packaging/packagedProgram.mjs').RunningProgram} RunningProgram */

/** Printed by a program that runs as Node. */
const RAN = 'keydesk-ran-foreign-code';

requireNode();
const [named] = readOptions('npm run package:checklist [-- PROGRAM]', {}, 1).positionals;
const program = named === undefined ? findPackagedProgram() : resolve(named);
if (program === null || !existsSync(program)) {
  stopWith('There is no packaged application. Run "npm run package" first, or name the program.');
}
const temporary = mkdtempSync(join(tmpdir(), 'keydesk-foreign-'));
process.on('exit', () => rmSync(temporary, { recursive: true, force: true }));
const shown = await environmentWithDisplay();

/** A foreign module that leaves a trace. */
const trace = join(temporary, 'trace');
const foreign = join(temporary, 'foreign.cjs');
writeFileSync(foreign, `require('node:fs').writeFileSync(${JSON.stringify(trace)}, '')`);
const port = await findFreePort();

/** @type {{ name: string, isRight: boolean, found: string }[]} */
const rows = [];
for (const { name, found, isRight } of await readFuses(program)) {
  rows.push({ name: `fuse ${name}`, isRight, found });
}
// The application reads its archive, writes to its data folder and continues.
await addRow('starts', {}, async (running) => {
  requireStart(await waitForStart(running));
  return 'the application started';
});
// The port gives full control of the window.
await addRow('rejects --remote-debugging-port', { parameters: [`--remote-debugging-port=${port}`] }, (running) =>
  checkNoStart(running, port),
);
// Electron as Node would run the text.
await addRow(
  'ignores ELECTRON_RUN_AS_NODE',
  { parameters: ['-e', `console.log(${JSON.stringify(RAN)})`], environment: { ELECTRON_RUN_AS_NODE: '1' } },
  async (running) => {
    const hasStarted = await waitForStart(running);
    failIf(running.output().includes(RAN), 'it ran as Node');
    return requireStart(hasStarted);
  },
);
// The module would be loaded into the main process. Node reads a backslash in this variable as an escape.
await addRow(
  'ignores NODE_OPTIONS',
  { environment: { NODE_OPTIONS: `--require="${foreign.replaceAll('\\', '/')}"` } },
  async (running) => {
    const hasStarted = await waitForStart(running);
    failIf(existsSync(trace), 'a foreign module was loaded');
    return requireStart(hasStarted);
  },
);
// A debugger would read every secret in the main process. The application does not start with this switch; without the fuse
// the port would still be open.
await addRow('ignores --inspect', { parameters: [`--inspect=127.0.0.1:${port}`] }, async (running) => {
  await waitForStart(running);
  failIf((await portProblem(port)) !== null, 'the port of the debugger is open');
  return 'no debugger can connect';
});

for (const { name, isRight, found } of rows) {
  console.log(`${isRight ? 'ok    ' : 'FAILED'}  ${name.padEnd(46)}  ${found}`);
}
process.exit(rows.every(({ isRight }) => isRight) ? 0 : 1);

/**
 * Starts the application and adds a row.
 * @param {string} name
 * @param {{ parameters?: readonly string[], environment?: Readonly<Record<string, string>> }} options
 * @param {(running: RunningProgram) => Promise<string>} inspect returns what was found; throws if that is wrong.
 */
async function addRow(name, { parameters = [], environment = {} }, inspect) {
  const options = {
    // First, where Node would accept its own.
    parameters: [...parameters, ...displaySwitches(shown)],
    environment: { ...hostEnvironment(shown), ...environment },
  };
  try {
    rows.push({ name, isRight: true, found: await whileRunning(program ?? '', options, inspect) });
  } catch (error) {
    rows.push({ name, isRight: false, found: error instanceof Error ? error.message : String(error) });
  }
}

/**
 * A program that did not start does not count as one that ignores something.
 * @param {boolean} hasStarted
 */
function requireStart(hasStarted) {
  failIf(!hasStarted, 'the application did not start');
  return 'ignored, the application started';
}

/**
 * @param {boolean} isWrong
 * @param {string} reason
 */
function failIf(isWrong, reason) {
  if (isWrong) {
    throw new Error(reason);
  }
}
