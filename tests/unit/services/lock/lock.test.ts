import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PRESENCE_CHECK_MS } from '../../../../electron/services/lock/lock.ts';
import { DEFAULT_SETTINGS, type Preferences } from '../../../../shared/model/settings.ts';
import { secretOf, shownKey } from '../../../fakes/memoryAdminApi.ts';
import { memory, services, startAgain, startBeforeEach } from '../application.ts';

const PASSPHRASE = 'four words make one';

startBeforeEach();

const isLocked = () => services.lock.isLocked;
const choose = (change: Partial<Preferences>) => services.appState.changePreferences(change);

/** Lets the application read how long the computer has been idle, in seconds. */
function look(idleSeconds: number): void {
  memory.presence.idle = idleSeconds;
  memory.clock.advance(PRESENCE_CHECK_MS);
}

describe('when the computer is idle', () => {
  it.each([1, 5, 10, 15, 30, 60] as const)('locks after the selected %i minutes, not before', (lockMinutes) => {
    // The default is 15.
    if (lockMinutes !== 15) {
      choose({ lockMinutes });
    }
    memory.published.length = 0;
    look(lockMinutes * 60 - 1);
    expect([isLocked(), memory.published]).toEqual([false, []]);
    look(lockMinutes * 60);
    expect([isLocked(), memory.published.includes('app:changed')]).toEqual([true, true]);
  });

  it('never locks if that is selected', () => {
    choose({ lockMinutes: null });
    look(100_000);
    expect(isLocked()).toBe(false);
  });

  it('does not lock again after unlocking while the system still reports that it is idle', async () => {
    look(100_000);
    await services.lock.unlock(null);
    look(100_005);
    expect(isLocked()).toBe(false);
    look(0);
    look(15 * 60);
    expect(isLocked()).toBe(true);
  });
});

it('fault 75: the state lists what the desktop does not report, and the window is notified of changes', () => {
  memory.presence.notice(['otherPrograms', 'screenLock']);
  expect(services.lock.state.unnoticed).toEqual(['otherPrograms', 'screenLock']);
  expect(memory.published).toContain('app:changed');
  memory.presence.notice([]);
  expect(services.lock.state.unnoticed).toEqual([]);
});

describe('when the user leaves', () => {
  it.each<[when: string, locks: boolean, leave: () => void]>([
    ['the screen is being locked or the computer goes to sleep', true, () => memory.presence.leave()],
    [
      'the screen is already locked',
      true,
      () => {
        memory.presence.screenLocked = true;
        look(0);
      },
    ],
    [
      'the screen is being locked, but locking with the system is disabled',
      false,
      () => {
        choose({ locksWithSystem: false });
        memory.presence.leave();
      },
    ],
  ])('hides secrets and clears the clipboard when %s; locks: %s', async (_when, locks, leave) => {
    await services.keys.list('sample');
    await services.keyClipboard.copySecret('sample', shownKey('authkey.1'));
    expect(memory.clipboard.text).toBe(secretOf('authkey.1'));
    leave();
    await vi.waitFor(() => expect(memory.clipboard.text).toBe(''));
    expect(isLocked()).toBe(locks);
    expect(memory.published).toContain('reveal:ended');
  });

  it('can be unlocked while the system still reports that its screen is locked', async () => {
    memory.presence.screenLocked = true;
    look(0);
    await services.lock.unlock(null);
    look(0);
    expect(isLocked()).toBe(false);
  });
});

it('starts unlocked without a passphrase, and is unlocked with a button', async () => {
  const state = { isLocked: false, hasPassphrase: false, retryAt: null, canUseSystem: false, unnoticed: [] };
  expect(services.lock.state).toEqual(state);
  services.lock.lock();
  await services.lock.unlock(null);
  expect(isLocked()).toBe(false);
});

describe('with a passphrase', () => {
  beforeEach(async () => {
    await services.lock.setPassphrase(null, PASSPHRASE);
    startAgain();
  });

  it('starts locked and unlocks only with it', async () => {
    expect(isLocked()).toBe(true);
    await expect(services.lock.unlock(null)).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' });
    await expect(services.lock.unlock('four words make two')).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' });
    expect(isLocked()).toBe(true);
    await services.lock.unlock(PASSPHRASE);
    expect(isLocked()).toBe(false);
  });

  it('stays locked if it is locked again while the passphrase is checked', async () => {
    const unlocking = services.lock.unlock(PASSPHRASE);
    services.lock.lock();
    await unlocking;
    expect(isLocked()).toBe(true);
  });

  it.each(['locked', 'noResponse'] as const)('stays locked until its keychain is available: %s', async (problem) => {
    memory.secretStore.problem = problem;
    await expect(services.lock.unlock(PASSPHRASE)).rejects.toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' });
    expect(isLocked()).toBe(true);
    memory.secretStore.problem = null;
    await services.appState.retryKeychain();
    await services.lock.unlock(PASSPHRASE);
    expect(isLocked()).toBe(false);
  });

  it('is unlocked by the operating system if it offers and gives confirmation, in the language of the window', async () => {
    await expect(services.lock.unlockWithSystem()).rejects.toMatchObject({ code: 'SYSTEM_UNLOCK_FAILED' });
    memory.systemUnlock.offered = true;
    expect(services.lock.state.canUseSystem).toBe(true);
    memory.systemUnlock.refusal = new Error('cancelled');
    await expect(services.lock.unlockWithSystem()).rejects.toMatchObject({ code: 'SYSTEM_UNLOCK_FAILED' });
    expect(isLocked()).toBe(true);
    memory.systemUnlock.refusal = null;
    memory.settingsStore.stored = DEFAULT_SETTINGS;
    await services.lock.unlockWithSystem();
    expect(isLocked()).toBe(false);
    expect(memory.systemUnlock.asked).toEqual(['en', 'en']);
  });
});
