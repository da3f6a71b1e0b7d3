import { expect, it } from 'vitest';
import { GUARDS } from '../../../scripts/guardTable.mjs';
import { switchOffGuards } from '../../../scripts/removalTest.mjs';

/** The first guard of each of these rows; `npm run guards` switches off all of them. */
const ROWS = ['A4', 'A7', 'A10', 'B4', 'C3', 'G5', 'G6'];
const chosen = ROWS.flatMap((row) => GUARDS.find((guard) => guard.row.startsWith(`${row} `)) ?? []);

it('a test fails for each guard that is switched off', async () => {
  expect(chosen).toHaveLength(ROWS.length);
  const outcomes = await switchOffGuards(chosen);
  expect(outcomes.filter(({ failed }) => failed.length === 0)).toEqual([]);
  expect(outcomes).toHaveLength(ROWS.length);
}, 300_000);

const [guard] = chosen;
if (guard === undefined) {
  throw new Error('There is no guard to try');
}

it('a change that removes nothing is not taken for a guard', async () => {
  const [outcome] = await switchOffGuards([{ ...guard, without: `${guard.text} // still there` }]);
  expect(outcome?.failed).toEqual([]);
});

it.each([
  ['is not there', 'a text that stands nowhere', /is 0 times in/],
  ['is there more than once', 'const ', /times in/],
])('a guard whose text %s is an error', async (_name, text, message) => {
  await expect(switchOffGuards([{ ...guard, text }])).rejects.toThrow(message);
});
