import { createServer } from 'node:net';

/**
 * Finds out why a port of this machine cannot be opened.
 * @param {number} port 0 for any free one, which there always is.
 * @returns {Promise<string | null>} code of the system, such as `EADDRINUSE`; `null` for a port that can.
 */
export function portProblem(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code ?? error.message));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(null)));
  });
}
