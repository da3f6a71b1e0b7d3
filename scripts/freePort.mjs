import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Why a port of this machine cannot be opened.
 * @param {number} port 0 for any free one, which is always possible.
 * @returns {Promise<string | null>} code of the system, such as `EADDRINUSE`; `null` if it can be opened.
 */
export function portProblem(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code ?? error.message));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(null)));
  });
}

/**
 * Finds a port of this machine that is not in use.
 * @returns {Promise<number>}
 */
export async function findFreePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  await new Promise((closed) => server.close(closed));
  return port;
}
