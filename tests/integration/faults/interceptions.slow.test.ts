import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { CONNECTION_FORM } from '../../fakes/connectionForm.ts';
import { createMemoryPorts } from '../../fakes/memoryPorts.ts';
import { MemorySecretStore } from '../../fakes/memorySecretStore.ts';
import { startOverFolder } from '../../harness/dataFolder.ts';
import { answer, hang } from '../../harness/faults.ts';
import { folderSnapshot } from '../../harness/folderSnapshot.ts';
import { INTERCEPTIONS } from '../../harness/interceptions.ts';
import { newFolder } from '../../harness/settingsFolder.ts';
import { openStand } from './stand.ts';

const stand = openStand();

/** A start over a data folder, behind the proxy of the stand. @param secretStore the keychain, which outlives a start. */
const startOver = (folder: string, secretStore: MemorySecretStore) =>
  startOverFolder(folder, createMemoryPorts(), {
    secretStore,
    connectAdminApi: () => stand.connect({}, { maximumRetries: 0 }),
  });

it('fault 83: whatever answers in place of the installation, the data folder stays as it is', async () => {
  const folder = newFolder();
  const keychain = new MemorySecretStore();
  const first = startOver(folder, keychain);
  const { id } = await first.services.connections.add(CONNECTION_FORM);
  const { total } = await first.services.keys.list(id);
  expect(total).toBeGreaterThan(0);
  const [listed] = (await first.services.keys.listKept(id)).list?.content.keys ?? [];
  await first.services.recorded.copyToken(id, { id: listed?.id ?? '', token: listed?.token ?? '' });
  await first.services.close();
  // A run that is never heard of again: the application was killed in the middle of it.
  const killed = startOver(folder, keychain);
  await killed.services.keys.list(id);
  stand.proxy.always.set('Delete', hang);
  void killed.services.bulkChanges.delete(
    id,
    [{ id: listed?.id ?? '', token: listed?.token ?? '', version: listed?.version ?? 0 }],
    async () => {},
  );
  await vi.waitFor(() => expect(stand.proxy.calls).toContain('Delete'));
  const before = folderSnapshot(folder);
  const files = Object.keys(before);
  expect(files).toEqual(expect.arrayContaining([join('key-lists', `${id}.jsonl`), 'settings.json']));
  expect(files.filter((name) => name.startsWith('activity') || name.startsWith('bulk'))).toHaveLength(2);

  for (const [what, fault, code] of INTERCEPTIONS) {
    stand.proxy.always.set('*', fault);
    // Each time a start of its own: the list is asked for before anybody does anything.
    const { services, memory } = startOver(folder, keychain);
    const { keys, bulkChanges } = services;
    const kept = await keys.listKept(id);
    expect(kept.list?.total, what).toBe(total);
    const [key] = kept.list?.content.keys ?? [];
    for (const isWhole of [false, true]) {
      await expect(keys.list(id, null, isWhole), what).rejects.toMatchObject({ code });
    }
    await expect(keys.getPermissions(id), what).rejects.toMatchObject({ code });
    await expect(
      bulkChanges.delete(id, [{ id: key?.id ?? '', token: key?.token ?? '', version: 1 }], async () => {}),
      what,
    ).rejects.toMatchObject({ code });
    memory.clock.advance(60 * 60_000);
    await delay(5);
    expect((await keys.listKept(id)).list?.total, what).toBe(total);
    await services.close();
    expect(folderSnapshot(folder), what).toEqual(before);
  }
  stand.proxy.heal();
  const { services } = startOver(folder, keychain);
  expect((await services.keys.list(id)).total).toBe(total);
  await services.close();
});

it('fault 83: only the installation itself takes a list away', async () => {
  const folder = newFolder();
  const keychain = new MemorySecretStore();
  const { services } = startOver(folder, keychain);
  const { id } = await services.connections.add(CONNECTION_FORM);
  await services.keys.list(id);
  stand.proxy.always.set('*', answer(403, {}, { Code: 'NotPermitted', Message: 'needs a right' }));
  await expect(services.keys.list(id)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
  await services.close();
  expect(Object.keys(folderSnapshot(folder))).not.toContain(join('key-lists', `${id}.jsonl`));
});
