import { existsSync } from 'node:fs';

/** A link, which starts with a scheme. One letter is a Windows drive. */
const LINK = /^[a-z][a-z\d+.-]+:/i;

/**
 * Rejects arguments with which Electron would not start the application: the first one without a dash is the path of the
 * application, and on Windows it exits if anything follows a link.
 * @param parameters arguments of the process without the program.
 * @throws Error with the reason.
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
