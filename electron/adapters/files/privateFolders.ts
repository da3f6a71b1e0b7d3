import { chmodSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { sep } from 'node:path';
import type { OpenFolder } from '../../../shared/model/appState.ts';
import { systemCodeOf } from '../../../shared/systemCode.ts';
import type { FolderRights, Logger } from '../../ports.ts';

/** Makes folders that only the user can enter. */
export interface PrivateFolders extends FolderRights {
  /**
   * Makes a folder where there is none, and closes it to others where the file system lets it: one that stays open is
   * used all the same.
   * @param folder absolute path.
   * @throws Error with the `code` of the system where there is no such folder afterwards.
   */
  make(folder: string): void;
}

/** What making folders works with. */
export interface PrivateFoldersOptions {
  readonly logger: Pick<Logger, 'warn'>;
  /** Windows knows no such rights: there a folder in the profile of the user is closed to others by its list of access. */
  readonly platform?: NodeJS.Platform;
  /** Sets the rights of a folder; another function stands for a file system that refuses. */
  readonly chmod?: (folder: string, mode: number) => void;
}

const OWNER_ONLY = 0o700;
const OTHERS = 0o077;

/** Makes folders with the rights 0700, and remembers the first one that is open to others. */
export function createPrivateFolders(options: PrivateFoldersOptions): PrivateFolders {
  const { logger, platform = process.platform, chmod = chmodSync } = options;
  /** Real paths of folders that others cannot enter. What lies below one of them needs no rights of its own. */
  const closed = new Set<string>();
  const told = new Set<string>();
  const listeners: (() => void)[] = [];
  let open: OpenFolder | null = null;

  const found = (folder: string, error: unknown): void => {
    if (told.has(folder)) {
      return;
    }
    told.add(folder);
    logger.warn('The rights of a folder cannot be narrowed', { folder, error });
    const real = realPathOf(folder);
    if (open === null && ![...closed].some((outer) => real.startsWith(`${outer}${sep}`))) {
      open = { folder, code: systemCodeOf(error) ?? null };
      for (const listener of listeners) {
        listener();
      }
    }
  };

  return {
    get open() {
      return open;
    },

    onFound(listener) {
      listeners.push(listener);
    },

    make(folder) {
      mkdirSync(folder, { recursive: true, mode: OWNER_ONLY });
      if (platform === 'win32') {
        return;
      }
      let refusal: unknown;
      if ((statSync(folder).mode & 0o777) !== OWNER_ONLY) {
        try {
          chmod(folder, OWNER_ONLY);
        } catch (error) {
          refusal = error;
        }
      }
      // Not by the refusal: on some file systems a change of rights succeeds and changes nothing.
      if ((statSync(folder).mode & OTHERS) !== 0) {
        found(folder, refusal);
      } else {
        closed.add(realPathOf(folder));
      }
    },
  };
}

/** Not every file system can say it. */
function realPathOf(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}
