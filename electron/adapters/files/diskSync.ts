import { systemCodeOf } from '../../../shared/systemCode.ts';

/** Codes of file systems that do not support fsync. `EIO` and `ENOSPC` are not among them: they mean lost data. */
const UNSUPPORTED = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EPERM', 'EACCES', 'EROFS']);

/** Ignores the error of an fsync that the file system does not support. @throws any other error. */
export function ignoreUnsupportedSync(error: unknown): void {
  if (!UNSUPPORTED.has(systemCodeOf(error) ?? '')) {
    throw error;
  }
}
