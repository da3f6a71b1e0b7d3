import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const MINUTE_MS = 60_000;

/**
 * Removes temporary files left by a process that was killed while writing. Never throws: they only waste space.
 * @param folder absolute path.
 * @param name matches the full names of the caller's temporary files.
 * @param now milliseconds since the epoch. Files modified since this process started, or in the last minute, may be in use
 *   and are kept.
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
      // Already gone, or cannot be removed; the next start tries again.
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
