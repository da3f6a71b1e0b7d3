/**
 * `npm run package:check`: packages the application for Linux with a placeholder for Electron, which need not be downloaded,
 * and checks the result. On failure the exit code is 1 and the reasons are printed. `--config=FILE` replaces
 * `electron-builder.yml`, `--output=DIR` the folder `dist/check`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { requireNode, stopWith } from './console.mjs';
import { readOptions } from './options.mjs';
import { checkPackage } from './packaging/checkPackage.mjs';
import { makeStandInElectron } from './packaging/standInElectron.mjs';
import { ROOT } from './project.mjs';
import { ensureSystemPackages } from './systemPackages.mjs';

requireNode();
const { values } = readOptions('npm run package:check -- [--config=FILE] [--output=DIR]', {
  config: { type: 'string' },
  output: { type: 'string' },
});
if (process.platform !== 'linux') {
  stopWith('This check runs on Linux only. "npm run package" makes a package for the system it runs on.');
}
const output = resolve(ROOT, values.output ?? 'dist/check');
// Required by keytar's binary, which is loaded from the package.
ensureSystemPackages(['libsecret-1-0']);
ensureBuilt();
await pack();
const findings = await checkPackage(join(output, 'linux-unpacked'));

for (const { name, result, violations } of findings) {
  console.log(`${name.padEnd(12)}${violations.length === 0 ? 'ok      ' : 'FAILED  '}${result}`);
}
console.log(`The package: ${join(output, 'linux-unpacked')} (with a placeholder for Electron: it cannot be started)`);
const violations = findings.flatMap((finding) => finding.violations.map((text) => `${finding.name}: ${text}`));
if (violations.length > 0) {
  stopWith(violations.join('\n'));
}

/** Runs electron-builder; its output is printed only on failure. */
async function pack() {
  const temporary = mkdtempSync(join(tmpdir(), 'keydesk-electron-'));
  try {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules/electron/package.json'), 'utf8'));
    const electron = join(temporary, 'electron');
    await makeStandInElectron(electron, version);
    const builder = join(ROOT, 'node_modules/electron-builder/cli.js');
    const configuration = `--config=${resolve(ROOT, values.config ?? 'electron-builder.yml')}`;
    const target = ['--linux', 'dir', `--${process.arch}`, '--publish', 'never', configuration];
    const overrides = [`-c.electronDist=${electron}`, `-c.directories.output=${output}`];
    const result = spawnSync(process.execPath, [builder, ...target, ...overrides], { cwd: ROOT, encoding: 'utf8' });
    if (result.status !== 0) {
      stopWith(`electron-builder failed:\n${result.stdout}${result.stderr}`);
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
