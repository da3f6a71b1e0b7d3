/**
 * Runs the installer of the package `electron` in this process, over npm's network settings and within time limits, which
 * the installer does not have: `node installElectron.mjs FOLDER SILENCE_LIMIT_MS TOTAL_LIMIT_MS`. Prints the progress. On
 * failure, the first line of standard error that names an error is the reason.
 */
import { setGlobalProxyFromEnv } from 'node:http';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import tls from 'node:tls';
import { npmAuthorities, npmProxy } from './npmNetwork.mjs';

const [folder = '', silenceLimit, totalLimit] = process.argv.slice(2);
const silenceLimitMs = Number(silenceLimit);
const totalLimitMs = Number(totalLimit);
const request = globalThis.fetch;

/**
 * Node's `fetch`, aborted if nothing is received for a while.
 * @param {Parameters<typeof fetch>} parameters
 */
globalThis.fetch = async (...[url, options]) => {
  const limits = new AbortController();
  /** @param {string} reason */
  const abort = (reason) => limits.abort(new Error(reason));
  const total = setTimeout(abort, totalLimitMs, `not complete after ${totalLimitMs / 60_000} minutes`);
  const silence = setTimeout(abort, silenceLimitMs, `nothing was received for ${silenceLimitMs / 1000} s`);
  const response = await request(url, { ...options, signal: limits.signal }).catch((error) => {
    // The installer prints neither the cause of "fetch failed" nor the code of an error without a message.
    const { cause = error } = error;
    throw cause.message ? cause : new Error(cause.code);
  });
  if (!response.ok || response.body === null) {
    return response;
  }
  const size = Number(response.headers.get('content-length'));
  let received = 0;
  let printed = performance.now();
  const counter = new TransformStream({
    transform: (chunk, controller) => {
      silence.refresh();
      received += chunk.length;
      if (performance.now() - printed > silenceLimitMs / 4) {
        printed = performance.now();
        console.log(`Electron: downloading, ${progressText(received, size)}`);
      }
      controller.enqueue(chunk);
    },
    flush: () => {
      clearTimeout(total);
      clearTimeout(silence);
    },
  });
  return new Response(response.body.pipeThrough(counter), response);
};
tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...npmAuthorities(process.env)]);
setGlobalProxyFromEnv(npmProxy(process.env) ?? {});
createRequire(import.meta.url)(resolve(folder, 'install.js'));

/**
 * @param {number} received in bytes.
 * @param {number} size in bytes; 0 if unknown.
 */
function progressText(received, size) {
  const megabytes = (/** @type {number} */ bytes) => `${(bytes / 1e6).toFixed(0)} MB`;
  return size === 0 ? megabytes(received) : `${Math.floor((100 * received) / size)} % of ${megabytes(size)}`;
}
