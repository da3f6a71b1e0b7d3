import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Keychain } from '../../../../electron/services/secrets/keychain.ts';
import { MemorySecretStore } from '../../../fakes/memorySecretStore.ts';
import { memory, services, startBeforeEach } from '../application.ts';

describe('a waiting keychain call', () => {
  startBeforeEach();

  it('is reported to the window until it ends, and can be cancelled by the user', () => {
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

  it('names the program that the first call has started', async () => {
    store.provider = 'unknown';
    await keychain.identify();
    expect(keychain.provider).toBe('unknown');
    store.provider = 'keePassXc';
    await keychain.keep('one', 'secret');
    await vi.waitFor(() => expect(keychain.provider).toBe('keePassXc'));
  });

  it.each(['noResponse', 'cancelled', 'locked', 'denied'] as const)(
    'is not called again after %s until the user retries',
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

  it('knows where each secret is after a retry', async () => {
    store.items.set('one', 'secret');
    store.problem = 'locked';
    await keychain.find('one');
    await keychain.find('two');
    expect([keychain.placeOf('one'), keychain.placeOf('two')]).toEqual(['unknown', 'unknown']);
    store.problem = null;
    await keychain.retry();
    expect([keychain.placeOf('one'), keychain.placeOf('two')]).toEqual(['keychain', 'missing']);
  });

  it('keeps secrets entered in this run when the others are given up as lost', async () => {
    store.problem = 'denied';
    await keychain.keep('one', 'entered again');
    await keychain.find('two');
    keychain.acceptLoss([]);
    expect([keychain.placeOf('one'), keychain.placeOf('two')]).toEqual(['thisRunOnly', 'missing']);
  });

  it('prompts once per retry, not once per secret in memory', async () => {
    store.problem = 'locked';
    await keychain.keep('one', '1');
    await keychain.keep('two', '2');
    const [check, set] = [vi.spyOn(store, 'check'), vi.spyOn(store, 'set')];
    await keychain.retry();
    expect(check).toHaveBeenCalledTimes(1);
    expect(set).not.toHaveBeenCalled();
    expect(keychain.problem).toBe('locked');
  });

  it('keeps no copy in memory of secrets that belong in the keychain only', async () => {
    store.problem = 'noService';
    expect(await keychain.keepOnly('one', 'secret')).toBe(false);
    expect(keychain.problem).toBe('noService');
    store.problem = null;
    expect(await keychain.find('one')).toEqual({ state: 'absent' });
  });
});
