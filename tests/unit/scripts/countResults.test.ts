import { describe, expect, it } from 'vitest';
import { countPlaywright, countStep, countVitest, sumCounts } from '../../../scripts/countResults.mjs';

describe('countVitest', () => {
  const file = { status: 'passed', assertionResults: [{ status: 'passed' }] };
  const report = { numPassedTests: 3, numTotalTests: 3, testResults: [file] };

  it.each([
    ['all passed', report, 0, { passed: 3, failed: 0 }],
    ['a failed test', { ...report, numTotalTests: 4 }, 1, { passed: 3, failed: 1 }],
    ['a skipped test', { ...report, numTotalTests: 4 }, 0, { passed: 3, failed: 1 }],
    [
      'a file that could not be loaded',
      { ...report, testResults: [file, { status: 'failed', assertionResults: [] }] },
      1,
      { passed: 3, failed: 1 },
    ],
    ['a crash after the report', report, 1, { passed: 3, failed: 1 }],
    ['an end by a signal', report, null, { passed: 3, failed: 1 }],
    ['no test at all', { numPassedTests: 0, numTotalTests: 0, testResults: [] }, 0, { passed: 0, failed: 1 }],
    ['no report', null, 1, { passed: 0, failed: 1 }],
  ])('counts %s', (_name, given, exitCode, counts) => {
    expect(countVitest({ report: given, exitCode })).toEqual(counts);
  });
});

describe('countPlaywright', () => {
  const stats = { expected: 2, unexpected: 0, flaky: 0, skipped: 0 };

  it.each([
    ['all passed', { stats, errors: [] }, 0, { passed: 2, failed: 0 }],
    [
      'failed, flaky and skipped tests',
      { stats: { ...stats, unexpected: 1, flaky: 1, skipped: 1 } },
      1,
      { passed: 2, failed: 3 },
    ],
    ['an error outside a test', { stats, errors: [{}] }, 1, { passed: 2, failed: 1 }],
    ['a crash after the report', { stats }, 1, { passed: 2, failed: 1 }],
    ['no test at all', { stats: { ...stats, expected: 0 } }, 0, { passed: 0, failed: 1 }],
    ['no report', null, 0, { passed: 0, failed: 1 }],
  ])('counts %s', (_name, given, exitCode, counts) => {
    expect(countPlaywright({ report: given, exitCode })).toEqual(counts);
  });
});

it('counts a step without tests as one', () => {
  expect([0, 1, null].map(countStep)).toEqual([
    { passed: 1, failed: 0 },
    { passed: 0, failed: 1 },
    { passed: 0, failed: 1 },
  ]);
});

it('adds up', () => {
  expect(
    sumCounts([
      { passed: 2, failed: 1 },
      { passed: 3, failed: 0 },
    ]),
  ).toEqual({ passed: 5, failed: 1 });
});
