import { type Stats, statSync } from 'node:fs';

/**
 * Asserts that something is a regular file.
 * @throws Error with the `code` `EISDIR` for a folder, `EINVAL` for a pipe, device or socket: reading one may block forever,
 *   and a rename would replace it.
 */
export function assertRegularFile(stats: Stats): void {
  if (!stats.isFile()) {
    const code = stats.isDirectory() ? 'EISDIR' : 'EINVAL';
    throw Object.assign(new Error(`${code}: this is not a regular file`), { code });
  }
}

/** {@link assertRegularFile} for a file that may not exist yet. Follows links. @throws Error with a system `code`. */
export function assertReplaceable(file: string): void {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats !== undefined) {
    assertRegularFile(stats);
  }
}
