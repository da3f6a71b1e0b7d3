import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppPassphrase } from '../../../../electron/services/lock/appPassphrase.ts';
import { Keychain } from '../../../../electron/services/secrets/keychain.ts';
import { SettingsService } from '../../../../electron/services/settings/settings.ts';
import { AppError } from '../../../../shared/result.ts';
import { ManualClock } from '../../../fakes/manualClock.ts';
import { MemoryPassphraseHash } from '../../../fakes/memoryPassphraseHash.ts';
import { MemorySecretStore } from '../../../fakes/memorySecretStore.ts';
import { MemorySettingsStore } from '../../../fakes/memorySettingsStore.ts';

const FIRST = 'the first passphrase';
const SECOND = 'the second passphrase';

let clock: ManualClock;
let secretStore: MemorySecretStore;
let settingsStore: MemorySettingsStore;
let hashes: MemoryPassphraseHash;
let passphrase: AppPassphrase;

beforeEach(() => {
  clock = new ManualClock();
  secretStore = new MemorySecretStore();
  settingsStore = new MemorySettingsStore();
  hashes = new MemoryPassphraseHash();
  passphrase = start();
});

/** The service of a new start with the same settings and keychain. */
function start(): AppPassphrase {
  const settings = new SettingsService({ store: settingsStore, clock, onProblemChanged: () => {} });
  return new AppPassphrase({
    settings,
    keychain: new Keychain({ store: secretStore, onChanged: () => {}, mayHold: () => true }),
    passphraseHash: hashes,
    clock,
  });
}

/** The code with which a call fails, or `null` when it does not. */
const codeOf = (call: Promise<unknown>): Promise<string | null> =>
  call.then(
    () => null,
    (error: unknown) => (error instanceof AppError ? error.code : 'no AppError'),
  );

describe('setting, changing and removing', () => {
  it('keeps a hash in the keychain and the fact in the settings, and never the passphrase itself', async () => {
    await passphrase.set(null, FIRST);
    expect(passphrase.isSet).toBe(true);
    expect([...secretStore.items]).toEqual([['app-lock', 'hash 1']]);
    expect(settingsStore.stored.lock).toEqual({ hasPassphrase: true });
    expect(JSON.stringify(settingsStore.stored)).not.toContain(FIRST);
    expect(await codeOf(start().check(FIRST))).toBeNull();
  });

  it('needs the current one for another and for none', async () => {
    await passphrase.set(null, FIRST);
    expect(await codeOf(passphrase.set(null, SECOND))).toBe('PASSPHRASE_WRONG');
    expect(await codeOf(passphrase.set(SECOND, SECOND))).toBe('PASSPHRASE_WRONG');
    expect(await codeOf(passphrase.remove(SECOND))).toBe('PASSPHRASE_WRONG');
    expect(await codeOf(passphrase.check(FIRST))).toBeNull();
    await passphrase.set(FIRST, SECOND);
    expect(await codeOf(passphrase.check(FIRST))).toBe('PASSPHRASE_WRONG');
    await passphrase.remove(SECOND);
    expect(passphrase.isSet).toBe(false);
    expect(secretStore.items.size).toBe(0);
  });

  it('is refused without a keychain: the next start could not be opened', async () => {
    secretStore.problem = 'noService';
    expect(await codeOf(passphrase.set(null, FIRST))).toBe('KEYCHAIN_UNAVAILABLE');
    expect(passphrase.isSet).toBe(false);
  });

  it('counts as not set when the settings cannot be written, and as still set when it cannot be removed', async () => {
    settingsStore.problem = 'diskFull';
    expect(await codeOf(passphrase.set(null, FIRST))).toBe('SETTINGS_NOT_SAVED');
    expect(passphrase.isSet).toBe(false);
    settingsStore.problem = null;
    await passphrase.set(null, FIRST);
    settingsStore.problem = 'diskFull';
    expect(await codeOf(passphrase.remove(FIRST))).toBe('SETTINGS_NOT_SAVED');
    expect(await codeOf(start().check(FIRST))).toBeNull();
  });

  it('takes the two forms of the same letters as the same', async () => {
    await passphrase.set(null, 'caf\u00e9 caf\u00e9');
    expect(await codeOf(passphrase.check('cafe\u0301 cafe\u0301'))).toBeNull();
  });
});

it.each([
  ['gives nothing', () => secretStore.items.clear(), 'KEYCHAIN_UNAVAILABLE'],
  ['is another one', () => (secretStore = new MemorySecretStore()), 'KEYCHAIN_UNAVAILABLE'],
  ['has something else', () => secretStore.items.set('app-lock', '{}'), 'PASSPHRASE_LOST'],
])('fault 88: does not unlock when its keychain %s', async (_name, lose, code) => {
  await passphrase.set(null, FIRST);
  lose();
  expect(await codeOf(start().check(FIRST))).toBe(code);
  expect(settingsStore.stored.lock.hasPassphrase).toBe(true);
});

describe('wrong attempts', () => {
  const attempt = (entered = 'wrong') => codeOf(passphrase.check(entered));

  beforeEach(() => passphrase.set(null, FIRST));

  it('are answered at once five times, then after one second, two, four, up to sixty', async () => {
    for (let count = 1; count < 5; count += 1) {
      expect(await attempt()).toBe('PASSPHRASE_WRONG');
      expect(passphrase.retryAt).toBeNull();
    }
    for (const seconds of [1, 2, 4, 8, 16, 32, 60, 60]) {
      expect(await attempt()).toBe('PASSPHRASE_WRONG');
      expect(Date.parse(passphrase.retryAt ?? '') - clock.now()).toBe(seconds * 1000);
      clock.advance(seconds * 1000 - 1);
      expect(await attempt(FIRST)).toBe('PASSPHRASE_LATER');
      clock.advance(1);
    }
    expect(await attempt(FIRST)).toBeNull();
    expect(await attempt()).toBe('PASSPHRASE_WRONG');
    expect(passphrase.retryAt).toBeNull();
  });

  it('are counted one by one when many are made at the same time, and not hashed before their time', async () => {
    const matches = vi.spyOn(hashes, 'matches');
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => attempt()));
    expect(outcomes.filter((code) => code === 'PASSPHRASE_WRONG')).toHaveLength(5);
    expect(outcomes.filter((code) => code === 'PASSPHRASE_LATER')).toHaveLength(15);
    expect(matches).toHaveBeenCalledTimes(5);
  });

  it('count for the settings as well', async () => {
    await Promise.all(Array.from({ length: 5 }, () => codeOf(passphrase.remove('wrong'))));
    expect(await attempt(FIRST)).toBe('PASSPHRASE_LATER');
  });
});
