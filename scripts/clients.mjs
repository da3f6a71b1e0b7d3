/**
 * `npm run clients`: tries common HTTP clients and SDKs on the embedded platform, with requests that are hard to sign and
 * with the mistakes that people make in each. Prints a table, and ends with the line `N passed, N failed`. Parameters name
 * clients of the table; without them all are tried, and then the snippets that KeyDesk hands over are run. `--snippets` runs only
 * these; parameters then name kinds of them. `--record` writes what the clients print of such requests to
 * `tests/fixtures/doctor/` instead.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { requireNode, stopWith } from './console.mjs';
import { readOptions } from './options.mjs';
import { ROOT } from './project.mjs';
import { ensureSystemPackages } from './systemPackages.mjs';

/** What is not part of the project has its own lock file, and is installed when it is used. */
const FOLDER = join(ROOT, 'tests', 'clients');
/** @type {readonly import('./systemPackages.mjs').SystemPackage[]} */
const CLIENT_PACKAGES = [
  'curl',
  'wget',
  'httpie',
  'ruby',
  'libwww-perl',
  'php-cli',
  'php-curl',
  'default-jdk-headless',
  'golang-go',
  'mono-mcs',
  'mono-runtime',
  'libmono-system-net-http4.0-cil',
  'python3-requests',
  'python3-httpx',
  'python3-aiohttp',
  'python3-azure',
  'faketime',
];
const MAX_NAMES = 100;

const { values, positionals: names } = readOptions(
  'npm run clients [-- [--snippets | --record] NAME …]',
  { snippets: { type: 'boolean' }, record: { type: 'boolean' } },
  MAX_NAMES,
);
requireNode();
if (process.platform !== 'linux') {
  stopWith('The clients are programs of Debian: run this on Linux.');
}
ensureSystemPackages(CLIENT_PACKAGES);
installClients();
ensureBuilt();
const runsSnippets = values.snippets || (names.length === 0 && !values.record);
const failed = (values.snippets ? 0 : runClients()) + (runsSnippets ? runSnippets() : 0);
process.exitCode = failed === 0 ? 0 : 1;

/** @returns {number} exit code. */
function runClients() {
  const program = values.record ? 'recordClients.ts' : 'runClients.ts';
  const { status } = spawnSync(
    'faketime',
    ['-f', `+${secondsToOneDigitDay()}`, process.execPath, join(FOLDER, program), ...names],
    { stdio: 'inherit', env: { ...process.env, DONT_FAKE_MONOTONIC: '1' } },
  );
  return status ?? 1;
}

/**
 * At the present time, since programs in Go do not follow faketime.
 * @returns {number} exit code.
 */
function runSnippets() {
  const [hook, program] = ['rawText.ts', 'runSnippets.ts'].map((name) => join(FOLDER, 'snippets', name));
  const parameters = ['--import', `${hook}`, `${program}`, ...names];
  return spawnSync(process.execPath, parameters, { stdio: 'inherit' }).status ?? 1;
}

function installClients() {
  const installed = join(FOLDER, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(FOLDER, 'package-lock.json')).mtimeMs) {
    return;
  }
  console.log('Installing the clients of npm …');
  const parameters = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  if (spawnSync('npm', parameters, { cwd: FOLDER, stdio: 'inherit' }).status !== 0) {
    stopWith('npm could not install the clients (tests/clients/package-lock.json).');
  }
}

/**
 * Until the third of the next month, at which platform and clients run: some clients write a day of one digit differently.
 * @returns {number}
 */
function secondsToOneDigitDay() {
  const now = new Date();
  return Math.round((Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 3, 12) - now.getTime()) / 1000);
}
