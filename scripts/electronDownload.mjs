import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const INSTALLER = join(import.meta.dirname, 'installElectron.mjs');
/** Time limit without received data, in milliseconds: a firewall may drop packets silently. */
const SILENCE_LIMIT_MS = 20_000;
/** Time limit of the download, in milliseconds: about 130 MB at 1.2 Mbit/s. */
const TOTAL_LIMIT_MS = 15 * 60_000;
/** Time limit for unpacking, in milliseconds. */
const UNPACK_LIMIT_MS = 5 * 60_000;

/**
 * Downloads and unpacks the Electron program with the installer of its package, which handles mirrors, cache and digests.
 * @param {{ folder: string, silenceLimitMs?: number, totalLimitMs?: number }} options `folder` of the package `electron`.
 * @returns {Promise<string | null>} the reason of a failure, or `null`.
 */
export async function downloadElectron({ folder, silenceLimitMs = SILENCE_LIMIT_MS, totalLimitMs = TOTAL_LIMIT_MS }) {
  // A folder of its own, so that the remains of an interrupted download are removed.
  const temporary = join(folder, 'download');
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary);
  const installer = spawn(process.execPath, [INSTALLER, folder, String(silenceLimitMs), String(totalLimitMs)], {
    env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: totalLimitMs + UNPACK_LIMIT_MS,
    killSignal: 'SIGKILL',
  });
  installer.stdout.pipe(process.stdout);
  const [complaint, [code]] = await Promise.all([text(installer.stderr), once(installer, 'close')]);
  rmSync(temporary, { recursive: true, force: true });
  if (code === 0) {
    return null;
  }
  const reason =
    /^\w*Error(?: \[\w+\])?: (.+)$/m.exec(complaint)?.[1] ?? (complaint.trim() || 'the installer was ended');
  // The address of a mirror or proxy may contain a password.
  return reason.replace(/\/\/[^/\s]*@/g, '//');
}
