import { join } from 'node:path';
import { setFuses } from './fuses.mjs';

/**
 * The hook that electron-builder calls before it signs: sets the fuses. electron-builder's own option `electronFuses` supports
 * neither the newest fuse nor `strictlyRequireAllFuses`.
 * @param {import('electron-builder').AfterPackContext} context
 * @returns {Promise<void>}
 */
export async function afterPack({ appOutDir, packager, electronPlatformName }) {
  const { productFilename } = packager.appInfo;
  /** @type {Readonly<Record<string, string>>} */
  const programs = { darwin: `${productFilename}.app`, win32: `${productFilename}.exe` };
  const { executableName } = /** @type {typeof packager & { executableName: string }} */ (packager);
  await setFuses(join(appOutDir, programs[electronPlatformName] ?? executableName));
}
