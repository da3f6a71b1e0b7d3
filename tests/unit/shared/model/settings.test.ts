import { expect, it } from 'vitest';
import { contract } from '../../../../shared/ipc/contract.ts';
import { DEFAULT_PREFERENCES, DEFAULT_SETTINGS, settingsSchema } from '../../../../shared/model/settings.ts';

it('an older settings file stays readable; missing settings get their defaults', () => {
  const older = {
    schemaVersion: 1,
    preferences: { language: 'ru', theme: 'dark' },
    connections: [],
    activeConnectionId: null,
  };
  expect(settingsSchema.parse(older)).toEqual({
    ...DEFAULT_SETTINGS,
    preferences: { ...DEFAULT_PREFERENCES, language: 'ru', theme: 'dark' },
  });
  expect(settingsSchema.parse(older).lock.hasPassphrase).toBe(false);
});

it('preferences are changed one by one, without defaults for the others', () => {
  const { input } = contract['app:setPreferences'];
  expect(input.parse({ theme: 'dark' })).toEqual({ theme: 'dark' });
  expect(input.parse({ clipboardSeconds: null })).toEqual({ clipboardSeconds: null });
});

it.each([
  ['app:setPreferences', true, { clipboardSeconds: 10 }],
  ['app:setPreferences', true, { clipboardSeconds: 120 }],
  ['app:setPreferences', false, { clipboardSeconds: 9 }],
  ['app:setPreferences', false, { clipboardSeconds: 121 }],
  ['app:setPreferences', false, { clipboardSeconds: 10.5 }],
  ['app:setPreferences', false, { lockMinutes: 2 }],
  ['app:setPreferences', false, { hasPassphrase: false }],
  ['app:setPreferences', false, { lock: { hasPassphrase: false } }],
  ['lock:setPassphrase', true, { current: null, next: 'x'.repeat(8) }],
  ['lock:setPassphrase', true, { current: null, next: 'x'.repeat(256) }],
  ['lock:setPassphrase', false, { current: null, next: 'x'.repeat(7) }],
  ['lock:setPassphrase', false, { current: null, next: 'x'.repeat(257) }],
] as const)('%s accepts its input: %s for %j', (channel, isAccepted, input) => {
  expect(contract[channel].input.safeParse(input).success).toBe(isAccepted);
});
