import { beforeEach, describe, expect, it } from 'vitest';
import { createServices, type Services } from '../../../../electron/services/services.ts';
import { SAVE_AGAIN_MS } from '../../../../electron/services/settings/settings.ts';
import { CONNECTION_FORM } from '../../../fakes/connectionForm.ts';
import { CutOff } from '../../../fakes/cutOff.ts';
import { shownKey } from '../../../fakes/memoryAdminApi.ts';
import { createMemoryPorts, type MemoryPorts } from '../../../fakes/memoryPorts.ts';

const form = { ...CONNECTION_FORM, keepsKeySecrets: true };

let memory: MemoryPorts;
let services: Services;

beforeEach(() => {
  memory = createMemoryPorts();
  services = createServices(memory.ports);
});

/** Lets everything that is due run. */
async function settle(): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function problem() {
  return services.appState.get().storageProblem;
}

/** Starts over what is on the disk and in the keychain, and lets it tidy up. */
async function startAgain(): Promise<void> {
  services = createServices(memory.ports);
  services.connections.list();
  await settle();
}

/** Every item of the keychain that the saved settings do not name; the next start would not find it. */
function orphans(): string[] {
  const { connections, keptSecrets, pendingSecretIds } = memory.settingsStore.stored;
  const named = [...[...connections, ...keptSecrets].map(({ id }) => id), ...pendingSecretIds];
  return [...memory.secretStore.items.keys()].filter((id) => !named.includes(id));
}

describe('settings that cannot be saved', () => {
  it('work in memory, and the window is told once', () => {
    memory.settingsStore.problem = 'diskFull';
    services.appState.changePreferences({ theme: 'dark' });
    memory.published.length = 0;
    memory.clock.advance(SAVE_AGAIN_MS);
    expect(memory.published).toEqual([]);
    expect(services.appState.get()).toMatchObject({ storageProblem: 'diskFull', preferences: { theme: 'dark' } });
    expect(memory.settingsStore.stored.preferences.theme).toBe('system');
  });

  it('are saved with the next change once that works', () => {
    memory.settingsStore.problem = 'diskFull';
    services.appState.changePreferences({ theme: 'dark' });
    memory.settingsStore.problem = null;
    expect(services.appState.changePreferences({ language: 'ru' }).storageProblem).toBeNull();
    expect(memory.settingsStore.stored.preferences).toMatchObject({ theme: 'dark', language: 'ru' });
  });

  it('are saved after a while without a change, and the window is told', () => {
    memory.settingsStore.problem = 'readOnly';
    services.appState.changePreferences({ theme: 'dark' });
    memory.clock.advance(SAVE_AGAIN_MS);
    expect(problem()).toBe('readOnly');
    memory.settingsStore.problem = null;
    memory.published.length = 0;
    memory.clock.advance(SAVE_AGAIN_MS);
    expect(problem()).toBeNull();
    expect(memory.published).toContain('app:changed');
    expect(memory.settingsStore.stored.preferences.theme).toBe('dark');
  });

  it('are saved at the end', async () => {
    memory.settingsStore.problem = 'diskFull';
    services.appState.changePreferences({ theme: 'dark' });
    memory.settingsStore.problem = null;
    await services.close();
    expect(memory.settingsStore.stored.preferences.theme).toBe('dark');
  });

  it('lists that cannot be kept are told with what the system said', async () => {
    memory.keyListStore.problem = 'failed';
    memory.keyListStore.code = 'ESTALE';
    await services.keys.list('sample');
    expect(services.appState.get()).toMatchObject({ listProblem: null, listCode: null });
    memory.published.length = 0;
    memory.clock.advance(10_000);
    await settle();
    expect(memory.published).toContain('app:changed');
    expect(services.appState.get()).toMatchObject({ listProblem: 'failed', listCode: 'ESTALE' });
  });

  it('are told from the start, and tried again from then on', () => {
    memory.settingsStore.problem = 'failed';
    services = createServices(memory.ports);
    expect(problem()).toBe('failed');
    memory.settingsStore.problem = null;
    memory.clock.advance(SAVE_AGAIN_MS);
    expect(problem()).toBeNull();
  });
});

describe('while the settings cannot be saved', () => {
  it('no secret goes to the keychain; all go there once they can, after the settings', async () => {
    memory.settingsStore.problem = 'diskFull';
    const { id } = await services.connections.add(form);
    await services.keys.readSecret(id, shownKey('authkey.1'));
    await settle();
    expect(memory.secretStore.items.size).toBe(0);
    // Nor does a user who has the keychain checked bring them there.
    expect(await services.appState.retryKeychain()).toMatchObject({ secretsToRemove: 0 });
    expect(memory.secretStore.items.size).toBe(0);

    memory.settingsStore.problem = null;
    memory.clock.advance(SAVE_AGAIN_MS);
    await settle();
    expect([...memory.secretStore.items.keys()]).toEqual([id]);
    expect(memory.settingsStore.stored).toMatchObject({ connections: [{ id }], pendingSecretIds: [] });
    expect(services.connections.list().connections.at(-1)?.passwordKept).toBe('keychain');
  });

  it('a removed connection is gone from the keychain; a later start that still has it asks for its password', async () => {
    const { id } = await services.connections.add(form);
    await services.keys.readSecret(id, shownKey('authkey.1'));
    await settle();
    memory.settingsStore.problem = 'notPermitted';
    expect(await services.connections.remove(id)).toEqual({
      passwordRemoved: true,
      cachedSecretsLeft: 0,
      listRemoved: true,
    });
    expect(memory.secretStore.items.size).toBe(0);

    memory.settingsStore.problem = null;
    await startAgain();
    await expect(services.connections.open(id)).rejects.toMatchObject({ code: 'PASSWORD_MISSING' });
  });

  it('nothing is deleted because of what this run takes for left over', async () => {
    memory.settingsStore.problem = 'newerVersion';
    memory.settingsStore.stored = { ...memory.settingsStore.stored, pendingSecretIds: ['of the newer version'] };
    memory.secretStore.items.set('of the newer version', 'secret');
    await startAgain();
    await services.appState.retryKeychain();
    expect(services.appState.get().secretsToRemove).toBe(0);
    expect([...memory.secretStore.items.keys()]).toEqual(['of the newer version']);
  });

  it('what has a fixed name goes to the keychain as ever', async () => {
    memory.settingsStore.problem = 'diskFull';
    services.appState.changePreferences({ theme: 'dark' });
    await services.connections.open('sample');
    expect([...memory.secretStore.items.keys()]).toEqual(['sample']);
  });
});

it('leaves no item that the settings do not name, at whichever write saving stops and wherever the run then ends', async () => {
  for (let failsFrom = 0; failsFrom < 8; failsFrom += 1) {
    for (let lastStep = 0; lastStep < 12; lastStep += 1) {
      memory = createMemoryPorts();
      const cutOff = new CutOff(lastStep);
      let writes = 0;
      const write = memory.settingsStore.write.bind(memory.settingsStore);
      memory.settingsStore.write = (settings) => {
        writes += 1;
        memory.settingsStore.problem = writes > failsFrom ? 'diskFull' : null;
        return write(settings);
      };
      const run = createServices({
        ...memory.ports,
        settingsStore: cutOff.settings(memory.settingsStore),
        secretStore: cutOff.secrets(memory.secretStore),
      });
      const job = async () => {
        const { id } = await run.connections.add(form);
        await run.keys.readSecret(id, shownKey('authkey.1'));
        await settle();
        await run.connections.remove(id);
      };
      void job().catch(() => {});
      await settle();
      await settle();
      expect(orphans()).toEqual([]);
    }
  }
});
