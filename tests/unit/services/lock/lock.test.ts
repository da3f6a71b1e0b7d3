import { beforeEach, describe, expect, it } from 'vitest';
import { PRESENCE_CHECK_MS } from '../../../../electron/services/lock/lock.ts';
import { createServices, type Services } from '../../../../electron/services/services.ts';
import { DEFAULT_SETTINGS, type Preferences } from '../../../../shared/model/settings.ts';
import { secretOf, shownKey } from '../../../fakes/memoryAdminApi.ts';
import { createMemoryPorts, type MemoryPorts } from '../../../fakes/memoryPorts.ts';

const PASSPHRASE = 'four words make one';

let memory: MemoryPorts;
let services: Services;

beforeEach(() => {
  memory = createMemoryPorts();
  services = createServices(memory.ports);
});

const isLocked = () => services.lock.isLocked;
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
const choose = (change: Partial<Preferences>) => services.appState.changePreferences(change);

/** Lets the application look whether anybody is there. */
function look(idleSeconds: number): void {
  memory.presence.idle = idleSeconds;
  memory.clock.advance(PRESENCE_CHECK_MS);
}

async function copySecret(): Promise<void> {
  await services.keys.list('sample');
  await services.keyClipboard.copySecret('sample', shownKey('authkey.1'));
}

describe('when nobody is there', () => {
  it('locks after 15 minutes, not before, and tells the window', () => {
    look(15 * 60 - 1);
    expect(isLocked()).toBe(false);
    look(15 * 60);
    expect(isLocked()).toBe(true);
    expect(memory.published).toContain('app:changed');
  });

  it.each([1, 5, 10, 30, 60] as const)('locks after the %i minutes that were chosen', (lockMinutes) => {
    choose({ lockMinutes });
    look(lockMinutes * 60 - 1);
    expect(isLocked()).toBe(false);
    look(lockMinutes * 60);
    expect(isLocked()).toBe(true);
  });

  it('never locks where that was chosen', () => {
    choose({ lockMinutes: null });
    look(100_000);
    expect(isLocked()).toBe(false);
  });

  it('does not lock again by itself after unlocking, when the system goes on telling that nobody is there', async () => {
    look(100_000);
    await services.lock.unlock(null);
    look(100_005);
    expect(isLocked()).toBe(false);
    look(0);
    look(15 * 60);
    expect(isLocked()).toBe(true);
  });
});

describe('what the desktop does not tell', () => {
  it('fault 75: is in the state, and the window hears when that changes', () => {
    memory.presence.notice(['otherPrograms', 'screenLock']);
    expect(services.lock.state.unnoticed).toEqual(['otherPrograms', 'screenLock']);
    expect(memory.published).toContain('app:changed');
    memory.presence.notice([]);
    expect(services.lock.state.unnoticed).toEqual([]);
  });
});

describe('when the user leaves', () => {
  it.each([
    ['the screen is being locked or the computer goes to sleep', () => memory.presence.leave()],
    [
      'the screen is found locked',
      () => {
        memory.presence.screenLocked = true;
        look(0);
      },
    ],
  ])('locks when %s, and clears the clipboard', async (_name, leave) => {
    await copySecret();
    expect(memory.clipboard.text).toBe(secretOf('authkey.1'));
    leave();
    await settle();
    expect(isLocked()).toBe(true);
    expect(memory.clipboard.text).toBe('');
    expect(memory.published).toContain('reveal:ended');
  });

  it('hides secrets also where it does not lock', async () => {
    choose({ locksWithSystem: false });
    await copySecret();
    memory.presence.leave();
    await settle();
    expect(isLocked()).toBe(false);
    expect(memory.clipboard.text).toBe('');
    expect(memory.published).toContain('reveal:ended');
  });

  it('can unlock while the system goes on telling that its screen is locked', async () => {
    memory.presence.screenLocked = true;
    look(0);
    await services.lock.unlock(null);
    look(0);
    expect(isLocked()).toBe(false);
  });
});

describe('without a passphrase', () => {
  it('starts unlocked, and a button unlocks', async () => {
    expect(services.lock.state).toEqual({
      isLocked: false,
      hasPassphrase: false,
      retryAt: null,
      canUseSystem: false,
      unnoticed: [],
    });
    services.lock.lock();
    await services.lock.unlock(null);
    expect(isLocked()).toBe(false);
  });
});

describe('with a passphrase', () => {
  beforeEach(async () => {
    await services.lock.setPassphrase(null, PASSPHRASE);
    services = createServices(memory.ports);
  });

  it('starts locked and opens with it alone', async () => {
    expect(isLocked()).toBe(true);
    await expect(services.lock.unlock(null)).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' });
    await expect(services.lock.unlock('four words make two')).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' });
    expect(isLocked()).toBe(true);
    await services.lock.unlock(PASSPHRASE);
    expect(isLocked()).toBe(false);
  });

  it('stays locked when it is locked again while the passphrase is checked', async () => {
    const unlocking = services.lock.unlock(PASSPHRASE);
    services.lock.lock();
    await unlocking;
    expect(isLocked()).toBe(true);
  });

  it('stays locked without its keychain, and says so', async () => {
    memory.secretStore.problem = 'locked';
    await expect(services.lock.unlock(PASSPHRASE)).rejects.toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' });
    expect(isLocked()).toBe(true);
    memory.secretStore.problem = null;
    await services.appState.retryKeychain();
    await services.lock.unlock(PASSPHRASE);
    expect(isLocked()).toBe(false);
  });

  it('asks a keychain again that once did not answer in time', async () => {
    memory.secretStore.problem = 'noAnswer';
    await expect(services.lock.unlock(PASSPHRASE)).rejects.toMatchObject({ code: 'KEYCHAIN_UNAVAILABLE' });
    memory.secretStore.problem = null;
    await services.appState.retryKeychain();
    await services.lock.unlock(PASSPHRASE);
    expect(isLocked()).toBe(false);
  });

  it('is opened by the system where that is offered and confirms, in the language of the window', async () => {
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
