import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const MINUTE_MS = 60_000;

/**
 * Removes the temporary files that a run which was ended in the middle of a write has left. Never fails: they only take
 * up room.
 * @param folder absolute path; other files in it are left alone.
 * @param name what the temporary files of the caller are named, the whole name.
 * @param now milliseconds since the epoch. Files last written after the start of this process, and within a minute, are
 * left alone: they may be in use.
 */
export function sweepTemporaryFiles(folder: string, name: RegExp, now: number): void {
  const startOrMinuteAgo = Math.max(performance.timeOrigin, now - MINUTE_MS);
  for (const found of namesIn(folder)) {
    const file = join(folder, found);
    try {
      if (name.test(found) && statSync(file).mtimeMs < startOrMinuteAgo) {
        rmSync(file);
      }
    } catch {
      // It is gone already or cannot be removed; the next start tries again.
    }
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
