/**
 * How many tests of a run passed and failed. Whatever is not a plain pass counts as failed: a skipped or flaky test, a
 * file that could not be loaded, a runner that crashed, wrote no report or found no test at all.
 * @typedef {{ passed: number, failed: number }} Counts
 */

/**
 * How a runner ended; `report` is parsed, and `null` when none was written.
 * @typedef {{ report: unknown, exitCode: number | null }} RunnerEnd
 */

/**
 * Counts the results in a report of vitest.
 * @param {RunnerEnd} end with what its JSON reporter wrote.
 * @returns {Counts}
 */
export function countVitest({ report, exitCode }) {
  const { numPassedTests: passed = 0, numTotalTests: total = 0, testResults = [] } = asVitestReport(report);
  const unloaded = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  );
  return withRunner(passed, total - passed + unloaded.length, exitCode);
}

/**
 * Counts the results in a report of Playwright.
 * @param {RunnerEnd} end with what its JSON reporter wrote.
 * @returns {Counts}
 */
export function countPlaywright({ report, exitCode }) {
  const { stats = {}, errors = [] } = asPlaywrightReport(report);
  const { expected: passed = 0, unexpected = 0, flaky = 0, skipped = 0 } = stats;
  return withRunner(passed, unexpected + flaky + skipped + errors.length, exitCode);
}

/**
 * Counts a step that is not made of tests as one.
 * @param {number | null} exitCode
 * @returns {Counts}
 */
export function countStep(exitCode) {
  return exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * Adds counts up.
 * @param {readonly Counts[]} runs
 * @returns {Counts}
 */
export function sumCounts(runs) {
  return {
    passed: runs.reduce((sum, { passed }) => sum + passed, 0),
    failed: runs.reduce((sum, { failed }) => sum + failed, 0),
  };
}

/**
 * A runner that failed although no test did, or that ran nothing, is one more failure.
 * @param {number} passed
 * @param {number} failed
 * @param {number | null} exitCode
 * @returns {Counts}
 */
function withRunner(passed, failed, exitCode) {
  const hasUnexplainedEnd = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: failed + (hasUnexplainedEnd ? 1 : 0) };
}

/**
 * @typedef {{ status: string, assertionResults: { status: string }[] }} VitestFile
 * @param {unknown} report
 * @returns {{ numPassedTests?: number, numTotalTests?: number, testResults?: VitestFile[] }}
 */
function asVitestReport(report) {
  return /** @type {ReturnType<typeof asVitestReport>} */ (report ?? {});
}

/**
 * @typedef {{ expected?: number, unexpected?: number, flaky?: number, skipped?: number }} PlaywrightStats
 * @param {unknown} report
 * @returns {{ stats?: PlaywrightStats, errors?: unknown[] }}
 */
function asPlaywrightReport(report) {
  return /** @type {ReturnType<typeof asPlaywrightReport>} */ (report ?? {});
}
