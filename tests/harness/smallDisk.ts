import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of 64 kB. */
export interface SmallDisk {
  readonly folder: string;
  /** Makes it a read-only file system, or a writable one again. */
  readonly setReadOnly: (isReadOnly: boolean) => void;
  readonly unmount: () => void;
}

/** Mounts a disk that is full soon; `null` where that is not permitted, as it mostly is for others than root. */
export function mountSmallDisk(): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), 'keydesk-disk-'));
  const mount = (options: string): boolean =>
    spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status === 0;
  if (!mount('size=64k')) {
    rmSync(folder, { recursive: true });
    return null;
  }
  return {
    folder,
    setReadOnly: (isReadOnly) => {
      if (!mount(`remount,${isReadOnly ? 'ro' : 'rw'}`)) {
        throw new Error('The small disk could not be mounted anew');
      }
    },
    unmount: () => {
      // Lazily, since a log may still be open.
      spawnSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true });
    },
  };
}
