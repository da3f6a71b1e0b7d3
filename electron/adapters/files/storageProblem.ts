import type { StorageProblem } from '../../../shared/model/appState.ts';
import { systemCodeOf } from '../../../shared/systemCode.ts';

const PROBLEMS: Readonly<Record<string, StorageProblem>> = {
  ENOSPC: 'diskFull',
  EDQUOT: 'diskFull',
  EACCES: 'notPermitted',
  EPERM: 'notPermitted',
  EROFS: 'readOnly',
};

/** Maps a file system error to the problem shown in the window. */
export function storageProblemOf(error: unknown): StorageProblem {
  return PROBLEMS[systemCodeOf(error) ?? ''] ?? 'failed';
}
