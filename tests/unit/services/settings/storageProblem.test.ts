import { describe, expect, it, vi } from 'vitest';
import { createServices } from '../../../../electron/services/services.ts';
import { SAVE_AGAIN_MS } from '../../../../electron/services/settings/settings.ts';
import { CONNECTION_FORM } from '../../../fakes/connectionForm.ts';
import { CutOff } from '../../../fakes/cutOff.ts';
import { shownKey } from '../../../fakes/memoryAdminApi.ts';
import { createMemoryPorts } from '../../../fakes/memoryPorts.ts';
import { settle } from '../../../fakes/settle.ts';
import { addConnection, memory, services, startAgain, startBeforeEach, summaryOf } from '../application.ts';

const FORM = { ...CONNECTION_FORM, keepsKeySecrets: true };

startBeforeEach();

const problem = () => services.appState.get().storageProblem;
const saved = () => memory.settingsStore.stored.preferences;

/** Adds a connection and caches the secret of a key. */
async function addWithCachedSecret(): Promise<string> {
  const id = await addConnection(FORM);
  await services.keys.readSecret(id, shownKey('authkey.1'));
  await settle();
  return id;
}

describe('settings that cannot be saved', () => {
  it('work in memory, and the window is notified once', () => {
    memory.settingsStore.problem = 'diskFull';
    services.appState.changePreferences({ theme: 'dark' });
    memory.published.length = 0;
    memory.clock.advance(SAVE_AGAIN_MS);
    expect(memory.published).toEqual([]);
    expect(services.appState.get()).toMatchObject({ storageProblem: 'diskFull', preferences: { theme: 'dark' } });
    expect(saved().theme).toBe('system');
  });

  it.each([
    ['with the next change', () => services.appState.changePreferences({ language: 'ru' })],
    ['after a while', () => memory.clock.advance(SAVE_AGAIN_MS)],
    ['on quit', () => services.close()],
  ])('are saved %s once saving works', async (_when, act) => {
    memory.settingsStore.problem = 'diskFull';
    services.appState.changePreferences({ theme: 'dark' });
    memory.clock.advance(SAVE_AGAIN_MS);
    expect(problem()).toBe('diskFull');
    memory.settingsStore.problem = null;
    memory.published.length = 0;
    await act();
    expect(problem()).toBeNull();
    expect(memory.published).toContain('app:changed');
    expect(saved().theme).toBe('dark');
  });

  it('are reported from the start, and saving is retried from then on', () => {
    memory.settingsStore.problem = 'failed';
    startAgain();
    expect(problem()).toBe('failed');
    memory.settingsStore.problem = null;
    memory.clock.advance(SAVE_AGAIN_MS);
    expect(problem()).toBeNull();
  });
});

it('a list that cannot be cached is reported with the system code', async () => {
  memory.keyListStore.problem = 'failed';
  memory.keyListStore.code = 'ESTALE';
  await services.keys.list('sample');
  expect(services.appState.get()).toMatchObject({ listProblem: null, listCode: null });
  memory.published.length = 0;
  memory.clock.advance(10_000);
  await vi.waitFor(() => expect(memory.published).toContain('app:changed'));
  expect(services.appState.get()).toMatchObject({ listProblem: 'failed', listCode: 'ESTALE' });
});

describe('while the settings cannot be saved', () => {
  it('secrets are kept in memory; they move to the keychain once the settings are saved', async () => {
    memory.settingsStore.problem = 'diskFull';
    const id = await addWithCachedSecret();
    expect(memory.secretStore.items.size).toBe(0);
    expect(summaryOf(id)?.passwordLocation).toBe('thisRunOnly');
    await services.connections.open(id);
    // Nor does a retry by the user move them there.
    expect(await services.appState.retryKeychain()).toMatchObject({ secretsToRemove: 0, keychainProblem: null });
    expect(memory.secretStore.items.size).toBe(0);

    memory.settingsStore.problem = null;
    memory.clock.advance(SAVE_AGAIN_MS);
    await settle();
    expect([...memory.secretStore.items.keys()]).toEqual([id]);
    expect(memory.settingsStore.stored).toMatchObject({ connections: [{ id }], pendingSecretIds: [] });
    expect(summaryOf(id)?.passwordLocation).toBe('keychain');
  });

  it('a removed connection is deleted from the keychain; a later start that still lists it asks for the password', async () => {
    const id = await addWithCachedSecret();
    memory.settingsStore.problem = 'notPermitted';
    const gone = { passwordRemoved: true, cachedSecretsLeft: 0, listRemoved: true };
    expect(await services.connections.remove(id)).toEqual(gone);
    expect(memory.secretStore.items.size).toBe(0);
    memory.settingsStore.problem = null;
    await expect(startAgain().connections.open(id)).rejects.toMatchObject({ code: 'PASSWORD_MISSING' });
  });

  it('nothing is deleted only because it is unused in this run', async () => {
    memory.settingsStore.problem = 'newerVersion';
    memory.settingsStore.stored = { ...memory.settingsStore.stored, pendingSecretIds: ['of the newer version'] };
    memory.secretStore.items.set('of the newer version', 'secret');
    startAgain().start();
    await settle();
    await services.appState.retryKeychain();
    expect(services.appState.get().secretsToRemove).toBe(0);
    expect([...memory.secretStore.items.keys()]).toEqual(['of the newer version']);
  });

  it('items with fixed names are stored in the keychain as usual', async () => {
    memory.settingsStore.problem = 'diskFull';
    services.appState.changePreferences({ theme: 'dark' });
    await services.connections.open('sample');
    expect([...memory.secretStore.items.keys()]).toEqual(['sample']);
  });
});

it('leaves no item unlisted in the settings, whichever write fails and whenever the run ends', async () => {
  for (let failsFrom = 0; failsFrom < 8; failsFrom += 1) {
    for (let lastStep = 0; lastStep < 12; lastStep += 1) {
      const { ports, secretStore, settingsStore } = createMemoryPorts();
      const cutOff = new CutOff(lastStep);
      let writes = 0;
      const write = settingsStore.write.bind(settingsStore);
      settingsStore.write = (settings) => {
        writes += 1;
        settingsStore.problem = writes > failsFrom ? 'diskFull' : null;
        return write(settings);
      };
      const run = createServices({
        ...ports,
        settingsStore: cutOff.settings(settingsStore),
        secretStore: cutOff.secrets(secretStore),
      });
      const job = async () => {
        const { id } = await run.connections.add(FORM);
        await run.keys.readSecret(id, shownKey('authkey.1'));
        await settle();
        await run.connections.remove(id);
      };
      void job().catch(() => {});
      await settle();
      await settle();
      const { connections, keptSecrets, pendingSecretIds } = settingsStore.stored;
      const named = [...[...connections, ...keptSecrets].map(({ id }) => id), ...pendingSecretIds];
      expect([...secretStore.items.keys()].filter((id) => !named.includes(id))).toEqual([]);
    }
  }
});
