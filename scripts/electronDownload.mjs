import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { asNpmConnects } from './downloadProxy.mjs';

/** Longest silence, before the first byte and between two, in milliseconds: a firewall may swallow what is sent. */
const SILENCE_LIMIT_MS = 20_000;
/** Longest time for the whole of it, in milliseconds: some 130 MB on a line of 1.2 Mbit/s. */
const TOTAL_LIMIT_MS = 15 * 60_000;
/** Longest time for unpacking, in milliseconds. */
const UNPACK_LIMIT_MS = 5 * 60_000;

/**
 * Where and for how long to download.
 * @typedef {object} DownloadOptions
 * @property {string} folder of the package `electron`.
 * @property {(text: string) => void} tell shows how far it has come.
 * @property {number} [silenceLimitMs]
 * @property {number} [totalLimitMs]
 */

/**
 * Downloads the Electron program that its package asks for and has the package unpack it. Mirrors, the cache and the
 * digests are the business of `@electron/get`, which the package brings.
 * @param {DownloadOptions} options
 * @returns {Promise<string | null>} why it failed, or `null`.
 */
export async function downloadElectron(options) {
  try {
    await asNpmConnects(() => fillCache(options));
  } catch (error) {
    return reasonOf(error);
  }
  options.tell('unpacking …');
  return unpack(options.folder);
}

/**
 * Puts the archive into the cache, where the package's own installer looks first.
 * @param {DownloadOptions} options
 * @returns {Promise<void>}
 */
async function fillCache({ folder, tell, silenceLimitMs = SILENCE_LIMIT_MS, totalLimitMs = TOTAL_LIMIT_MS }) {
  const require = createRequire(join(folder, 'install.js'));
  /** @type {typeof import('@electron/get')} */
  // biome-ignore lint/correctness/noUndeclaredDependencies: the one that the package `electron` brings is wanted.
  const { downloadArtifact } = require('@electron/get');
  const { env } = process;
  const limits = limitSilence(silenceLimitMs, totalLimitMs);
  // A place of its own, so that what an interrupted download has left is found and removed by the next.
  const tempDirectory = join(folder, 'download');
  rmSync(tempDirectory, { recursive: true, force: true });
  mkdirSync(tempDirectory);
  try {
    await downloadArtifact({
      version: readPackage(folder).version,
      artifactName: 'electron',
      tempDirectory,
      ...electronTarget(),
      ...(env.electron_config_cache === undefined ? {} : { cacheRoot: env.electron_config_cache }),
      ...(usesRemoteDigests() ? {} : { checksums: require('./checksums.json') }),
      downloadOptions: {
        quiet: true,
        signal: limits.signal,
        /** @param {{ transferred: number, total: number | null }} progress */
        getProgressCallback: (progress) => {
          limits.heard();
          tell(progressText(progress));
        },
      },
    });
  } finally {
    limits.stop();
    rmSync(tempDirectory, { recursive: true, force: true });
  }
}

/**
 * For which system and processor; the variables are those that Electron's installer goes by.
 * @returns {{ platform: string, arch: string }}
 */
export function electronTarget() {
  const { env, platform, arch } = process;
  return {
    platform: env.ELECTRON_INSTALL_PLATFORM || env.npm_config_platform || platform,
    arch: env.ELECTRON_INSTALL_ARCH || env.npm_config_arch || arch,
  };
}

function usesRemoteDigests() {
  const { electron_use_remote_checksums: own, npm_config_electron_use_remote_checksums: ofNpm } = process.env;
  return Boolean(own || ofNpm);
}

/**
 * @param {string} folder of the package `electron`.
 * @returns {{ version: string }}
 */
export function readPackage(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/**
 * @param {number} silenceLimitMs
 * @param {number} totalLimitMs
 * @returns {{ signal: AbortSignal, heard: () => void, stop: () => void }}
 */
function limitSilence(silenceLimitMs, totalLimitMs) {
  const controller = new AbortController();
  /** @param {string} reason */
  const end = (reason) => controller.abort(new Error(reason));
  const seconds = silenceLimitMs / 1000;
  const total = setTimeout(end, totalLimitMs, `not complete after ${totalLimitMs / 60_000} minutes`);
  const silence = setTimeout(end, silenceLimitMs, `nothing was received for ${seconds} s`);
  return {
    signal: controller.signal,
    heard: () => silence.refresh(),
    stop: () => {
      clearTimeout(total);
      clearTimeout(silence);
    },
  };
}

/**
 * @param {{ transferred: number, total: number | null }} progress in bytes.
 * @returns {string}
 */
function progressText({ transferred, total }) {
  const megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(0);
  return total === null
    ? `${megabytes(transferred)} MB`
    : `${Math.floor((100 * transferred) / total)} % of ${megabytes(total)} MB`;
}

/**
 * @param {string} folder of the package `electron`.
 * @returns {Promise<string | null>} why it failed, or `null`.
 */
async function unpack(folder) {
  const { platform, arch } = electronTarget();
  // Told for which system: under Rosetta the installer would think of another one than was downloaded. And without
  // `force_no_cache`, which would have it download once more.
  const { force_no_cache: _force, ...rest } = process.env;
  const env = { ...rest, npm_config_platform: platform, npm_config_arch: arch };
  const installer = spawn(process.execPath, [join(folder, 'install.js')], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: UNPACK_LIMIT_MS,
    killSignal: 'SIGKILL',
  });
  let complaint = '';
  installer.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  const [code] = await new Promise((done) => installer.on('close', (...ending) => done(ending)));
  const [firstLine = ''] = complaint.trim().split('\n');
  return code === 0 ? null : `it could not be unpacked: ${withoutPasswords(firstLine.replace(/^\w*Error: /, ''))}`;
}

/**
 * @param {unknown} error
 * @returns {string}
 */
function reasonOf(error) {
  if (!(error instanceof Error)) {
    return String(error);
  }
  // "fetch failed" says nothing; what it was is the cause.
  const { cause } = error;
  const text =
    cause instanceof Error ? cause.message || String(/** @type {NodeJS.ErrnoException} */ (cause).code) : error.message;
  return withoutPasswords(text);
}

/**
 * The address of a mirror or proxy may hold a password.
 * @param {string} text
 * @returns {string}
 */
function withoutPasswords(text) {
  return text.replace(/\/\/[^/\s]*@/g, '//');
}
