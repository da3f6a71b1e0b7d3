/**
 * `npm test`: gets what is missing, builds, runs every test and ends with the line `N passed, N failed`.
 *
 * `npm run test:full`: the same with amounts turned up and with the tests that take minutes, then a check of the package,
 * then pieces of the code are taken out, which a test has to notice (`stryker.config.json`). `KEYDESK_SEED` repeats the
 * random choices of an earlier run.
 */
import { countPlaywright, countStep, countVitest, sumCounts } from './countResults.mjs';
import { readOptions, stopWithUsage } from './options.mjs';
import { prepareTests, runPlaywright, runProgram, runVitest } from './testRunners.mjs';

const USAGE = 'npm test, or [KEYDESK_SEED=NUMBER] npm run test:full (one file: npx vitest run FILE)';
const { values, positionals } = readOptions(USAGE, { full: { type: 'boolean' } });
if (positionals.length > 0) {
  stopWithUsage(`Unexpected "${positionals.join(' ')}"`, USAGE);
}
const seed = process.env.KEYDESK_SEED ?? String(Date.now() % 2 ** 32);
if (!/^\d{1,10}$/.test(seed)) {
  stopWithUsage(`KEYDESK_SEED takes a whole number, not "${seed}"`, USAGE);
}

/** @type {string[]} */
const durations = [];
const started = performance.now();
const environment = await timed('preparation and build', async () => ({
  ...(await prepareTests()),
  KEYDESK_SEED: seed,
  ...(values.full ? { KEYDESK_TEST_FULL: '1' } : {}),
}));
console.log(`KEYDESK_SEED=${seed}`);
const counts = [
  await timed('vitest', () => countVitest(runVitest(environment))),
  await timed('Playwright', () => countPlaywright(runPlaywright(environment, values.full === true))),
];
if (values.full) {
  counts.push(
    await timed('package', () => countStep(runProgram('scripts/packageCheck.mjs', environment))),
    await timed('mutation', () =>
      countStep(runProgram('node_modules/@stryker-mutator/core/bin/stryker.js', environment, ['run'])),
    ),
  );
}
console.log(`${durations.join(', ')}; ${secondsSince(started)} in all`);
const { passed, failed } = sumCounts(counts);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/**
 * Runs a step and notes down how long it took.
 * @template Result
 * @param {string} name
 * @param {() => Result | Promise<Result>} run
 */
async function timed(name, run) {
  const start = performance.now();
  const result = await run();
  durations.push(`${name} ${secondsSince(start)}`);
  return result;
}

/** @param {number} start */
function secondsSince(start) {
  return `${Math.round((performance.now() - start) / 1000)} s`;
}
