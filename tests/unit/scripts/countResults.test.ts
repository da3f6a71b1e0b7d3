import { expect, it } from 'vitest';
import { countPlaywright, countStep, countVitest } from '../../../scripts/countResults.mjs';

const FILE = { status: 'passed', assertionResults: [{ status: 'passed' }] };
const VITEST = { numPassedTests: 3, numTotalTests: 3, testResults: [FILE] };
const BROKEN = [FILE, { status: 'failed', assertionResults: [] }];

it.each([
  ['all passed', VITEST, 0, 3, 0],
  ['a failed test', { ...VITEST, numTotalTests: 4 }, 1, 3, 1],
  ['a skipped test', { ...VITEST, numTotalTests: 4 }, 0, 3, 1],
  ['a file that could not be loaded', { ...VITEST, testResults: BROKEN }, 1, 3, 1],
  ['a crash after the report', VITEST, 1, 3, 1],
  ['an end by a signal', VITEST, null, 3, 1],
  ['no test at all', { numPassedTests: 0, numTotalTests: 0, testResults: [] }, 0, 0, 1],
  ['no report', null, 1, 0, 1],
])('counts a run of Vitest with %s', (_name, report, exitCode, passed, failed) => {
  expect(countVitest(report, exitCode)).toEqual({ passed, failed });
});

const STATS = { expected: 2, unexpected: 0, flaky: 0, skipped: 0 };

it.each([
  ['all passed', { stats: STATS, errors: [] }, 0, 2, 0],
  ['failed, flaky and skipped tests', { stats: { ...STATS, unexpected: 1, flaky: 1, skipped: 1 } }, 1, 2, 3],
  ['an error outside a test', { stats: STATS, errors: [{}] }, 1, 2, 1],
  ['a crash after the report', { stats: STATS }, 1, 2, 1],
  ['no test at all', { stats: { ...STATS, expected: 0 } }, 0, 0, 1],
  ['no report', null, 0, 0, 1],
])('counts a run of Playwright with %s', (_name, report, exitCode, passed, failed) => {
  expect(countPlaywright(report, exitCode)).toEqual({ passed, failed });
});

it('counts a step without a report as one test', () => {
  expect([0, 1, null].map(countStep)).toEqual([
    { passed: 1, failed: 0 },
    { passed: 0, failed: 1 },
    { passed: 0, failed: 1 },
  ]);
});
