import type { StorageProblem } from '../../shared/model/appState.ts';

const PROBLEMS: Readonly<Record<string, StorageProblem>> = {
  ENOSPC: 'diskFull',
  EDQUOT: 'diskFull',
  EACCES: 'notPermitted',
  EPERM: 'notPermitted',
  EROFS: 'readOnly',
};

/** Says in the words of the window why a file could not be read or written. */
export function storageProblemOf(error: unknown): StorageProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return PROBLEMS[code] ?? 'failed';
}
