import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';
import { FUSES } from './fuses.mjs';

/** What the place of the fuses in an Electron program begins with. Source: @electron/fuses. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** How an unpackaged Electron is delivered: every fuse that ours differ from stands the other way round. */
const UNSET = '0'.charCodeAt(0);
const SET = '1'.charCodeAt(0);

/**
 * Makes a folder that electron-builder takes for an unpacked Electron for Linux: a program that cannot run but has the
 * place of the fuses, each the opposite of what we want, so that one that is not set shows.
 * @param {string} folder is made.
 * @param {string} version of the Electron it stands for.
 * @returns {Promise<void>}
 */
export async function makeStandInElectron(folder, version) {
  const resources = join(folder, 'resources');
  mkdirSync(resources, { recursive: true });
  const wire = Object.values(FUSES).map((isOn) => (isOn ? UNSET : SET));
  const program = Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, wire.length, ...wire])]);
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
