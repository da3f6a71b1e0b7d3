import { beforeEach, describe, expect, it } from 'vitest';
import type { Ports } from '../../../../electron/services/services.ts';
import { createServices, type Services } from '../../../../electron/services/services.ts';
import type { NewConnection } from '../../../../shared/model/connection.ts';
import { CONNECTION_FORM } from '../../../fakes/connectionForm.ts';
import { CutOff } from '../../../fakes/cutOff.ts';
import { shownKey } from '../../../fakes/memoryAdminApi.ts';
import { createMemoryPorts, type MemoryPorts } from '../../../fakes/memoryPorts.ts';

const form: NewConnection = { ...CONNECTION_FORM, keepsKeySecrets: true };

/** Lets everything that is due run. */
async function settle(): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

let memory: MemoryPorts;

beforeEach(() => {
  memory = createMemoryPorts();
});

/** Starts the application anew over the same settings and keychain, as the window does. */
async function startAgain(ports: Ports = memory.ports): Promise<Services> {
  const services = createServices(ports);
  services.connections.list();
  await settle();
  return services;
}

/** Says which keychain items the settings know of. */
function usedIds(): string[] {
  const { connections, keptSecrets } = memory.settingsStore.stored;
  return [...connections, ...keptSecrets].map(({ id }) => id).sort();
}

/** Every item is used and every use has its item. */
function expectConverged(): void {
  expect([...memory.secretStore.items.keys()].sort()).toEqual(usedIds());
  expect(memory.settingsStore.stored.pendingSecretIds).toEqual([]);
}

type Job = (services: Services, connectionId: string) => unknown;
const jobs: readonly (readonly [name: string, job: Job])[] = [
  ['adding a connection', ({ connections }) => connections.add({ ...form, name: 'Another' })],
  ['removing a connection', ({ connections }, id) => connections.remove(id)],
  ['keeping a secret', ({ keys }, id) => keys.readSecret(id, shownKey('authkey.2'))],
  ['keeping a secret again', ({ keys }, id) => keys.readSecret(id, shownKey('authkey.1'))],
  ['creating a key', ({ keys }, id) => keys.create(id, 'account.1', '2027-02-20T21:00:00.000Z')],
  ['deleting a key', ({ keys }, id) => keys.delete(id, [{ ...shownKey('authkey.1'), version: 1 }])],
  [
    'switching the keeping of secrets off',
    ({ connections }, id) => {
      const { password: _password, ...fields } = form;
      return connections.change({ ...fields, id, keepsKeySecrets: false, password: null });
    },
  ],
];

describe.each(jobs)('%s', (_name, job) => {
  it('converges at the next start, after whichever step the run ends', async () => {
    let isCutOff = true;
    let lastStep = 0;
    for (; isCutOff; lastStep += 1) {
      memory = createMemoryPorts();
      const before = createServices(memory.ports);
      const { id } = await before.connections.add(form);
      await before.keys.readSecret(id, shownKey('authkey.1'));
      await settle();
      expect(usedIds()).toHaveLength(2);

      const cutOff = new CutOff(lastStep);
      const run = createServices({
        ...memory.ports,
        settingsStore: cutOff.settings(memory.settingsStore),
        secretStore: cutOff.secrets(memory.secretStore),
      });
      void Promise.resolve(job(run, id)).catch(() => {});
      await settle();
      isCutOff = cutOff.steps > lastStep;

      await startAgain();
      expectConverged();
    }
    // With fewer the test would have cut nothing off.
    expect(lastStep).toBeGreaterThan(3);
  });
});

describe('a secret that is no longer needed', () => {
  it('stays on the list while the keychain cannot be used, is told, and goes when it can be', async () => {
    const services = createServices(memory.ports);
    const { id } = await services.connections.add(form);
    await services.keys.readSecret(id, shownKey('authkey.1'));
    await settle();
    memory.secretStore.problem = 'locked';
    expect(await services.connections.remove(id)).toEqual({
      passwordRemoved: false,
      cachedSecretsLeft: 1,
      listRemoved: true,
    });
    expect(services.appState.get().secretsToRemove).toBe(2);

    const second = await startAgain();
    expect(second.appState.get().secretsToRemove).toBe(2);
    expect(memory.secretStore.items.size).toBe(2);

    memory.secretStore.problem = null;
    const third = await startAgain();
    expect(third.appState.get().secretsToRemove).toBe(0);
    expect(memory.secretStore.items.size).toBe(0);
    expectConverged();
  });

  it('goes as soon as the user has the keychain checked again', async () => {
    const services = createServices(memory.ports);
    const { id } = await services.connections.add(form);
    memory.secretStore.problem = 'locked';
    await services.connections.remove(id);
    memory.secretStore.problem = null;
    expect(await services.appState.retryKeychain()).toMatchObject({ keychainProblem: null, secretsToRemove: 0 });
    expectConverged();
  });
});

it('deletes nothing that is used, whatever the settings file calls pending', async () => {
  const services = createServices(memory.ports);
  const { id } = await services.connections.add(form);
  await services.connections.open('sample');
  const items = new Map(memory.secretStore.items);
  memory.settingsStore.stored = { ...memory.settingsStore.stored, pendingSecretIds: [id, 'sample', 'gone'] };
  await startAgain();
  expect(memory.secretStore.items).toEqual(items);
  expect(memory.settingsStore.stored.pendingSecretIds).toEqual([]);
});

it('does not ask a keychain for nothing', async () => {
  memory.secretStore.delete = () => expect.unreachable();
  await startAgain();
});

it('leaves alone what is being written while it tidies up', async () => {
  const services = createServices(memory.ports);
  let finish = (): void => {};
  const set = memory.secretStore.set.bind(memory.secretStore);
  memory.secretStore.set = async (id, secret) => {
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    return set(id, secret);
  };
  const adding = services.connections.add(form);
  services.connections.list();
  await settle();
  expect(memory.settingsStore.stored.pendingSecretIds).toHaveLength(1);
  expect(services.appState.get().secretsToRemove).toBe(0);
  finish();
  const { id } = await adding;
  expect(memory.secretStore.items.get(id)).toContain(form.password);
  expectConverged();
});
