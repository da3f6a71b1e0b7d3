/**
 * Loaded first into a process that runs a part of a package without Electron: gives it the parent port that a utility
 * process of Electron has, and a module `electron` without anything in it.
 */
import { registerHooks } from 'node:module';

const EMPTY_ELECTRON = 'data:text/javascript,export default {}';

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: EMPTY_ELECTRON, shortCircuit: true } : next(specifier, context),
});

Object.defineProperty(process, 'parentPort', {
  value: {
    /** @type {(event: string, listener: (event: { data: unknown }) => void) => void} */
    on: (_event, listener) => process.on('message', (data) => listener({ data })),
    /** @type {(message: unknown) => void} */
    postMessage: (message) => process.send?.(message),
  },
});
