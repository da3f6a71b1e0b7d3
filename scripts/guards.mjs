/**
 * `npm run guards [ROW…]`: switches off one guard of the security table after the other, in a copy of the project, and
 * demands that its test fails. A test that passes with and without its guard proves nothing.
 */
import { GUARDS } from './guardTable.mjs';
import { readOptions, stopWithUsage } from './options.mjs';
import { switchOffGuards } from './removalTest.mjs';

const USAGE = 'npm run guards -- [ROW…]';
const { positionals: asked } = readOptions(USAGE, {});
const unknown = asked.filter((name) => !GUARDS.some((guard) => rowOf(guard) === name));
if (unknown.length > 0) {
  stopWithUsage(`No guard belongs to ${unknown.join(', ')}`, USAGE);
}
const chosen = GUARDS.filter((guard) => asked.length === 0 || asked.includes(rowOf(guard)));
const outcomes = await switchOffGuards(chosen, ({ guard, failed }) => {
  console.log(`${guard.row.padEnd(24)} ${failed.length === 0 ? 'NOT NOTICED' : `noticed: ${failed[0]}`}`);
});
const missed = outcomes.filter(({ failed }) => failed.length === 0);
console.log(`${outcomes.length - missed.length} guards have a test that fails without them, ${missed.length} do not`);
process.exitCode = missed.length === 0 ? 0 : 1;

/**
 * @param {import('./guard.mjs').Guard} guard
 * @returns {string} the row of docs/security.md without the word on its part.
 */
function rowOf({ row }) {
  return row.split(' ', 1)[0] ?? '';
}
