import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const LAUNCHER = join(import.meta.dirname, '../../../build/linux/keydesk.sh');

let folder: string;

/** A package whose program prints its arguments. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keydesk-launcher-'));
  mkdirSync(join(folder, 'KeyDesk/resources'), { recursive: true });
  copyFileSync(LAUNCHER, join(folder, 'KeyDesk/resources/keydesk.sh'));
  writeFileSync(join(folder, 'KeyDesk/keydesk'), '#!/bin/sh\nprintf "[%s]" "$@"\nexit 7\n');
  chmodSync(join(folder, 'KeyDesk/keydesk'), 0o755);
  symlinkSync(join(folder, 'KeyDesk/resources/keydesk.sh'), join(folder, 'keydesk'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function run(words: readonly string[], environment: Record<string, string> = {}) {
  const { stdout, status } = spawnSync(join(folder, 'keydesk'), words, {
    env: { PATH: '/usr/bin:/bin', ...environment },
    encoding: 'utf8',
  });
  return { passed: stdout.replace('[--no-sandbox]', ''), status };
}

it.each([
  [['list', '-c', 'My installation'], true],
  [['--lang=ru', 'list'], true],
  [['--help'], true],
  [[], false],
  [['keydesk://platform.example/authkey.7'], false],
  [['--', 'keydesk://platform.example/authkey.7'], false],
  [['--force-dark-mode'], false],
])('passes %j on; a command without a display: %s', (words, isCommand) => {
  const passed = words.map((word) => `[${word}]`).join('') || '[]';
  expect(run(words)).toEqual({ passed: `${isCommand ? '[--ozone-platform=headless]' : ''}${passed}`, status: 7 });
  expect(run(words, { DISPLAY: ':0' }).passed).toBe(passed);
  expect(run(words, { WAYLAND_DISPLAY: 'wayland-0' }).passed).toBe(passed);
});
