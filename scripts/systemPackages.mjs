import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { findChromium } from './chromium.mjs';
import { stopWith } from './console.mjs';

/** How to find each package, by its name in Debian. */
const IS_INSTALLED = {
  'libsecret-1-0': hasLibsecret,
  chromium: () => findChromium() !== null,
  'gnome-keyring': () => hasCommand('gnome-keyring-daemon'),
  dbus: () => hasCommand('dbus-daemon') && hasCommand('dbus-send'),
  'libglib2.0-bin': () => hasCommand('gdbus'),
  openssl: () => hasCommand('openssl'),
  curl: () => hasCommand('curl'),
  wget: () => hasCommand('wget'),
  httpie: () => hasCommand('http'),
  ruby: () => hasCommand('ruby'),
  'libwww-perl': () => existsSync('/usr/share/perl5/LWP.pm'),
  'php-cli': () => hasCommand('php'),
  'php-curl': () => globSync('/usr/lib/php/*/curl.so').length > 0,
  'default-jdk-headless': () => hasCommand('javac'),
  'golang-go': () => hasCommand('go'),
  'mono-mcs': () => hasCommand('mcs'),
  'mono-runtime': () => hasCommand('mono'),
  'libmono-system-net-http4.0-cil': () => existsSync('/usr/lib/mono/4.5/System.Net.Http.dll'),
  'python3-requests': () => hasPythonModule('requests'),
  'python3-httpx': () => hasPythonModule('httpx'),
  'python3-aiohttp': () => hasPythonModule('aiohttp'),
  'python3-azure': () => hasPythonModule('azure/appconfiguration'),
  faketime: () => hasCommand('faketime'),
  xvfb: () => hasCommand('Xvfb'),
  // Debian has the programs of each version in a folder of its own, off the search path.
  postgresql: () => existsSync('/usr/lib/postgresql') || (hasCommand('initdb') && hasCommand('postgres')),
  xclip: () => hasCommand('xclip'),
  copyq: () => hasCommand('copyq'),
  parcellite: () => hasCommand('parcellite'),
  'xfce4-clipman': () => hasCommand('xfce4-clipman'),
  age: () => hasCommand('age'),
  keepassxc: () => hasCommand('keepassxc-cli'),
  'libkf5wallet-bin': () => hasCommand('kwalletd5'),
  'libqca-qt5-2-plugins': () => globSync('/usr/lib/*/qca-qt5/crypto/libqca-ossl.so').length > 0,
  xdotool: () => hasCommand('xdotool'),
  'libreoffice-calc-nogui': () => hasCommand('soffice'),
  'poppler-utils': () => hasCommand('pdftotext'),
  khal: () => hasCommand('khal'),
  calcurse: () => hasCommand('calcurse'),
  // Off the search path of users other than root.
  pgbouncer: () => existsSync('/usr/sbin/pgbouncer') || hasCommand('pgbouncer'),
  nginx: () => existsSync('/usr/sbin/nginx') || hasCommand('nginx'),
};

/** @typedef {keyof typeof IS_INSTALLED} SystemPackage */

/** While this file says so, installed packages start no services (invoke-rc.d(8)). */
const SERVICE_POLICY = '/usr/sbin/policy-rc.d';
/** Services that packages enable for the next start of the system; the tests start their own. */
const SERVICES = { nginx: 'nginx.service', pgbouncer: 'pgbouncer.service' };

/** Debian's package of PostgreSQL creates and starts a server unless this file prevents it. */
const CLUSTER_SETTINGS = '/etc/postgresql-common/createcluster.conf';

/**
 * Ensures that system packages are installed. On Debian it installs missing ones as root; otherwise it prints the command
 * and ends the script.
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
 * The packages that are not installed. Windows and macOS include the keychain, so that only a browser can be missing.
 * @param {readonly SystemPackage[]} names
 * @returns {SystemPackage[]}
 */
export function findMissing(names) {
  const required = process.platform === 'linux' ? names : names.filter((name) => name === 'chromium');
  return required.filter((name) => !IS_INSTALLED[name]());
}

/**
 * Whether this script can install packages.
 * @returns {boolean}
 */
export function canInstall() {
  return process.platform === 'linux' && process.getuid?.() === 0 && hasCommand('apt-get');
}

/**
 * The command that installs packages.
 * @param {readonly SystemPackage[]} names
 * @returns {string}
 */
export function installCommand(names) {
  return `sudo apt-get install -y ${names.flatMap(packagesOf).join(' ')}`;
}

/**
 * Chromium's sandbox for users other than root is a separate package, which Chromium only recommends.
 * @param {SystemPackage} name
 * @returns {string[]}
 */
function packagesOf(name) {
  return name === 'chromium' ? [name, 'chromium-sandbox'] : [name];
}

/** @param {readonly string[]} names */
function install(names) {
  console.log(`Installing system packages: ${names.join(', ')}`);
  if (names.includes('postgresql') && !existsSync(CLUSTER_SETTINGS)) {
    mkdirSync(dirname(CLUSTER_SETTINGS), { recursive: true });
    writeFileSync(CLUSTER_SETTINGS, 'create_main_cluster = false\n');
  }
  const hasPolicy = existsSync(SERVICE_POLICY);
  if (!hasPolicy) {
    writeFileSync(SERVICE_POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  }
  const failure = runApt(names);
  if (!hasPolicy) {
    rmSync(SERVICE_POLICY);
  }
  if (failure !== null) {
    stopWith(failure);
  }
  for (const [name, service] of Object.entries(SERVICES)) {
    if (names.includes(name) && hasCommand('systemctl')) {
      spawnSync('systemctl', ['disable', service]);
    }
  }
}

/**
 * Installs packages.
 * @param {readonly string[]} names
 * @returns {string | null} what went wrong.
 */
function runApt(names) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const keepSettings = ['-o', 'Dpkg::Options::=--force-confold'];
  for (const parameters of [['update'], ['install', '-y', '--no-install-recommends', ...keepSettings, ...names]]) {
    const { status, stdout, stderr } = spawnSync('apt-get', parameters, { env, encoding: 'utf8' });
    if (status !== 0) {
      return `apt-get ${parameters.join(' ')} failed:\n${stdout}${stderr}`;
    }
  }
  return null;
}

/**
 * Whether a command is on the search path.
 * @param {string} name
 * @returns {boolean}
 */
export function hasCommand(name) {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(`${folder}/${name}`));
}

/**
 * Whether Debian's Python has a module, whatever other Python is on the search path.
 * @param {string} name folder of the module.
 */
function hasPythonModule(name) {
  return existsSync(`/usr/lib/python3/dist-packages/${name}`);
}

/** On Ubuntu Chromium is a snap. */
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
