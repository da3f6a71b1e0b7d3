/** `npm run icon`: draws the icon of the packages, `build/icon.png`, from `build/icon.svg` with the installed Chromium. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findChromium } from './chromium.mjs';
import { requireNode, stopWith } from './console.mjs';
import { sandboxSwitches } from './host.mjs';
import { readOptions } from './options.mjs';
import { ROOT } from './project.mjs';
import { ensureSystemPackages } from './systemPackages.mjs';

requireNode();
readOptions('npm run icon', {});
ensureSystemPackages(['chromium']);
const userData = mkdtempSync(join(tmpdir(), 'keydesk-icon-'));
const { status, stderr } = spawnSync(
  findChromium() ?? '',
  [
    '--headless',
    '--disable-gpu',
    '--no-first-run',
    ...sandboxSwitches(),
    `--user-data-dir=${userData}`,
    // Required for macOS; electron-builder makes the smaller sizes.
    '--window-size=1024,1024',
    '--force-device-scale-factor=1',
    '--default-background-color=00000000',
    `--screenshot=${join(ROOT, 'build', 'icon.png')}`,
    pathToFileURL(join(ROOT, 'build', 'icon.svg')).href,
  ],
  { encoding: 'utf8' },
);
rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
if (status !== 0) {
  stopWith(`The icon was not drawn:\n${stderr}`);
}
