import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hasCommand } from './systemPackages.mjs';

/** Time limit for the AppArmor profile of the program, in milliseconds. */
const PROFILE_LIMIT_MS = 10_000;

/**
 * What decides whether Electron's sandbox can start on Linux. Kernel settings that do not exist are `null`.
 * @typedef {object} SandboxFacts
 * @property {string} helper absolute path of the `chrome-sandbox` of the program.
 * @property {boolean} isHelperReady whether the helper is owned by root with the setuid bit, so that no namespace is needed.
 * @property {number | null} apparmorRestriction `kernel.apparmor_restrict_unprivileged_userns`, on Ubuntu since 23.10.
 * @property {boolean} hasProfile whether AppArmor has a profile for the program.
 * @property {number | null} namespaceSwitch `kernel.unprivileged_userns_clone`, on older Debian and on Astra Linux.
 * @property {number | null} namespaceLimit `user.max_user_namespaces`.
 * @property {boolean | null} canMakeNamespace whether another program could create a namespace; `null` if not tried.
 */

/**
 * Explains why Electron's sandbox cannot start for a user other than root, and the remedies, before Chromium aborts.
 * @param {SandboxFacts} facts
 * @returns {string | null} lines for a terminal; `null` if it can start.
 */
export function sandboxObstacle(facts) {
  const obstacle = facts.isHelperReady ? null : namespaceObstacle(facts);
  return obstacle === null
    ? null
    : [
        `Electron cannot be started: its sandbox requires user namespaces, and ${obstacle.cause}.`,
        'Do one of these once, and run the command again:',
        `  sudo chown root:root '${facts.helper}' && sudo chmod 4755 '${facts.helper}'`,
        `  ${obstacle.remedy}`,
        'Without its sandbox KeyDesk is not started.',
      ].join('\n');
}

/**
 * @param {SandboxFacts} facts
 * @returns {{ cause: string, remedy: string } | null}
 */
function namespaceObstacle({ apparmorRestriction, hasProfile, namespaceSwitch, namespaceLimit, canMakeNamespace }) {
  if (namespaceSwitch === 0) {
    return {
      cause: 'this system disables them',
      remedy: 'sudo sysctl -w kernel.unprivileged_userns_clone=1',
    };
  }
  if (namespaceLimit === 0) {
    return { cause: 'this system allows none', remedy: 'sudo sysctl -w user.max_user_namespaces=15000' };
  }
  if (apparmorRestriction === 1) {
    const remedy =
      'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0    # for every program, until the next boot';
    return hasProfile
      ? null
      : { cause: 'AppArmor denies them to programs without a profile (as on Ubuntu since 23.10)', remedy };
  }
  return canMakeNamespace === false
    ? {
        cause: 'this system or container forbids them',
        remedy: 'in a container, instead: start it with --security-opt seccomp=unconfined',
      }
    : null;
}

/**
 * Determines the {@link sandboxObstacle} for this user and system.
 * @param {string} program absolute path of Electron.
 * @returns {string | null}
 */
export function findSandboxObstacle(program) {
  if (process.platform !== 'linux' || process.getuid?.() === 0) {
    return null;
  }
  const helper = join(dirname(program), 'chrome-sandbox');
  const file = statSync(helper, { throwIfNoEntry: false });
  const isHelperReady = file?.uid === 0 && (file.mode & 0o7777) === 0o4755;
  if (isHelperReady) {
    // The other facts take the start of two programs.
    return null;
  }
  const apparmorRestriction = readSetting('kernel/apparmor_restrict_unprivileged_userns');
  return sandboxObstacle({
    helper,
    isHelperReady,
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
 * Whether the program runs under an AppArmor profile, which depends on its path. As plain Node it needs no sandbox.
 * @param {string} program
 * @returns {boolean}
 */
function hasProfile(program) {
  const { stdout } = spawnSync(program, ['-p', 'fs.readFileSync("/proc/self/attr/current", "utf8")'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
    timeout: PROFILE_LIMIT_MS,
  });
  return !['', 'unconfined'].includes((stdout ?? '').trim());
}
