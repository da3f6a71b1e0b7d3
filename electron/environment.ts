/**
 * Environment variables that would weaken the application, set by a malicious launcher or left over from development.
 * Child processes inherit the environment, so they are removed for those too.
 *
 * - `NODE_TLS_REJECT_UNAUTHORIZED`: Node would accept any certificate.
 * - `SNAP`: electron-store would write its file in place instead of replacing it atomically.
 * - `NODE_OPTIONS`, `NODE_DEBUG`: would load code into child processes; would make Node print request headers.
 * - `NODE_COMPILE_CACHE`: child processes would run what a folder outside of the package holds, whose digest nobody checks.
 * - `SSLKEYLOGFILE`: Chromium would write the keys of every TLS connection to a file.
 */
export const IGNORED_VARIABLES = [
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'SNAP',
  'NODE_OPTIONS',
  'NODE_DEBUG',
  'NODE_COMPILE_CACHE',
  'SSLKEYLOGFILE',
] as const;

/** Removes {@link IGNORED_VARIABLES}. On Windows, Node matches the names in any letter case. */
export function dropIgnoredVariables(environment: NodeJS.ProcessEnv): void {
  for (const name of IGNORED_VARIABLES) {
    delete environment[name];
  }
}

// Runs on import; main.ts imports this file first.
dropIgnoredVariables(process.env);
