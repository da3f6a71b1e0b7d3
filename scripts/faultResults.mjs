import { FAULT_TITLE } from './faultList.mjs';

/**
 * How the tests of one row ended.
 * @typedef {{ passed: number, failed: number }} Observed
 */

/**
 * The tests of each row, out of the reports of both runners. A test that was not a plain pass counts as failed.
 * @param {unknown} vitest what its JSON reporter wrote, parsed; `null` for no report.
 * @param {unknown} playwright what its JSON reporter wrote, parsed; `null` for no report.
 * @returns {Map<number, Observed>} by number of the row.
 */
export function observeFaults(vitest, playwright) {
  /** @type {Map<number, Observed>} */
  const observed = new Map();
  for (const { title, isPassed } of [...vitestTests(vitest), ...playwrightTests(playwright)]) {
    for (const number of new Set([...title.matchAll(FAULT_TITLE)].map(([, digits]) => Number(digits)))) {
      const { passed, failed } = observed.get(number) ?? { passed: 0, failed: 0 };
      observed.set(number, isPassed ? { passed: passed + 1, failed } : { passed, failed: failed + 1 });
    }
  }
  return observed;
}

/**
 * Says what was observed of a row.
 * @param {Observed | undefined} observed
 * @returns {string}
 */
export function observedText(observed) {
  if (observed === undefined) {
    return 'NO TEST';
  }
  const { passed, failed } = observed;
  return failed === 0 ? `green (${passed})` : `RED (${failed} of ${passed + failed})`;
}

/**
 * @typedef {{ title: string, isPassed: boolean }} TestResult
 * @typedef {{ testResults?: { assertionResults: { fullName: string, status: string }[] }[] }} VitestReport
 * @param {unknown} report
 * @returns {TestResult[]}
 */
function vitestTests(report) {
  const { testResults = [] } = /** @type {VitestReport} */ (report ?? {});
  return testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ fullName, status }) => ({ title: fullName, isPassed: status === 'passed' })),
  );
}

/**
 * @typedef {{ title: string, specs?: { title: string, ok: boolean }[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 * @param {unknown} report
 * @returns {TestResult[]}
 */
function playwrightTests(report) {
  const { suites = [] } = /** @type {{ suites?: PlaywrightSuite[] }} */ (report ?? {});
  return suites.flatMap((suite) => [
    ...(suite.specs ?? []).map(({ title, ok }) => ({ title: `${suite.title} ${title}`, isPassed: ok })),
    ...playwrightTests({
      suites: suite.suites?.map((inner) => ({ ...inner, title: `${suite.title} ${inner.title}` })),
    }),
  ]);
}
