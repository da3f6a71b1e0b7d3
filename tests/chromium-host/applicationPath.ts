import { existsSync } from 'node:fs';

/** A link, which starts with the name of a scheme. One letter is a drive of Windows. */
const LINK = /^[a-z][a-z\d+.-]+:/i;

/**
 * Refuses arguments that Electron would not start the application with: it takes the first one without a dash for the
 * path of the application, and on Windows it ends when anything follows a link.
 * @param parameters arguments of the process, the program left out.
 * @throws Error that says so.
 */
export function checkApplicationPath(parameters: readonly string[]): void {
  const path = parameters.find((parameter) => !parameter.startsWith('-'));
  if (path === undefined || !existsSync(path)) {
    throw new Error(`Unable to find Electron app at ${path}`);
  }
  const link = parameters.findIndex((parameter) => LINK.test(parameter));
  if (link !== -1 && link < parameters.length - 1) {
    throw new Error(`Electron ends on Windows when anything follows a link: ${parameters[link + 1]}`);
  }
}
