import { globSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { extractFile, listPackage, statFile } from '@electron/asar';
import { ROOT } from '../project.mjs';

/** @typedef {import('./inspectFiles.mjs').PackagedFile} PackagedFile */

/**
 * Lists the files of a package.
 * @param {string} archive absolute path of its `app.asar`.
 * @returns {PackagedFile[]}
 */
export function listFiles(archive) {
  const paths = listPackage(archive, { isPack: false })
    .map((path) => path.slice(1).split(sep).join('/'))
    .filter((path) => !('files' in statFile(archive, path)));
  /** Folder of a package of npm to `name@version`. @type {Map<string, string>} */
  const libraries = new Map();
  for (const path of paths.filter((file) => file === `${libraryFolder(file)}/package.json`)) {
    const { name, version } = JSON.parse(extractFile(archive, path).toString('utf8'));
    libraries.set(libraryFolder(path), `${name}@${version}`);
  }
  return paths.map((path) => ({
    path,
    isUnpacked: /** @type {{ unpacked?: boolean }} */ (statFile(archive, path)).unpacked === true,
    library: libraries.get(libraryFolder(path)) ?? (path.startsWith('node_modules/') ? 'an unknown package' : null),
  }));
}

/**
 * Size of the application without Electron.
 * @param {string} archive absolute path of its `app.asar`.
 * @returns {number} in bytes.
 */
export function measure(archive) {
  const unpacked = globSync(`${archive}.unpacked/**/*`, { withFileTypes: true }).filter((entry) => entry.isFile());
  const files = [archive, ...unpacked.map(({ parentPath, name }) => join(parentPath, name))];
  return files.reduce((sum, file) => sum + statSync(file).size, 0);
}

/**
 * The packages of npm that the application uses at run time, from the lock file.
 * @returns {ReadonlySet<string>} each as `name@version`.
 */
export function readProductionLibraries() {
  /** @type {{ packages: Record<string, { name?: string, version: string, dev?: boolean }> }} */
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const installed = Object.entries(packages).filter(([path, { dev }]) => path !== '' && dev !== true);
  return new Set(
    installed.map(([path, { name, version }]) => `${name ?? path.split('node_modules/').at(-1)}@${version}`),
  );
}

/**
 * The folder of the package of npm that a file belongs to.
 * @param {string} path
 * @returns {string} empty for a file of the application.
 */
function libraryFolder(path) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0] ?? '';
}
