/**
 * `npm run faults [ROW…]`: runs the tests of the rows of docs/faults.md, of all or of those that are named, and says of
 * each row whether KeyDesk does what stands there. Ends with 1 when a row has no test or one that fails.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFaultTests, readFaultList } from './faultList.mjs';
import { observedText, observeFaults } from './faultResults.mjs';
import { PLATFORM, UNIT } from './guard.mjs';
import { readOptions, stopWithUsage } from './options.mjs';
import { ROOT } from './project.mjs';
import { prepareTests, runPlaywright, runVitest } from './testRunners.mjs';

const USAGE = 'npm run faults -- [ROW…]';
const { positionals: asked } = readOptions(USAGE, {});
const allRows = readFaultList();
const unknown = asked.filter((text) => !allRows.some(({ number }) => String(number) === text));
if (unknown.length > 0) {
  stopWithUsage(`docs/faults.md has no row ${unknown.join(', ')}`, USAGE);
}
const rows = allRows.filter(({ number }) => asked.length === 0 || asked.includes(String(number)));
const numbers = rows.map(({ number }) => number);
const files = [...findFaultTests()].filter(([, named]) => numbers.some((number) => named.has(number)));
const titles = `fault (${numbers.join('|')}): `;
const paths = files.map(([file]) => file);
const ofPlaywright = paths.filter((file) => file.endsWith('.e2e.ts'));
const ofVitest = paths.filter((file) => !file.endsWith('.e2e.ts'));

const environment = await prepareTests();
const projects = [UNIT, 'integration', PLATFORM].flatMap((project) => ['--project', project]);
const nothing = { report: null, exitCode: 0 };
const vitest =
  ofVitest.length === 0 ? nothing : runVitest(environment, 'faults.json', [...projects, '-t', titles, ...ofVitest]);
const playwright = ofPlaywright.length === 0 ? nothing : runPlaywright(environment, ['-g', titles, ...ofPlaywright]);

const observed = observeFaults(vitest.report, playwright.report);
const lines = rows.map(({ number, fault, expected, electron }) =>
  [number, fault, expected, observedText(observed.get(number)), electron].join(' | '),
);
const heads = ['row', 'fault', 'what KeyDesk does', 'observed', 'only on a real Electron'];
const table = [heads.join(' | '), heads.map(() => '---').join(' | '), ...lines].map((line) => `| ${line} |\n`).join('');
mkdirSync(join(ROOT, 'reports'), { recursive: true });
writeFileSync(join(ROOT, 'reports/faults.md'), table);
console.log(table);
const green = rows.filter(({ number }) => observed.get(number)?.failed === 0).length;
console.log(`${green} of ${rows.length} rows hold`);
process.exitCode = green === rows.length && vitest.exitCode === 0 && playwright.exitCode === 0 ? 0 : 1;
