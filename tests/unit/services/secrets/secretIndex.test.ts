import { expect, it } from 'vitest';
import type { Services } from '../../../../electron/services/services.ts';
import { CONNECTION_FORM } from '../../../fakes/connectionForm.ts';
import { CutOff } from '../../../fakes/cutOff.ts';
import { holdCalls } from '../../../fakes/holdCalls.ts';
import { shownKey } from '../../../fakes/memoryAdminApi.ts';
import { createMemoryPorts } from '../../../fakes/memoryPorts.ts';
import { settle } from '../../../fakes/settle.ts';
import { addConnection, memory, services, startAgain, startBeforeEach } from '../application.ts';

const FORM = { ...CONNECTION_FORM, keepsKeySecrets: true };

startBeforeEach();

/** Restarts the application and deletes secrets left over. */
async function restart(): Promise<void> {
  startAgain().start();
  await settle();
}

/** Expects each item to be used and each use to have its item. */
function expectConverged({ secretStore, settingsStore } = memory): void {
  const { connections, keptSecrets, pendingSecretIds } = settingsStore.stored;
  expect([...secretStore.items.keys()].sort()).toEqual([...connections, ...keptSecrets].map(({ id }) => id).sort());
  expect(pendingSecretIds).toEqual([]);
}

it.each<[name: string, job: (services: Services, connectionId: string) => unknown]>([
  ['adding a connection', ({ connections }) => connections.add({ ...FORM, name: 'Another' })],
  ['removing a connection', ({ connections }, id) => connections.remove(id)],
  ['caching a secret', ({ keys }, id) => keys.readSecret(id, shownKey('authkey.2'))],
  ['caching a secret again', ({ keys }, id) => keys.readSecret(id, shownKey('authkey.1'))],
  ['creating a key', ({ keys }, id) => keys.create(id, 'account.1', '2027-02-20T21:00:00.000Z')],
  [
    'deleting a key',
    ({ bulkChanges }, id) => bulkChanges.delete(id, [{ ...shownKey('authkey.1'), version: 1 }], async () => {}),
  ],
  [
    'disabling the caching of secrets',
    ({ connections }, id) => connections.change({ ...FORM, id, keepsKeySecrets: false, password: null }),
  ],
])('%s: settings and keychain agree after the next start, whichever step was the last', async (_name, job) => {
  let isCutOff = true;
  let lastStep = 0;
  for (; isCutOff; lastStep += 1) {
    const ports = createMemoryPorts();
    const before = startAgain(ports.ports);
    const { id } = await before.connections.add(FORM);
    await before.keys.readSecret(id, shownKey('authkey.1'));
    await settle();
    expect(ports.secretStore.items.size).toBe(2);

    const cutOff = new CutOff(lastStep);
    const run = startAgain({
      ...ports.ports,
      settingsStore: cutOff.settings(ports.settingsStore),
      secretStore: cutOff.secrets(ports.secretStore),
    });
    void Promise.resolve(job(run, id)).catch(() => {});
    await settle();
    isCutOff = cutOff.steps > lastStep;

    startAgain(ports.ports).start();
    await settle();
    expectConverged(ports);
  }
  // With fewer steps nothing would have been interrupted.
  expect(lastStep).toBeGreaterThan(3);
});

it('lists an unused secret while the keychain is unavailable, and deletes it afterwards', async () => {
  const id = await addConnection(FORM);
  await services.keys.readSecret(id, shownKey('authkey.1'));
  await settle();
  memory.secretStore.problem = 'locked';
  const left = { passwordRemoved: false, cachedSecretsLeft: 1, listRemoved: true };
  expect(await services.connections.remove(id)).toEqual(left);
  expect(services.appState.get().secretsToRemove).toBe(2);
  await restart();
  expect(services.appState.get().secretsToRemove).toBe(2);
  expect(memory.secretStore.items.size).toBe(2);

  memory.secretStore.problem = null;
  await restart();
  expect(services.appState.get().secretsToRemove).toBe(0);
  expect(memory.secretStore.items.size).toBe(0);
  expectConverged();
});

it('does not delete a used item that the settings file lists as pending', async () => {
  const id = await addConnection(FORM);
  await services.connections.open('sample');
  const items = new Map(memory.secretStore.items);
  memory.settingsStore.stored = { ...memory.settingsStore.stored, pendingSecretIds: [id, 'sample', 'gone'] };
  await restart();
  expect(memory.secretStore.items).toEqual(items);
  expect(memory.settingsStore.stored.pendingSecretIds).toEqual([]);
});

it('does not call the keychain if nothing is pending', async () => {
  memory.secretStore.delete = () => expect.unreachable();
  await restart();
});

it('ignores items being written during cleanup', async () => {
  const release = holdCalls(memory.secretStore, 'set');
  const adding = services.connections.add(FORM);
  services.start();
  await settle();
  expect(memory.settingsStore.stored.pendingSecretIds).toHaveLength(1);
  expect(services.appState.get().secretsToRemove).toBe(0);
  release();
  const { id } = await adding;
  expect(memory.secretStore.items.get(id)).toContain(FORM.password);
  expectConverged();
});
