/**
 * A guard that can be switched off, and the test that has to notice.
 * @typedef {object} Guard
 * @property {string} row the row of docs/security.md, with a word on which part of it.
 * @property {string} file path below the project.
 * @property {string} text as it stands in the file, exactly once.
 * @property {string} without what stands there with the guard switched off.
 * @property {string} project of vitest.
 * @property {string} test file that has to fail.
 * @property {string} only part of the titles of the tests that are run; empty for all of the file.
 */

/** Names of the projects of vitest. */
export const UNIT = 'unit';
/** @see UNIT */
export const CONTRACT = 'contract';
/** @see UNIT */
export const INTEGRATION = 'integration';
/** @see UNIT */
export const PLATFORM = 'platform on SQLite';

/**
 * Names a guard.
 * @param {string} row
 * @param {string} file
 * @param {string} text
 * @param {string} without
 * @param {string} project
 * @param {string} test below the folder of the project's tests.
 * @param {string} [only]
 * @returns {Guard}
 */
export function guard(row, file, text, without, project, test, only = '') {
  const folder = project === PLATFORM ? INTEGRATION : project;
  return { row, file, text, without, project, test: `tests/${folder}/${test}`, only };
}
