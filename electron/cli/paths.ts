import { resolve } from 'node:path';
import type { Terminal } from '../ports.ts';

/** Returns the absolute path of a file that the user named, from the folder in which the command was started. */
export function absolutePath({ folder }: Pick<Terminal, 'folder'>, file: string): string {
  return resolve(folder, file);
}
