import { chmodSync, realpathSync, statSync } from 'node:fs';
import { sep } from 'node:path';
import type { OpenFolder } from '../../../shared/model/appState.ts';
import { systemCodeOf } from '../../../shared/systemCode.ts';
import { makeFolder } from '../../makeFolder.ts';
import type { FolderRights, Logger } from '../../ports.ts';

/** Creates folders that only the user can access. */
export interface PrivateFolders extends FolderRights {
  /**
   * Creates a folder if necessary and restricts it to the user. Where the file system does not support that, the folder is
   * used anyway and reported.
   * @param folder absolute path.
   * @throws Error with a system `code` if the folder cannot be created.
   */
  make(folder: string): void;
}

/** Dependencies of {@link createPrivateFolders}. */
export interface PrivateFoldersOptions {
  readonly logger: Pick<Logger, 'warn'>;
  /** On Windows nothing is changed: folders in the user's profile are protected by their access control list. */
  readonly platform?: NodeJS.Platform;
  /** Replaced in tests to simulate a file system without permissions. */
  readonly chmod?: (folder: string, mode: number) => void;
}

const OWNER_ONLY = 0o700;
const OTHERS = 0o077;

/** Creates folders with mode 0700 and remembers the first one that others can access. */
export function createPrivateFolders(options: PrivateFoldersOptions): PrivateFolders {
  const { logger, platform = process.platform, chmod = chmodSync } = options;
  /** Real paths of private folders. Folders below one of them are protected as well. */
  const closed = new Set<string>();
  const reported = new Set<string>();
  const listeners: (() => void)[] = [];
  let open: OpenFolder | null = null;

  const found = (folder: string, error: unknown): void => {
    if (reported.has(folder)) {
      return;
    }
    reported.add(folder);
    logger.warn('The permissions of a folder cannot be restricted', { folder, error });
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
      makeFolder(folder);
      if (platform === 'win32') {
        return;
      }
      let failure: unknown;
      if ((statSync(folder).mode & 0o777) !== OWNER_ONLY) {
        try {
          chmod(folder, OWNER_ONLY);
        } catch (error) {
          failure = error;
        }
      }
      // Checked even without an error: on some file systems chmod succeeds without any effect.
      if ((statSync(folder).mode & OTHERS) !== 0) {
        found(folder, failure);
      } else {
        closed.add(realPathOf(folder));
      }
    },
  };
}

function realPathOf(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}
