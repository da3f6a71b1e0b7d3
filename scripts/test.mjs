/** `npm test`: gets what is missing, builds, runs every test and ends with the line `N passed, N failed`. */
import { countPlaywright, countVitest, sumCounts } from './countResults.mjs';
import { takeNoOptions } from './options.mjs';
import { prepareTests, runPlaywright, runVitest } from './testRunners.mjs';

takeNoOptions('npm test (one file: npx vitest run FILE)');
const environment = await prepareTests();
const vitest = runVitest(environment, 'vitest.json');
const playwright = runPlaywright(environment);
const { passed, failed } = sumCounts([
  countVitest(vitest.report, vitest.exitCode),
  countPlaywright(playwright.report, playwright.exitCode),
]);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
