import { describe, expect, it } from 'vitest';
import { contract } from '../../../../shared/ipc/contract.ts';
import { DEFAULT_PREFERENCES, DEFAULT_SETTINGS, settingsSchema } from '../../../../shared/model/settings.ts';

it('an older settings file stays readable: what it does not know has its default', () => {
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

describe('app:setPreferences', () => {
  const { input } = contract['app:setPreferences'];

  it('takes one preference and does not bring defaults for the others', () => {
    expect(input.parse({ theme: 'dark' })).toEqual({ theme: 'dark' });
    expect(input.parse({ clipboardSeconds: null })).toEqual({ clipboardSeconds: null });
  });

  it.each([
    { clipboardSeconds: 9 },
    { clipboardSeconds: 121 },
    { clipboardSeconds: 10.5 },
    { clipboardSeconds: 0 },
    { lockMinutes: 2 },
    { lockMinutes: 0 },
    { hasPassphrase: false },
    { lock: { hasPassphrase: false } },
  ])('refuses %j', (change) => {
    expect(input.safeParse(change).success).toBe(false);
  });

  it.each([10, 45, 120])('takes %i seconds for the clipboard', (clipboardSeconds) => {
    expect(input.safeParse({ clipboardSeconds }).success).toBe(true);
  });
});

describe('a passphrase', () => {
  const { input } = contract['lock:setPassphrase'];
  const accepts = (length: number) => input.safeParse({ current: null, next: 'x'.repeat(length) }).success;

  it('has 8 to 256 characters', () => {
    expect([7, 8, 256, 257].map(accepts)).toEqual([false, true, true, false]);
  });
});
