import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TextFinder } from './textFinder.ts';

/** Returns the files below a folder that contain a text in any form that {@link TextFinder} finds. */
export function filesWith(folder: string, text: string): string[] {
  const finder = new TextFinder([text]);
  return filesBelow(folder).filter((file) => finder.find(readIfThere(file)).size > 0);
}

/** Absolute paths of all files below a folder, at any depth. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

/** Reads a file, or nothing: a running browser removes files of its cache between listing and reading. */
function readIfThere(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return Buffer.alloc(0);
    }
    throw error;
  }
}
