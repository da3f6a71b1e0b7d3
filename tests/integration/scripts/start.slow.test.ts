import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, it } from 'vitest';
import { WITHOUT_KEYRING } from '../../harness/keyring.ts';

const root = join(import.meta.dirname, '../../..');
const PICTURE = join(root, 'reports/keydesk.png');
/** Longest time for the build, the try to get Electron and the picture, in milliseconds. */
const START_LIMIT_MS = 150_000;
/** Smallest picture of the window, in bytes; one with the list of keys takes about 180,000. */
const SMALLEST_PICTURE = 30_000;

const folder = mkdtempSync(join(tmpdir(), 'keydesk-start-'));
let group: number | undefined;

afterEach(() => {
  if (group !== undefined) {
    signalGroup(group, 'SIGKILL');
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

it(
  'runs without a display, shows where its picture is, and leaves no process behind',
  async () => {
    const {
      DISPLAY: _display,
      WAYLAND_DISPLAY: _wayland,
      ELECTRON_OVERRIDE_DIST_PATH: _path,
      ...environment
    } = process.env;
    // One of an earlier run proves nothing.
    rmSync(PICTURE, { force: true });
    const child = spawn(process.execPath, [join(root, 'scripts/start.mjs'), `--user-data-dir=${folder}`], {
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
    expect(picture.byteLength).toBeGreaterThan(SMALLEST_PICTURE);
    expect(processesOf(folder)).not.toEqual([]);

    signalGroup(child.pid, 'SIGINT');
    await ended;
    group = undefined;
    await expect.poll(() => processesOf(folder), { timeout: 5_000 }).toEqual([]);
  },
  START_LIMIT_MS,
);

/** Signals a process group; one that has ended already is as good. */
function signalGroup(leader: number | undefined, signal: NodeJS.Signals): void {
  try {
    process.kill(-(leader ?? Number.NaN), signal);
  } catch {
    // There is no such group any more.
  }
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
