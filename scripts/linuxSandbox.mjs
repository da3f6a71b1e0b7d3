import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hasCommand } from './systemPackages.mjs';

/** Longest time for asking the program about itself, in milliseconds. */
const PROBE_LIMIT_MS = 10_000;

/**
 * What decides whether Electron's sandbox can start on Linux. Settings of the kernel are `null` where it has none.
 * @typedef {object} SandboxFacts
 * @property {string} helper absolute path of the `chrome-sandbox` beside the program.
 * @property {boolean} isHelperReady whether it belongs to root and runs as root, which makes name spaces unnecessary.
 * @property {number | null} apparmorRestriction `kernel.apparmor_restrict_unprivileged_userns`, of Ubuntu from 23.10 on.
 * @property {boolean} hasProfile whether a profile of AppArmor belongs to the program.
 * @property {number | null} namespaceSwitch `kernel.unprivileged_userns_clone`, of older Debian and of Astra Linux.
 * @property {number | null} namespaceLimit `user.max_user_namespaces`.
 * @property {boolean | null} canMakeNamespace whether another program could make one; `null` when that was not tried.
 */

/**
 * Says why Electron's sandbox cannot start, and what to do, before Chromium would abort with a text of its own.
 * @param {SandboxFacts} facts of a user other than root.
 * @returns {string | null} lines for a terminal; `null` when nothing stands in the way.
 */
export function sandboxObstacle(facts) {
  if (facts.isHelperReady) {
    return null;
  }
  const [cause, remedy] = causeOf(facts);
  if (cause === null) {
    return null;
  }
  return [
    `Electron cannot be started: its sandbox needs user name spaces, and ${cause}.`,
    'Do one of these once, and run the command again:',
    `  sudo chown root:root '${facts.helper}' && sudo chmod 4755 '${facts.helper}'`,
    `  ${remedy}`,
    'Without its sandbox KeyDesk is not started.',
  ].join('\n');
}

/**
 * @param {SandboxFacts} facts
 * @returns {[cause: string, remedy: string] | [null]}
 */
function causeOf({ apparmorRestriction, hasProfile, namespaceSwitch, namespaceLimit, canMakeNamespace }) {
  if (namespaceSwitch === 0) {
    return ['this system has them switched off', 'sudo sysctl -w kernel.unprivileged_userns_clone=1'];
  }
  if (namespaceLimit === 0) {
    return ['this system allows none', 'sudo sysctl -w user.max_user_namespaces=15000'];
  }
  if (apparmorRestriction === 1) {
    return hasProfile
      ? [null]
      : [
          'AppArmor keeps programs without a profile from using them (as on Ubuntu from 23.10 on)',
          'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0    # for every program, until the next boot',
        ];
  }
  if (canMakeNamespace === false) {
    return [
      'this system or container forbids them',
      'in a container, instead: start it with --security-opt seccomp=unconfined',
    ];
  }
  return [null];
}

/**
 * Finds out about {@link sandboxObstacle} for this user and system.
 * @param {string} program absolute path of Electron.
 * @returns {string | null}
 */
export function findSandboxObstacle(program) {
  if (process.platform !== 'linux' || process.getuid?.() === 0) {
    return null;
  }
  const helper = join(dirname(program), 'chrome-sandbox');
  const apparmorRestriction = readSetting('kernel/apparmor_restrict_unprivileged_userns');
  return sandboxObstacle({
    helper,
    isHelperReady: runsAsRoot(helper),
    apparmorRestriction,
    hasProfile: apparmorRestriction === 1 && hasProfile(program),
    namespaceSwitch: readSetting('kernel/unprivileged_userns_clone'),
    namespaceLimit: readSetting('user/max_user_namespaces'),
    canMakeNamespace: hasCommand('unshare')
      ? spawnSync('unshare', ['--user', '--map-root-user', 'true'], { stdio: 'ignore' }).status === 0
      : null,
  });
}

/**
 * @param {string} name
 * @returns {number | null}
 */
function readSetting(name) {
  try {
    return Number(readFileSync(`/proc/sys/${name}`, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * @param {string} file
 * @returns {boolean}
 */
function runsAsRoot(file) {
  try {
    const { uid, mode } = statSync(file);
    return uid === 0 && (mode & 0o7777) === 0o4755;
  } catch {
    return false;
  }
}

/**
 * Profiles go by the path of a program: Electron says which one it got. As plain Node it needs no sandbox for that.
 * @param {string} program
 * @returns {boolean}
 */
function hasProfile(program) {
  const { stdout } = spawnSync(program, ['-p', 'fs.readFileSync("/proc/self/attr/current", "utf8")'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
    timeout: PROBE_LIMIT_MS,
  });
  const profile = (stdout ?? '').trim();
  return profile !== '' && profile !== 'unconfined';
}
