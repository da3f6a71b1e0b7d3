import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../../shared/result.ts';
import { memory, services, startAgain, startBeforeEach } from '../application.ts';

const FIRST = 'the first passphrase';
const SECOND = 'the second passphrase';

startBeforeEach();

/** Returns the code with which a call fails, or `null` if it succeeds. */
const codeOf = (call: Promise<unknown>): Promise<string | null> =>
  call.then(
    () => null,
    (error: unknown) => (error instanceof AppError ? error.code : 'no AppError'),
  );
const set = (current: string | null, next: string) => codeOf(services.lock.setPassphrase(current, next));
const remove = (current: string) => codeOf(services.lock.removePassphrase(current));
const attempt = (entered = 'wrong') => {
  services.lock.lock();
  return codeOf(services.lock.unlock(entered));
};
const isSet = () => services.lock.state.hasPassphrase;

describe('setting, changing and removing', () => {
  it('stores a hash in the keychain and a flag in the settings, but never the passphrase itself', async () => {
    await set(null, FIRST);
    expect(isSet()).toBe(true);
    expect([...memory.secretStore.items]).toEqual([['app-lock', 'hash 1']]);
    expect(memory.settingsStore.stored.lock).toEqual({ hasPassphrase: true });
    expect(JSON.stringify(memory.settingsStore.stored)).not.toContain(FIRST);
    startAgain();
    expect(await attempt(FIRST)).toBeNull();
  });

  it('requires the current passphrase for changing and removing it', async () => {
    await set(null, FIRST);
    expect(await set(null, SECOND)).toBe('PASSPHRASE_WRONG');
    expect(await set(SECOND, SECOND)).toBe('PASSPHRASE_WRONG');
    expect(await remove(SECOND)).toBe('PASSPHRASE_WRONG');
    expect(await attempt(FIRST)).toBeNull();
    await set(FIRST, SECOND);
    expect(await attempt(FIRST)).toBe('PASSPHRASE_WRONG');
    await remove(SECOND);
    expect(isSet()).toBe(false);
    expect(memory.secretStore.items.size).toBe(0);
  });

  it('is rejected without a keychain, because the next start could not be unlocked', async () => {
    memory.secretStore.problem = 'noService';
    expect(await set(null, FIRST)).toBe('KEYCHAIN_UNAVAILABLE');
    expect(isSet()).toBe(false);
  });

  it('if the settings cannot be saved, is not set, or stays set when it should be removed', async () => {
    memory.settingsStore.problem = 'diskFull';
    expect(await set(null, FIRST)).toBe('SETTINGS_NOT_SAVED');
    expect(isSet()).toBe(false);
    memory.settingsStore.problem = null;
    await set(null, FIRST);
    memory.settingsStore.problem = 'diskFull';
    expect(await remove(FIRST)).toBe('SETTINGS_NOT_SAVED');
    startAgain();
    expect(await attempt(FIRST)).toBeNull();
  });

  it('treats both Unicode forms of the same letters as equal', async () => {
    await set(null, 'caf\u00e9 caf\u00e9');
    expect(await attempt('cafe\u0301 cafe\u0301')).toBeNull();
  });
});

it.each([
  ['gives nothing', () => memory.secretStore.items.clear(), 'KEYCHAIN_UNAVAILABLE'],
  [
    'is a different one',
    () => {
      memory.secretStore.items.clear();
      memory.secretStore.stored.clear();
    },
    'KEYCHAIN_UNAVAILABLE',
  ],
  ['contains something else', () => memory.secretStore.items.set('app-lock', '{}'), 'PASSPHRASE_LOST'],
])('fault 88: does not unlock if its keychain %s', async (_name, lose, code) => {
  await set(null, FIRST);
  lose();
  startAgain();
  expect(await attempt(FIRST)).toBe(code);
  expect(isSet()).toBe(true);
});

describe('wrong attempts', () => {
  beforeEach(() => set(null, FIRST));

  const retryAt = () => services.lock.state.retryAt;

  it('are checked immediately five times, then after one second, two, four, up to sixty', async () => {
    for (let count = 1; count < 5; count += 1) {
      expect([await attempt(), retryAt()]).toEqual(['PASSPHRASE_WRONG', null]);
    }
    for (const seconds of [1, 2, 4, 8, 16, 32, 60, 60]) {
      expect(await attempt()).toBe('PASSPHRASE_WRONG');
      expect(Date.parse(retryAt() ?? '') - memory.clock.now()).toBe(seconds * 1000);
      memory.clock.advance(seconds * 1000 - 1);
      expect(await attempt(FIRST)).toBe('PASSPHRASE_LATER');
      memory.clock.advance(1);
    }
    expect(await attempt(FIRST)).toBeNull();
    expect([await attempt(), retryAt()]).toEqual(['PASSPHRASE_WRONG', null]);
  });

  it('are counted individually if made concurrently, and not hashed before the delay is over', async () => {
    const matches = vi.spyOn(memory.passphraseHash, 'matches');
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => attempt()));
    expect(outcomes.filter((code) => code === 'PASSPHRASE_WRONG')).toHaveLength(5);
    expect(outcomes.filter((code) => code === 'PASSPHRASE_LATER')).toHaveLength(15);
    expect(matches).toHaveBeenCalledTimes(5);
  });

  it('count in the settings as well', async () => {
    await Promise.all(Array.from({ length: 5 }, () => remove('wrong')));
    expect(await attempt(FIRST)).toBe('PASSPHRASE_LATER');
  });
});
