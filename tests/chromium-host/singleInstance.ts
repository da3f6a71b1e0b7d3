import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** What a second instance sends to the first. */
export interface SecondInstance {
  readonly argv: string[];
  readonly workingDirectory: string;
  /** What it passed to `requestSingleInstanceLock`; `null` for nothing. */
  readonly additionalData: unknown;
}

/** Maximum length of a socket path on macOS, in bytes; Linux permits four more. */
const MAX_SOCKET_NAME = 103;

/** Exit code of the helper if no process listens. */
const NOBODY = 3;

// Sends its standard input to the socket.
const NOTIFY = `const socket = require('node:net').connect(process.argv[1]);
socket.on('error', () => process.exit(${NOBODY}));
socket.on('connect', () => process.stdin.pipe(socket));
socket.on('finish', () => process.exit(0));`;

/**
 * Acquires the lock of a data folder, or notifies its holder. The lock is a listening socket, so that it ends with its
 * process. A helper process makes it synchronous, as in Electron.
 * @returns a function that releases the lock, or `null` if another process holds it.
 */
export function takeInstanceLock(
  folder: string,
  onSecond: (second: SecondInstance) => void,
  additionalData: unknown = null,
): (() => void) | null {
  const address = socketOf(folder);
  const second: SecondInstance = { argv: process.argv, workingDirectory: process.cwd(), additionalData };
  if (mayBeHeld(address) && !isFree(address, second)) {
    return null;
  }
  rmSync(address, { force: true });
  const server = createServer((socket) => {
    void text(socket).then((message) => onSecond(JSON.parse(message) as SecondInstance));
  });
  server.listen(address).unref();
  const release = (): void => {
    server.close();
    rmSync(address, { force: true });
  };
  process.on('exit', release);
  return () => {
    process.off('exit', release);
    release();
  };
}

/** Without the file of its socket there is no holder, and the helper, which takes longer than the rest, is not needed. */
function mayBeHeld(address: string): boolean {
  return process.platform === 'win32' || existsSync(address);
}

/** Notifies the holder of the lock; true if there is none. */
function isFree(address: string, second: SecondInstance): boolean {
  const helper = spawnSync(process.execPath, ['-e', NOTIFY, address], {
    input: JSON.stringify(second),
    timeout: 5_000,
  });
  return helper.status === NOBODY;
}

/** The socket of a data folder, in `/tmp` if the path in the usual folder would be too long. */
export function socketOf(folder: string, temporary = tmpdir()): string {
  const name = `keydesk-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
  if (process.platform === 'win32') {
    return `\\\\.\\pipe\\${name}`;
  }
  const usual = join(temporary, `${name}.sock`);
  return Buffer.byteLength(usual) <= MAX_SOCKET_NAME ? usual : join('/tmp', `${name}.sock`);
}
