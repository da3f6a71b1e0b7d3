/**
 * `npm run guards [ROW…]`: switches off one guard of the security table after the other, in a copy of the project, and
 * demands that its test fails. A test that passes with and without its guard proves nothing.
 */
import { GUARDS } from './guardTable.mjs';
import { switchOffGuards } from './removalTest.mjs';

const asked = process.argv.slice(2);
const chosen = GUARDS.filter(({ row }) => asked.length === 0 || asked.some((name) => row.split(' ')[0] === name));
if (chosen.length === 0) {
  console.error(`No guard belongs to ${asked.join(', ')}.`);
  process.exit(1);
}
const outcomes = await switchOffGuards(chosen, ({ guard, failed }) => {
  console.log(`${guard.row.padEnd(24)} ${failed.length === 0 ? 'NOT NOTICED' : `noticed: ${failed[0]}`}`);
});
const missed = outcomes.filter(({ failed }) => failed.length === 0);
console.log(`${outcomes.length - missed.length} guards have a test that fails without them, ${missed.length} do not`);
process.exitCode = missed.length === 0 ? 0 : 1;
