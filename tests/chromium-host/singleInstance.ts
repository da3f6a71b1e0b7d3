import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** What a second instance says to the first. */
export interface SecondInstance {
  readonly argv: string[];
  readonly workingDirectory: string;
}

/** In bytes, on macOS; Linux takes four more. */
const MAX_SOCKET_NAME = 103;

/** Exit code of the helper when nobody listens. */
const NOBODY = 3;

// Hands its standard input to the socket.
const TELL = `const socket = require('node:net').connect(process.argv[1]);
socket.on('error', () => process.exit(${NOBODY}));
socket.on('connect', () => process.stdin.pipe(socket));
socket.on('finish', () => process.exit(0));`;

/**
 * Takes the lock of a data folder, or tells its holder about this process. The lock is a listening socket, so it ends
 * with its process however that ends. Asking is synchronous, as it is in Electron, hence the helper process.
 * @returns what gives the lock back, or `null` when another process holds it.
 */
export function takeInstanceLock(folder: string, onSecond: (second: SecondInstance) => void): (() => void) | null {
  const address = socketOf(folder);
  const second: SecondInstance = { argv: process.argv, workingDirectory: process.cwd() };
  const told = spawnSync(process.execPath, ['-e', TELL, address], { input: JSON.stringify(second), timeout: 5_000 });
  if (told.status !== NOBODY) {
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

/** The name of a socket may hold about 100 bytes only: where the usual folder has a long path, it is in another. */
export function socketOf(folder: string, temporary = tmpdir()): string {
  const name = `keydesk-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
  if (process.platform === 'win32') {
    return `\\\\.\\pipe\\${name}`;
  }
  const usual = join(temporary, `${name}.sock`);
  return Buffer.byteLength(usual) <= MAX_SOCKET_NAME ? usual : join('/tmp', `${name}.sock`);
}
