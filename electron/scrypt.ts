import { Worker } from 'node:worker_threads';

/** The parameters of scrypt (RFC 7914). */
export interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/**
 * What the thread runs. A text and not a file, so that it needs no place of its own in the compiled application and in
 * its archive; nothing of the application is in it.
 */
const THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
const { scryptSync } = require('node:crypto');
const { password, salt, length, options } = workerData;
parentPort.postMessage(scryptSync(password, salt, length, options));
`;

/**
 * Derives a key in a thread of its own. Node's asynchronous `scrypt` is not enough: it has its parameters checked on the
 * calling thread, and BoringSSL, which Electron has in place of OpenSSL, derives the whole key for that.
 * @param length of the key, in bytes.
 * @throws Error for a cost that scrypt does not take, or when the thread cannot be had.
 */
export function deriveScrypt(password: string, salt: Buffer, length: number, { N, r, p }: ScryptCost): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  // Node refuses more than 32 MiB unless told; scrypt needs 128 · N · r bytes and a little more.
  const options = { N, r, p, maxmem: 256 * N * r };
  const worker = new Worker(THREAD, {
    eval: true,
    // What this process was started with is not for the thread: modules loaded first, debuggers.
    execArgv: [],
    workerData: { password: Buffer.from(password, 'utf8'), salt, length, options },
  });
  worker.once('message', (key: Uint8Array) => resolve(Buffer.from(key)));
  worker.once('error', reject);
  worker.once('exit', (code) => reject(new Error(`The thread that derives a key ended with code ${code}.`)));
  return promise;
}
