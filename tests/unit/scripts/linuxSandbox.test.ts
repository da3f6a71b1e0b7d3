import { expect, it } from 'vitest';
import { type SandboxFacts, sandboxObstacle } from '../../../scripts/linuxSandbox.mjs';

/** A usual desktop: no setting prevents the sandbox, and the helper is as npm unpacked it. */
const FREE: SandboxFacts = {
  helper: '/home/u s/electron/chrome-sandbox',
  isHelperReady: false,
  apparmorRestriction: null,
  hasProfile: false,
  namespaceSwitch: null,
  namespaceLimit: 96_365,
  canMakeNamespace: true,
};

it.each([
  ['a usual desktop', {}],
  ['a Debian with its switch on', { namespaceSwitch: 1 }],
  ['Ubuntu with the restriction off', { apparmorRestriction: 0 }],
  ['Ubuntu with a profile for the program', { apparmorRestriction: 1, hasProfile: true, canMakeNamespace: false }],
  ['a helper that runs as root', { apparmorRestriction: 1, namespaceSwitch: 0, isHelperReady: true }],
  ['a system where nothing could be tried', { canMakeNamespace: null, namespaceLimit: null }],
])('permits Electron to start on %s', (_system, facts) => {
  expect(sandboxObstacle({ ...FREE, ...facts })).toBeNull();
});

it.each([
  ['Ubuntu since 23.10', { apparmorRestriction: 1 }, 'sysctl -w kernel.apparmor_restrict_unprivileged_userns=0'],
  ['older Debian and Astra Linux', { namespaceSwitch: 0 }, 'sysctl -w kernel.unprivileged_userns_clone=1'],
  ['a system that allows none', { namespaceLimit: 0 }, 'sysctl -w user.max_user_namespaces='],
  ['a container that forbids them', { canMakeNamespace: false }, '--security-opt seccomp=unconfined'],
])('fault 55: names both remedies on %s', (_system, facts, remedy) => {
  const text = sandboxObstacle({ ...FREE, ...facts });
  expect(text).toContain(remedy);
  expect(text).toContain(`sudo chown root:root '${FREE.helper}' && sudo chmod 4755 '${FREE.helper}'`);
  expect(text).toMatch(/^Electron cannot be started: its sandbox/);
  expect(text).not.toContain('--no-sandbox');
});
