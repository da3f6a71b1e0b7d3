import { isAbsolute } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

/** The options of a window that the host uses. */
export interface WindowOptions {
  /** Size in CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Position on the desktop in CSS pixels; `null` for the browser's choice. */
  readonly position: { readonly x: number; readonly y: number } | null;
  readonly preload: string;
}

/** The accepted options; those that are not used affect the native frame, which the host does not have. */
const ACCEPTED = 'title width height minWidth minHeight x y show backgroundColor webPreferences'.split(' ');

/** The web preferences that a window must have, in addition to the path of the preload. */
const HARDENED = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  spellcheck: false,
  devTools: true,
};

/** Checks the options of a window. @throws Error for an option that is less strict, missing or unknown. */
export function checkWindowOptions(options: Readonly<Record<string, unknown>>): WindowOptions {
  const unknown = Object.keys(options).find((name) => !ACCEPTED.includes(name));
  if (unknown !== undefined) {
    throw new Error(`The Chromium host does not implement the window option '${unknown}'`);
  }
  const { width, height, x, y, webPreferences } = options;
  const { preload, ...preferences } = (webPreferences ?? {}) as Record<string, unknown>;
  for (const name of new Set([...Object.keys(HARDENED), ...Object.keys(preferences)])) {
    if (!isDeepStrictEqual(preferences[name], (HARDENED as Record<string, unknown>)[name])) {
      throw new Error(`The web preference '${name}' is not the hardened one`);
    }
  }
  if (typeof preload !== 'string' || !isAbsolute(preload)) {
    throw new Error('The preload must be given by its absolute path');
  }
  if (typeof width !== 'number' || typeof height !== 'number') {
    throw new Error('A window needs a width and a height');
  }
  if (typeof x !== typeof y) {
    throw new Error('A position needs x and y');
  }
  const position = typeof x === 'number' && typeof y === 'number' ? { x, y } : null;
  return { width, height, position, preload };
}
