import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Creates a folder that only the user can access (mode 0700), with the folders above it. Does nothing if it exists.
 * Node's own `recursive` is not used: it does not return for some folders that the system cannot create.
 * @throws Error with a system `code` if the folder cannot be created.
 */
export function makeFolder(folder: string): void {
  const parent = dirname(folder);
  if (isFolder(folder)) {
    return;
  }
  if (parent !== folder) {
    makeFolder(parent);
  }
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process may have created it in the meantime.
    if (!isFolder(folder)) {
      throw error;
    }
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
