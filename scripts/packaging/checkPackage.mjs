import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll } from '@electron/asar';
import { readFuses } from './fuses.mjs';
import { findViolations } from './inspectFiles.mjs';
import { listFiles, measure, readProductionLibraries } from './readPackage.mjs';
import { importLibraries, runPlatform } from './runPackaged.mjs';

/** Maximum size of the application without Electron, in bytes. */
const SIZE_LIMIT = 12 * 1024 * 1024;

/**
 * The result of one check of a package.
 * @typedef {{ name: string, result: string, violations: string[] }} Finding
 */

/**
 * Checks a packaged application for Linux: its contents, whether they run, the fuses and the size.
 * @param {string} folder absolute path of electron-builder's `linux-unpacked`.
 * @returns {Promise<Finding[]>} one for each check.
 */
export async function checkPackage(folder) {
  const archive = join(folder, 'resources', 'app.asar');
  const extracted = mkdtempSync(join(tmpdir(), 'keydesk-package-'));
  try {
    extractAll(archive, extracted);
    return [
      await check('contents', () => checkContents(archive)),
      await check('libraries', () => {
        const libraries = importLibraries(extracted);
        return { result: `${libraries.length} imported from the package`, violations: [] };
      }),
      await check('platform', async () => {
        const methods = await runPlatform(extracted);
        return { result: `started from the package, documents ${methods} methods`, violations: [] };
      }),
      await check('fuses', () => checkFuses(join(folder, 'keydesk'))),
      await check('size', () => checkSize(archive)),
    ];
  } finally {
    rmSync(extracted, { recursive: true, force: true });
  }
}

/**
 * @param {string} name
 * @param {() => Omit<Finding, 'name'> | Promise<Omit<Finding, 'name'>>} run
 * @returns {Promise<Finding>}
 */
async function check(name, run) {
  try {
    return { name, ...(await run()) };
  } catch (error) {
    return { name, result: 'failed', violations: [error instanceof Error ? error.message : String(error)] };
  }
}

/** @param {string} archive */
function checkContents(archive) {
  const files = listFiles(archive);
  const beside = files.filter(({ isUnpacked }) => isUnpacked).length;
  return {
    result: `${files.length - beside} files in the archive, ${beside} beside it`,
    violations: findViolations(files, readProductionLibraries()),
  };
}

/** @param {string} program */
async function checkFuses(program) {
  const fuses = await readFuses(program);
  const wrong = fuses.filter(({ isRight }) => !isRight);
  return {
    result: `${fuses.length - wrong.length} of ${fuses.length} correct`,
    violations: wrong.map(({ name, found }) => `the fuse ${name} is ${found}`),
  };
}

/** @param {string} archive */
function checkSize(archive) {
  const size = measure(archive);
  const [has, may] = [size, SIZE_LIMIT].map((bytes) => `${(bytes / 1024 / 1024).toFixed(1)} MiB`);
  return {
    result: `${has} without Electron`,
    violations: size > SIZE_LIMIT ? [`${has} exceed the maximum of ${may}`] : [],
  };
}
