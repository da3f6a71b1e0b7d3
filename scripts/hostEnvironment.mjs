import { join } from 'node:path';
import { ROOT } from './project.mjs';

/**
 * Where Node keeps what it has compiled, so that a later start compiles only what has changed. For a checkout only: in a package
 * the code is in an archive whose digest Electron checks, and a cache outside of it would bypass that.
 */
const COMPILE_CACHE = join(ROOT, 'out', 'compile-cache');

/** Variables with which Electron is not the desktop application; a terminal in another Electron may pass them on. */
const DROPPED = new Set([
  // Electron would be a plain Node.
  'ELECTRON_RUN_AS_NODE',
  // The checkout would behave as an installed package.
  'ELECTRON_FORCE_IS_PACKAGED',
  // Archives would not be read.
  'ELECTRON_NO_ASAR',
  // Meant for another Node; Electron rejects many options, and others load foreign code.
  'NODE_OPTIONS',
]);

/**
 * The environment in which the application is started, with either host, packaged or not.
 * @param {NodeJS.ProcessEnv} environment of the script.
 * @returns {Record<string, string>}
 */
export function hostEnvironment(environment) {
  // Names of variables are case-insensitive on Windows.
  const passed = Object.entries(environment).filter(([name]) => !DROPPED.has(name.toUpperCase()));
  const set = Object.fromEntries(passed.filter(([, value]) => value !== undefined));
  return /** @type {Record<string, string>} */ (set);
}

/**
 * The environment in which the application is started from a checkout.
 * @param {NodeJS.ProcessEnv} environment of the script.
 * @returns {Record<string, string>}
 */
export function checkoutEnvironment(environment) {
  return { NODE_COMPILE_CACHE: COMPILE_CACHE, ...hostEnvironment(environment) };
}
