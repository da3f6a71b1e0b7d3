import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { systemCodeOf } from '../../../shared/systemCode.ts';

/** The limit of Linux. */
const MAX_LINKS = 40;

/**
 * Resolves symbolic links, also where the target does not exist; other paths are returned unchanged. Needed before a rename,
 * which would replace the link instead of its target.
 * @throws Error with a system `code`; `ELOOP` for circular links.
 */
export function followLinks(file: string): string {
  let path = file;
  for (let links = 0; links <= MAX_LINKS; links += 1) {
    if (!isLink(path)) {
      return path;
    }
    const folder = realpathSync(dirname(path));
    path = resolve(folder, readlinkSync(join(folder, basename(path))));
  }
  throw Object.assign(new Error('Too many symbolic links'), { code: 'ELOOP' });
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') {
      return false;
    }
    throw error;
  }
}
