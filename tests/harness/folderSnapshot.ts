import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** What a data folder holds: for each file below it its text, for each link its target. */
export type FolderSnapshot = Readonly<Record<string, string>>;

/**
 * Takes down everything in a folder, so that two moments can be compared.
 * @param leaveOut names of files and folders at any depth that may change, the log for example.
 */
export function folderSnapshot(folder: string, leaveOut: readonly string[] = ['logs']): FolderSnapshot {
  const found: Record<string, string> = {};
  const walk = (path: string): void => {
    for (const name of readdirSync(join(folder, path)).sort()) {
      const inner = join(path, name);
      const stats = lstatSync(join(folder, inner));
      if (leaveOut.includes(name)) {
        continue;
      }
      if (stats.isDirectory()) {
        walk(inner);
      } else {
        found[inner] = stats.isSymbolicLink()
          ? `-> ${readlinkSync(join(folder, inner))}`
          : readFileSync(join(folder, inner), 'latin1');
      }
    }
  };
  walk('');
  return found;
}
