import { connect, createServer } from 'node:net';
import { waitForStart } from './packagedProgram.mjs';

/**
 * Sees that a packaged application that was given a debugging port has done nothing: its data folder is empty and the
 * port is closed. That it goes on proves nothing; on Windows and macOS it waits for its message to be read.
 * @param {import('./packagedProgram.mjs').RunningProgram} running
 * @param {number} port
 * @param {number} [limitMs] how long it may take to start, in milliseconds.
 * @returns {Promise<string>}
 * @throws {Error} when it has started.
 */
export async function seeRefusal(running, port, limitMs) {
  await waitForStart(running, limitMs);
  if (await isOpen(port)) {
    throw new Error('the port is open');
  }
  if (!running.isFolderEmpty()) {
    throw new Error('the application started');
  }
  return running.isRunning() ? 'it says so and does nothing else' : 'it ended before it did anything';
}

/**
 * A port of this machine that nobody listens on.
 * @returns {Promise<number>}
 */
export function findFreePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => done(port));
    });
  });
}

/**
 * Whether somebody listens on a port of this machine.
 * @param {number} port
 * @returns {Promise<boolean>}
 */
export function isOpen(port) {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => socket.end(() => done(true)));
    socket.on('error', () => done(false));
  });
}
