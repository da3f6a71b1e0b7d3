import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findFreePort } from '../../../scripts/freePort.mjs';
import { setFuses } from '../../../scripts/packaging/fuses.mjs';
import { checkNoStart, whileRunning } from '../../../scripts/packaging/packagedProgram.mjs';
import { makeStandInElectron } from '../../../scripts/packaging/standInElectron.mjs';

/**
 * The script is made for a packaged application with a real Electron, which these tests do not have. They show that each
 * of its rows can fail and can pass: with a program that runs everything it is given, and with one that runs nothing.
 */
const script = join(import.meta.dirname, '../../../scripts/electronChecklist.mjs');
const folder = mkdtempSync(join(tmpdir(), 'keydesk-checklist-test-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const REFUSES_PORT = 'case "$1" in --remote-debugging-port=*) exit 1;; esac';
/** What every program of these tests begins with: it writes to its data folder. */
const BEGINNING = [
  'for parameter in "$@"; do case "$parameter" in --user-data-dir=*) touch "$(cut -d= -f2- <<< "$parameter")/a";; esac; done',
];

/** Makes an executable of a shell script, with the place of the fuses behind its end. */
async function makeProgram(name: string, lines: readonly string[], fuses: 'set' | 'as delivered'): Promise<string> {
  const electron = join(folder, name);
  await makeStandInElectron(electron, '45.0.0');
  const program = join(electron, 'electron');
  if (fuses === 'set') {
    await setFuses(program);
  }
  const wire = readFileSync(program);
  writeFileSync(program, Buffer.concat([Buffer.from(['#!/bin/bash', ...lines, 'exit 0', ''].join('\n')), wire]));
  return program;
}

function runChecklist(program: string): { readonly status: number | null; readonly lines: readonly string[] } {
  // A display that nobody looks at: these programs draw nothing.
  const env = { ...process.env, DISPLAY: ':5' };
  const { status, stdout } = spawnSync(process.execPath, [script, program], { encoding: 'utf8', env });
  return { status, lines: stdout.trim().split('\n') };
}

it('fails a program that runs what it is given', async () => {
  const forever = join(folder, 'forever.mjs');
  writeFileSync(forever, 'setTimeout(() => {}, 60_000);');
  // A real Node: with a text to run, or as an application with the parameters that came before.
  const program = await makeProgram(
    'open',
    [
      ...BEGINNING,
      `if [ -n "$ELECTRON_RUN_AS_NODE" ]; then exec '${process.execPath}' "$1" "$2"; fi`,
      'case "$1" in --inspect*) inspect="$1";; esac',
      `exec '${process.execPath}' $inspect '${forever}'`,
    ],
    'as delivered',
  );
  const { status, lines } = runChecklist(program);
  expect(lines.filter((line) => !line.startsWith('FAILED'))).toEqual([expect.stringMatching(/^ok {6}starts /)]);
  expect(lines).toHaveLength(9 + 5);
  expect(lines).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^FAILED {2}fuse RunAsNode +on$/),
      expect.stringMatching(/^FAILED {2}rejects --remote-debugging-port +the application started$/),
      expect.stringMatching(/^FAILED {2}ignores ELECTRON_RUN_AS_NODE +it ran as Node$/),
      expect.stringMatching(/^FAILED {2}ignores NODE_OPTIONS +a foreign module was loaded$/),
      expect.stringMatching(/^FAILED {2}ignores --inspect +the port of the debugger is open$/),
    ]),
  );
  expect(status).toBe(1);
});

it('passes what a program ignores, and does not take one that ends for one that ignores', async () => {
  const closed = runChecklist(await makeProgram('closed', [REFUSES_PORT, ...BEGINNING, 'exec sleep 60'], 'set'));
  expect(closed.lines.filter((line) => line.startsWith('FAILED'))).toEqual([]);
  expect(closed.lines.filter((line) => /^ok {6}ignores/.test(line))).toHaveLength(3);

  const broken = runChecklist(await makeProgram('broken', ['exit 1'], 'set'));
  expect(broken.lines.filter((line) => /^FAILED .*the application did not start$/.test(line))).toHaveLength(3);
  expect(broken.status).toBe(1);
});

describe('a debugging port', () => {
  /** What is said of a program that was given one. */
  async function look(lines: readonly string[]): Promise<string> {
    const program = await makeProgram('port', lines, 'as delivered');
    const port = await findFreePort();
    const parameters = [`--remote-debugging-port=${port}`];
    return whileRunning(program, { parameters, environment: { ...process.env, TEST_PORT: String(port) } }, (running) =>
      checkNoStart(running, port, 500),
    );
  }

  it('is refused by a program that waits for its message to be read', async () => {
    expect(await look(['exec sleep 60'])).toBe('it reports the switch and does nothing else');
  });

  it('is not refused by a program that opens it, or that has done something before it ended', async () => {
    const listener = 'require("node:net").createServer().listen(process.env.TEST_PORT, "127.0.0.1")';
    await expect(look([`exec '${process.execPath}' -e '${listener}'`])).rejects.toThrow('the port is open');
    await expect(look([...BEGINNING, 'exit 1'])).rejects.toThrow('the application started');
  });
});
