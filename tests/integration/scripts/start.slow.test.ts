import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, it } from 'vitest';
import { findFreePort } from '../../../scripts/freePort.mjs';
import { WITHOUT_KEYRING } from '../../harness/keyring.ts';

const root = join(import.meta.dirname, '../../..');
const PICTURE = join(root, 'reports/keydesk.png');
/** Smallest picture of the window, in bytes; one with the list of keys takes about 180,000. */
const MIN_PICTURE_BYTES = 30_000;

const folder = mkdtempSync(join(tmpdir(), 'keydesk-start-'));
let group: number | undefined;

afterEach(() => {
  if (group !== undefined) {
    signalGroup(group, 'SIGKILL');
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

it('fault 58: runs without a display and with a port of its own, shows where its picture is, and leaves no process', async () => {
  const {
    DISPLAY: _display,
    WAYLAND_DISPLAY: _wayland,
    ELECTRON_OVERRIDE_DIST_PATH: _path,
    ...environment
  } = process.env;
  // One of an earlier run proves nothing.
  rmSync(PICTURE, { force: true });
  const port = await findFreePort();
  const options = [`--user-data-dir=${folder}`, '--lang=ru', `--remote-debugging-port=${port}`];
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs'), ...options], {
    // A process group of its own: Ctrl-C in a terminal reaches every process of it.
    detached: true,
    env: { ...environment, ...WITHOUT_KEYRING },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  group = child.pid;
  const ended = once(child, 'exit');
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (line.startsWith('Screenshot: ')) {
      break;
    }
  }
  expect(lines.filter((line) => /^Host: (Electron|Chromium \(.+\))$/.test(line))).toHaveLength(1);
  expect(lines).toContain('Display: none, running headless');
  // With no words after the path: those would say that no keys were shown.
  expect(lines.at(-1)).toBe(`Screenshot: ${PICTURE}`);
  const picture = readFileSync(PICTURE);
  expect(picture.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  expect(picture.byteLength).toBeGreaterThan(MIN_PICTURE_BYTES);
  expect(processesOf(folder)).not.toEqual([]);
  expect(await titlesAt(port)).toContain('Демонстрационная платформа – KeyDesk');

  // A second one finds the first and says so instead of standing there without a window.
  const again = [join(root, 'scripts/start.mjs'), '--headless', `--user-data-dir=${folder}`];
  const second = spawnSync(process.execPath, again, {
    encoding: 'utf8',
    env: { ...environment, ...WITHOUT_KEYRING, DISPLAY: ':5', ELECTRON_OVERRIDE_DIST_PATH: '/nonexistent' },
  });
  expect(second.stdout).toContain('Display: not used, running headless\n');
  expect(second.stderr).toMatch(/before its window opened\.\nIs it running already/);
  expect(second.status).toBe(1);

  signalGroup(child.pid, 'SIGINT');
  await ended;
  group = undefined;
  await expect.poll(() => processesOf(folder), { timeout: 60_000 }).toEqual([]);
});

/** Signals a process group; one that has ended already is as good. */
function signalGroup(leader: number | undefined, signal: NodeJS.Signals): void {
  try {
    process.kill(-(leader ?? Number.NaN), signal);
  } catch {
    // There is no such group any more.
  }
}

/** Titles of the pages that Chromium's debugging port knows. */
async function titlesAt(port: number): Promise<string[]> {
  const response = await fetch(`http://127.0.0.1:${port}/json/list`);
  return ((await response.json()) as { readonly title: string }[]).map(({ title }) => title);
}

/** Command lines of the running processes that name a folder. */
function processesOf(name: string): string[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(readCommandLine)
    .filter((commandLine) => commandLine.includes(name));
}

/** Empty for a process that ended meanwhile. */
function readCommandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
