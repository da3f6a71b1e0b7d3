import { expect, it } from 'vitest';
import { observedText, observeFaults } from '../../../scripts/faultResults.mjs';

const vitest = {
  testResults: [
    {
      assertionResults: [
        { fullName: 'fault 11: a file that is cut off is kept', status: 'passed' },
        { fullName: 'a group fault 12: a list', status: 'failed' },
        { fullName: 'fault 12: another list', status: 'passed' },
        { fullName: 'fault 13: not run', status: 'pending' },
        { fullName: 'a test of nothing of the kind', status: 'failed' },
      ],
    },
  ],
};
const playwright = {
  suites: [
    {
      title: 'a.e2e.ts',
      specs: [{ title: 'fault 11: through the window', ok: true }],
      suites: [{ title: 'fault 14: a disk', specs: [{ title: 'is full', ok: false }] }],
    },
  ],
};

it('counts for each row what passed and what did not, over both runners', () => {
  expect(Object.fromEntries(observeFaults(vitest, playwright))).toEqual({
    11: { passed: 2, failed: 0 },
    12: { passed: 1, failed: 1 },
    13: { passed: 0, failed: 1 },
    14: { passed: 0, failed: 1 },
  });
});

it('a runner that wrote no report has tested nothing', () => {
  expect(observeFaults(null, null).size).toBe(0);
});

it.each([
  [undefined, 'NO TEST'],
  [{ passed: 3, failed: 0 }, 'green (3)'],
  [{ passed: 2, failed: 1 }, 'RED (1 of 3)'],
])('says of %j: %s', (observed, text) => {
  expect(observedText(observed)).toBe(text);
});
