import { type Stats, statSync } from 'node:fs';

/**
 * Looks whether something is a file like others.
 * @throws Error with a `code` for a folder (`EISDIR`) and for a pipe, a device or a socket (`EINVAL`): reading one may
 *   wait for ever, and a file in its place would take it away.
 */
export function assertRegularFile(stats: Stats): void {
  if (!stats.isFile()) {
    const code = stats.isDirectory() ? 'EISDIR' : 'EINVAL';
    throw Object.assign(new Error(`${code}: this is no regular file`), { code });
  }
}

/**
 * {@link assertRegularFile} for what is to be replaced: there may also be nothing yet. Links are followed.
 * @throws Error with the `code` of the system.
 */
export function assertReplaceable(file: string): void {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats !== undefined) {
    assertRegularFile(stats);
  }
}
