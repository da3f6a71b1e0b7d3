/**
 * Variables that make something else of Electron than the desktop application it is. A terminal inside another Electron
 * application may hand them on, and so may a debugger.
 *
 * - `ELECTRON_RUN_AS_NODE`: Electron would be a plain Node, in which the application finds no window.
 * - `ELECTRON_FORCE_IS_PACKAGED`: the checkout would take itself for an installed package.
 * - `ELECTRON_NO_ASAR`: archives would not be read.
 * - `NODE_OPTIONS`: meant for the Node of the terminal; Electron refuses many options, and others load foreign code.
 */
const DROPPED = new Set(['ELECTRON_RUN_AS_NODE', 'ELECTRON_FORCE_IS_PACKAGED', 'ELECTRON_NO_ASAR', 'NODE_OPTIONS']);

/**
 * The environment that the application is started with, whichever host runs it.
 * @param {NodeJS.ProcessEnv} environment of the script.
 * @returns {Record<string, string>}
 */
export function hostEnvironment(environment) {
  /** @type {Record<string, string>} */
  const kept = {};
  for (const [name, value] of Object.entries(environment)) {
    // Windows takes names in any case.
    if (value !== undefined && !DROPPED.has(name.toUpperCase())) {
      kept[name] = value;
    }
  }
  return kept;
}
