import { systemCodeOf } from '../../../shared/systemCode.ts';

/** Said where the file system cannot wait for the disk. `EIO` and `ENOSPC` are not among them: those lose what was written. */
const NOT_OFFERED = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EPERM', 'EACCES', 'EROFS']);

/**
 * Passes over the error of a call that waits until a file is on the disk, where the file system does not offer that: what
 * was written is written. @throws the error itself where it says that something was lost.
 */
export function ignoreUnsupportedSync(error: unknown): void {
  if (!NOT_OFFERED.has(systemCodeOf(error) ?? '')) {
    throw error;
  }
}
