import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Keychain } from '../../../../electron/services/secrets/keychain.ts';
import { MemorySecretStore } from '../../../fakes/memorySecretStore.ts';
import { memory, services, startBeforeEach } from '../application.ts';

describe('a keychain that keeps a call waiting', () => {
  startBeforeEach();

  it('is reported to the window until it waits no longer, and is given up when the user says so', () => {
    expect(services.appState.get().isWaitingForKeychain).toBe(false);
    for (const isWaiting of [true, false]) {
      memory.published.length = 0;
      memory.secretStore.reportWaiting(isWaiting);
      expect(services.appState.get().isWaitingForKeychain).toBe(isWaiting);
      expect(memory.published).toContain('app:changed');
    }
    services.appState.cancelKeychain();
    expect(memory.secretStore.cancellations).toBe(1);
  });
});

describe('the keychain', () => {
  let store: MemorySecretStore;
  let keychain: Keychain;

  beforeEach(() => {
    store = new MemorySecretStore();
    keychain = new Keychain({ store, onChanged: () => {}, mayHold: () => true });
  });

  it.each(['noResponse', 'cancelled', 'locked', 'denied'] as const)(
    'is not asked again after %s, until the user has it checked',
    async (reason) => {
      store.items.set('one', 'secret');
      store.problem = reason;
      const get = vi.spyOn(store, 'get');
      expect(await keychain.find('one')).toEqual({ state: 'unavailable', reason });
      expect(await keychain.find('one')).toEqual({ state: 'unavailable', reason });
      expect(await keychain.findOnly('one')).toBeNull();
      expect(get).toHaveBeenCalledTimes(1);
      store.problem = null;
      await keychain.retry();
      expect(await keychain.find('one')).toEqual({ state: 'present', secret: 'secret' });
    },
  );

  it('knows where every secret is once it has been checked again', async () => {
    store.items.set('one', 'secret');
    store.problem = 'locked';
    await keychain.find('one');
    await keychain.find('two');
    expect([keychain.placeOf('one'), keychain.placeOf('two')]).toEqual(['unknown', 'unknown']);
    store.problem = null;
    await keychain.retry();
    expect([keychain.placeOf('one'), keychain.placeOf('two')]).toEqual(['keychain', 'missing']);
  });

  it('keeps for this run what was entered since, when the rest is accepted as lost', async () => {
    store.problem = 'denied';
    await keychain.keep('one', 'entered again');
    await keychain.find('two');
    keychain.acceptLoss([]);
    expect([keychain.placeOf('one'), keychain.placeOf('two')]).toEqual(['thisRunOnly', 'missing']);
  });

  it('prompts once when it is checked, not once for every secret in memory', async () => {
    store.problem = 'locked';
    await keychain.keep('one', '1');
    await keychain.keep('two', '2');
    const [check, set] = [vi.spyOn(store, 'check'), vi.spyOn(store, 'set')];
    await keychain.retry();
    expect(check).toHaveBeenCalledTimes(1);
    expect(set).not.toHaveBeenCalled();
    expect(keychain.problem).toBe('locked');
  });

  it('keeps no copy in memory of what is to be in the keychain or nowhere', async () => {
    store.problem = 'noService';
    expect(await keychain.keepOnly('one', 'secret')).toBe(false);
    expect(keychain.problem).toBe('noService');
    store.problem = null;
    expect(await keychain.find('one')).toEqual({ state: 'absent' });
  });
});
