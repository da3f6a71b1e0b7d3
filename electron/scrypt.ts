import { Worker } from 'node:worker_threads';

/** Cost parameters of scrypt (RFC 7914). */
export interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/**
 * Source of the thread. A string instead of a file, so that the build and the application archive need no extra entry;
 * it contains no application code.
 */
const THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
const { scryptSync } = require('node:crypto');
const { password, salt, length, options } = workerData;
parentPort.postMessage(scryptSync(password, salt, length, options));
`;

/**
 * Derives a key in a separate thread. Node's asynchronous `scrypt` validates its parameters on the calling thread, and
 * BoringSSL, which Electron uses instead of OpenSSL, derives the complete key for that.
 * @param length length of the key in bytes.
 * @throws Error if scrypt does not accept the cost, or if the thread cannot be started.
 */
export function deriveScrypt(password: string, salt: Buffer, length: number, { N, r, p }: ScryptCost): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  // The default maximum of Node is 32 MiB; scrypt needs slightly more than 128 · N · r bytes.
  const options = { N, r, p, maxmem: 256 * N * r };
  const worker = new Worker(THREAD, {
    eval: true,
    // The thread must not inherit preloaded modules or debuggers of this process.
    execArgv: [],
    workerData: { password: Buffer.from(password, 'utf8'), salt, length, options },
  });
  worker.once('message', (key: Uint8Array) => resolve(Buffer.from(key)));
  worker.once('error', reject);
  worker.once('exit', (code) => reject(new Error(`The thread that derives a key ended with code ${code}.`)));
  return promise;
}
