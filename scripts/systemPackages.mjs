import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { findChromium } from './chromium.mjs';
import { stopWith } from './console.mjs';

/**
 * What a purpose needs from the operating system, by the name of its Debian package.
 * @typedef {'libsecret-1-0' | 'chromium' | 'gnome-keyring' | 'dbus' | 'openssl' | 'curl' | 'postgresql' | 'xvfb'} SystemPackage
 */

/** @type {Record<SystemPackage, () => boolean>} */
const IS_THERE = {
  'libsecret-1-0': hasLibsecret,
  chromium: () => findChromium() !== null,
  'gnome-keyring': () => hasCommand('gnome-keyring-daemon'),
  dbus: () => hasCommand('dbus-daemon') && hasCommand('dbus-send'),
  openssl: () => hasCommand('openssl'),
  curl: () => hasCommand('curl'),
  xvfb: () => hasCommand('Xvfb'),
  // Debian keeps the programs of each version in a folder of its own, off the search path.
  postgresql: () => existsSync('/usr/lib/postgresql') || (hasCommand('initdb') && hasCommand('postgres')),
};

/**
 * Makes sure that system packages are there. On Debian it installs what is missing when it runs as root; elsewhere it
 * prints the one command and ends the script. Other systems than Linux bring the keychain with them, and only a browser
 * can be missing there.
 * @param {readonly SystemPackage[]} names
 * @returns {void}
 */
export function ensureSystemPackages(names) {
  const missing = findMissing(names);
  if (missing.length === 0) {
    return;
  }
  if (process.platform !== 'linux') {
    stopWith(`Missing: ${missing.join(', ')}. Please install it and run the command again.`);
  }
  if (missing.includes('chromium') && isUbuntu()) {
    stopWith('Ubuntu has no package of Chromium. Install Google Chrome and run the command again.');
  }
  if (!canInstall()) {
    stopWith(`Missing system packages. Install them and run the command again:\n  ${installCommand(missing)}`);
  }
  install(missing.flatMap(packagesOf));
  const stillMissing = findMissing(missing);
  if (stillMissing.length > 0) {
    stopWith(`These were installed but cannot be found: ${stillMissing.join(', ')}.`);
  }
}

/**
 * The packages of a list that are not there.
 * @param {readonly SystemPackage[]} names
 * @returns {SystemPackage[]}
 */
export function findMissing(names) {
  const wanted = process.platform === 'linux' ? names : names.filter((name) => name === 'chromium');
  return wanted.filter((name) => !IS_THERE[name]());
}

/**
 * Whether this script may install packages here.
 * @returns {boolean}
 */
export function canInstall() {
  return process.platform === 'linux' && process.getuid?.() === 0 && hasCommand('apt-get');
}

/**
 * The one command that installs packages.
 * @param {readonly string[]} names
 * @returns {string}
 */
export function installCommand(names) {
  return `sudo apt-get install -y ${names.flatMap(packagesOf).join(' ')}`;
}

/**
 * Debian keeps Chromium's sandbox for users other than root in a package of its own, which is only recommended.
 * @param {string} name
 * @returns {string[]}
 */
function packagesOf(name) {
  return name === 'chromium' ? [name, 'chromium-sandbox'] : [name];
}

/** Debian's package of PostgreSQL would make a database server and start it; the tests start one of their own. */
const CLUSTER_SETTINGS = '/etc/postgresql-common/createcluster.conf';

/** @param {readonly string[]} names */
function install(names) {
  console.log(`Installing system packages: ${names.join(', ')}`);
  if (names.includes('postgresql') && !existsSync(CLUSTER_SETTINGS)) {
    mkdirSync(dirname(CLUSTER_SETTINGS), { recursive: true });
    writeFileSync(CLUSTER_SETTINGS, 'create_main_cluster = false\n');
  }
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const keepSettings = ['-o', 'Dpkg::Options::=--force-confold'];
  for (const parameters of [['update'], ['install', '-y', '--no-install-recommends', ...keepSettings, ...names]]) {
    const result = spawnSync('apt-get', parameters, { env: environment, encoding: 'utf8' });
    if (result.status !== 0) {
      stopWith(`apt-get ${parameters.join(' ')} failed:\n${result.stdout}${result.stderr}`);
    }
  }
}

/**
 * Whether a command is on the search path.
 * @param {string} name
 * @returns {boolean}
 */
export function hasCommand(name) {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(`${folder}/${name}`));
}

/** Ubuntu's `chromium` is a snap behind a package of another name. */
function isUbuntu() {
  return existsSync('/etc/os-release') && /^ID=ubuntu$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

function hasLibsecret() {
  try {
    return execFileSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' }).includes('libsecret-1.so.0');
  } catch {
    return false;
  }
}
