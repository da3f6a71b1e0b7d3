import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const template = readFileSync(join(import.meta.dirname, '../../../build/linux/after-install.sh'), 'utf8');

/** Stands for the root folder of a system. */
let system: string;

beforeEach(() => {
  system = mkdtempSync(join(tmpdir(), 'keydesk-system-'));
  for (const folder of ['opt/KeyDesk/resources', 'usr/bin', 'etc/apparmor.d', 'proc', 'programs']) {
    mkdirSync(join(system, folder), { recursive: true });
  }
  writeFileSync(join(system, 'opt/KeyDesk/chrome-sandbox'), '');
  writeFileSync(join(system, 'opt/KeyDesk/resources/apparmor-profile'), 'profile');
});

afterEach(() => rmSync(system, { recursive: true }));

/** Installs a program on the system. */
function provide(name: string, script: string): void {
  const file = join(system, 'programs', name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

/** Runs the script as electron-builder fills it in, in the folder of the system. */
function install(): { readonly status: number | null; readonly helperMode: string } {
  const filled = template.replace(/\$\{([a-zA-Z]+)\}/g, (_macro, name) =>
    name === 'executable' ? 'keydesk' : 'KeyDesk',
  );
  const script = filled
    .replaceAll(/(?<=['"\s])\/(opt|usr\/bin|etc)\//g, `${system}/$1/`)
    .replace('/proc/sys/kernel/apparmor_restrict_unprivileged_userns', `${system}/proc/restricted`);
  const path = `${join(system, 'programs')}:/usr/bin:/bin`;
  const { status } = spawnSync('/bin/sh', ['-c', script], { env: { PATH: path } });
  const { mode } = statSync(join(system, 'opt/KeyDesk/chrome-sandbox'));
  return { status, helperMode: (mode & 0o7777).toString(8) };
}

it.each([
  ['users can create namespaces', 'exit 0', '755'],
  ['only root can create namespaces', 'exit 1', '4755'],
])('%s: the mode of the sandbox helper', (_what, runuser, helperMode) => {
  provide('runuser', `[ "$*" = "-u nobody -- unshare --user --map-root-user true" ] || exit 9; ${runuser}`);
  provide('update-alternatives', 'exit 1');
  provide('apparmor_status', 'exit 1');
  expect(install()).toEqual({ status: 0, helperMode });
  expect(readlinkSync(join(system, 'usr/bin/keydesk'))).toBe(join(system, 'opt/KeyDesk/resources/keydesk.sh'));
});

it.each([
  ['installs the AppArmor profile that permits namespaces, and needs no helper', 'exit 0', '755', true],
  ['uses the helper if AppArmor cannot read the profile', 'exit 1', '4755', false],
])('%s', (_what, parser, helperMode, hasProfile) => {
  provide('runuser', 'exit 1');
  provide('update-alternatives', 'exit 0');
  provide('apparmor_status', 'exit 0');
  provide('apparmor_parser', parser);
  writeFileSync(join(system, 'proc/restricted'), '1\n');
  expect(install()).toEqual({ status: 0, helperMode });
  expect(existsSync(join(system, 'etc/apparmor.d/keydesk'))).toBe(hasProfile);
});
