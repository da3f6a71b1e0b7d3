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
 * The environment in which the application is started, with either host.
 * @param {NodeJS.ProcessEnv} environment of the script.
 * @returns {Record<string, string>}
 */
export function hostEnvironment(environment) {
  // Names of variables are case-insensitive on Windows.
  const passed = Object.entries(environment).filter(([name]) => !DROPPED.has(name.toUpperCase()));
  return /** @type {Record<string, string>} */ (Object.fromEntries(passed.filter(([, value]) => value !== undefined)));
}
