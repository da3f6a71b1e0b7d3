/**
 * Variables of the environment that would weaken the application, whoever set them: a hostile launcher, or a developer
 * who forgot. Taking them away takes them from the child processes too, which inherit the environment.
 *
 * - `NODE_TLS_REJECT_UNAUTHORIZED`: Node would accept any certificate.
 * - `SNAP`: electron-store would write its file in place instead of replacing it as a whole.
 * - `NODE_OPTIONS`, `NODE_DEBUG`: load code into the child processes; let Node print the headers of requests.
 * - `SSLKEYLOGFILE`: Chromium would write the keys of every TLS connection to a file.
 */
export const IGNORED_VARIABLES = [
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'SNAP',
  'NODE_OPTIONS',
  'NODE_DEBUG',
  'SSLKEYLOGFILE',
] as const;

/** Removes {@link IGNORED_VARIABLES}. On Windows the names are matched in any case, by Node itself. */
export function dropIgnoredVariables(environment: NodeJS.ProcessEnv): void {
  for (const name of IGNORED_VARIABLES) {
    delete environment[name];
  }
}

// On import, which is why main.ts imports this file first.
dropIgnoredVariables(process.env);
