import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';
import { FUSES } from './fuses.mjs';

/** The text before the fuses in an Electron program. Source: @electron/fuses. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/**
 * Creates a placeholder of an unpacked Electron for Linux, which electron-builder accepts: a program that cannot run, whose
 * fuses are all the opposite of {@link FUSES}, so that one that is not set is noticed.
 * @param {string} folder to create.
 * @param {string} version of Electron.
 * @returns {Promise<void>}
 */
export async function makeStandInElectron(folder, version) {
  const resources = join(folder, 'resources');
  mkdirSync(resources, { recursive: true });
  const wire = Object.values(FUSES).map((isOn) => (isOn ? '0' : '1'));
  const program = `${SENTINEL}\x01${String.fromCharCode(wire.length)}${wire.join('')}`;
  writeFileSync(join(folder, 'electron'), program, { mode: 0o755 });
  writeFileSync(join(folder, 'version'), version);
  writeFileSync(join(folder, 'LICENSE'), 'The licence of Electron stands here.\n');
  writeFileSync(join(folder, 'LICENSES.chromium.html'), '<p>The licences of Chromium stand here.</p>\n');
  const defaultApp = join(folder, 'default_app');
  mkdirSync(defaultApp);
  writeFileSync(join(defaultApp, 'package.json'), '{}');
  await createPackage(defaultApp, join(resources, 'default_app.asar'));
  rmSync(defaultApp, { recursive: true });
}
