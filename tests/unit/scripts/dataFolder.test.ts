import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { usualDataFolder } from '../../../scripts/dataFolder.mjs';

it.each([
  ['linux', {}, join(homedir(), '.config', 'KeyDesk')],
  ['linux', { XDG_CONFIG_HOME: '/etc/users/me' }, '/etc/users/me/KeyDesk'],
  ['darwin', { XDG_CONFIG_HOME: '/etc' }, join(homedir(), 'Library', 'Application Support', 'KeyDesk')],
  ['win32', { APPDATA: '/Users/me/AppData/Roaming' }, '/Users/me/AppData/Roaming/KeyDesk'],
] as const)('returns the data folder of the system: %s, %j', (platform, environment, folder) => {
  expect(usualDataFolder(environment, platform)).toBe(folder);
});
