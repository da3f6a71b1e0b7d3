import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of 64 kB. */
export interface SmallDisk {
  readonly folder: string;
  /** Remounts it read-only or writable. */
  readonly setReadOnly: (isReadOnly: boolean) => void;
  /** Mounts a file of the disk over another one, as containers do; returns a function that unmounts it. */
  readonly mountFile: (file: string, over: string) => () => void;
  readonly unmount: () => void;
}

/**
 * Mounts a disk that is soon full. Needs root, or `sudo` without a password.
 * @throws Error if it cannot be mounted.
 */
export function mountSmallDisk(): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'keydesk-disk-'));
  const mount = (...parameters: string[]): void => {
    const { status, stderr } = asRoot('mount', parameters);
    if (status !== 0) {
      throw new Error(`A small disk cannot be mounted, which this test needs root or sudo for: ${stderr}`);
    }
  };
  const owner = `uid=${process.getuid?.() ?? 0},gid=${process.getgid?.() ?? 0}`;
  mount('-t', 'tmpfs', '-o', `size=64k,mode=700,${owner}`, 'tmpfs', folder);
  return {
    folder,
    setReadOnly: (isReadOnly) => mount('-o', `remount,${isReadOnly ? 'ro' : 'rw'}`, folder),
    mountFile: (file, over) => {
      mount('--bind', file, over);
      return () => asRoot('umount', [over]);
    },
    unmount: () => {
      // Lazily, because a log may still be open.
      asRoot('umount', ['-l', folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

function asRoot(command: string, parameters: readonly string[]) {
  const options = { encoding: 'utf8' } as const;
  return process.getuid?.() === 0
    ? spawnSync(command, parameters, options)
    : spawnSync('sudo', ['-n', command, ...parameters], options);
}
