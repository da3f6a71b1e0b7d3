/**
 * The tests of a run that passed and failed. A failure is whatever is not a plain pass: a skipped or flaky test, a file
 * that could not be loaded, a runner that crashed, wrote no report or found no test.
 * @typedef {{ passed: number, failed: number }} Counts
 */

/**
 * What is read of the reports; `null` stands for a report that was not written.
 * @typedef {{ status: string, assertionResults: { status: string }[] }} VitestFile
 * @typedef {{ numPassedTests: number, numTotalTests: number, testResults: VitestFile[] }} VitestReport
 * @typedef {{ expected: number, unexpected: number, flaky: number, skipped: number }} PlaywrightStats
 * @typedef {{ stats: PlaywrightStats, errors?: unknown[] }} PlaywrightReport
 */

/**
 * Counts the results in the JSON report of vitest.
 * @param {VitestReport | null} report
 * @param {number | null} exitCode
 * @returns {Counts}
 */
export function countVitest(report, exitCode) {
  const { numPassedTests: passed = 0, numTotalTests: total = 0, testResults = [] } = report ?? {};
  const notLoaded = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  return withRunner(passed, total - passed + notLoaded.length, exitCode);
}

/**
 * Counts the results in the JSON report of Playwright.
 * @param {PlaywrightReport | null} report
 * @param {number | null} exitCode
 * @returns {Counts}
 */
export function countPlaywright(report, exitCode) {
  const { stats, errors = [] } = report ?? {};
  const { expected: passed = 0, unexpected = 0, flaky = 0, skipped = 0 } = stats ?? {};
  return withRunner(passed, unexpected + flaky + skipped + errors.length, exitCode);
}

/**
 * Counts a step without a report as one test.
 * @param {number | null} exitCode
 * @returns {Counts}
 */
export function countStep(exitCode) {
  return withRunner(exitCode === 0 ? 1 : 0, 0, exitCode);
}

/**
 * Adds a failure for a runner that failed although no test did, or that ran no test.
 * @param {number} passed
 * @param {number} failed
 * @param {number | null} exitCode
 * @returns {Counts}
 */
function withRunner(passed, failed, exitCode) {
  const hasUnexplainedEnd = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: failed + (hasUnexplainedEnd ? 1 : 0) };
}
