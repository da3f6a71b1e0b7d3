import type { StorageProblem } from '../../../shared/model/appState.ts';
import { systemCodeOf } from '../../../shared/systemCode.ts';

const PROBLEMS: Readonly<Record<string, StorageProblem>> = {
  ENOSPC: 'diskFull',
  EDQUOT: 'diskFull',
  EACCES: 'notPermitted',
  EPERM: 'notPermitted',
  EROFS: 'readOnly',
};

/** Says in the words of the window why a file could not be read or written. */
export function storageProblemOf(error: unknown): StorageProblem {
  return PROBLEMS[systemCodeOf(error) ?? ''] ?? 'failed';
}
