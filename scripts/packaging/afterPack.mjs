import { join } from 'node:path';
import { setFuses } from './fuses.mjs';

/**
 * The hook that electron-builder calls before it signs: sets the fuses. Not electron-builder's own option
 * `electronFuses`, which knows neither the newest fuse nor `strictlyRequireAllFuses`.
 * @param {import('electron-builder').AfterPackContext} context
 * @returns {Promise<void>}
 */
export async function afterPack(context) {
  await setFuses(programOf(context));
}

/**
 * @param {import('electron-builder').AfterPackContext} context
 * @returns {string} absolute path of the program, or of the `.app`.
 */
function programOf({ appOutDir, packager, electronPlatformName }) {
  const { productFilename } = packager.appInfo;
  switch (electronPlatformName) {
    case 'darwin':
      return join(appOutDir, `${productFilename}.app`);
    case 'win32':
      return join(appOutDir, `${productFilename}.exe`);
    default:
      return join(appOutDir, /** @type {typeof packager & { executableName: string }} */ (packager).executableName);
  }
}
