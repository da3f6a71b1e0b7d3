import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { systemCodeOf } from '../../../shared/systemCode.ts';

/** As many as Linux follows. */
const MAX_LINKS = 40;

/**
 * Gives the path that a symbolic link leads to, also where nothing is there yet; a path that is no link as it is. What
 * replaces a file by another has to ask: a file put in the place of a link takes the link away and leaves what it leads to
 * as it was.
 * @throws Error with the `code` of the system; `ELOOP` for links that lead to one another.
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
