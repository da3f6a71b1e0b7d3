import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { createJournalStore } from '../../../electron/adapters/journalFiles.ts';
import { createKeyListStore } from '../../../electron/adapters/keyListFiles.ts';
import { createPrivateFolders } from '../../../electron/adapters/privateFolders.ts';
import { createServices } from '../../../electron/services/services.ts';
import { CONNECTION_FORM } from '../../fakes/connectionForm.ts';
import { MemoryLogger } from '../../fakes/memoryLogger.ts';
import { createMemoryPorts } from '../../fakes/memoryPorts.ts';
import { MemorySecretStore } from '../../fakes/memorySecretStore.ts';
import { answer, type Fault, hang } from '../../harness/faults.ts';
import { folderSnapshot } from '../../harness/folderSnapshot.ts';
import { newFolder, openSettings } from '../../harness/settingsFolder.ts';
import { openStand } from './stand.ts';

const stand = openStand();

const HTML = { 'content-type': 'text/html', server: 'gateway' };
const page = (status: number, headers = {}): Fault => answer(status, { ...HTML, ...headers }, '<html>no</html>');
const json = (status: number, body: unknown, headers = {}): Fault => answer(status, headers, body);

/** What can stand between KeyDesk and an installation, each with the code of the error that it makes. */
const ANSWERS: readonly (readonly [what: string, fault: Fault, code: string])[] = [
  ...[400, 401, 403, 404, 405, 409, 410, 415, 429, 451, 500, 502, 503, 504, 511].map(
    (status) => [`a page with ${status}`, page(status), 'INTERCEPTED'] as const,
  ),
  ['a page with 413', page(413), 'REQUEST_TOO_LARGE'],
  ['a page with 200', page(200), 'INTERCEPTED'],
  ['a status of 204', json(204, ''), 'BAD_RESPONSE'],
  ['a status of 205', json(205, ''), 'BAD_RESPONSE'],
  ['JSON of another service', json(200, { status: 'login required' }), 'BAD_RESPONSE'],
  ["the platform's error with 200", json(200, { Code: 'NotPermitted', Message: 'no' }), 'BAD_RESPONSE'],
  ['a list that a proxy has kept', json(200, { Items: [], Total: 0 }, { age: '60' }), 'INTERCEPTED'],
  ['a 403 of another service in JSON', json(403, { message: 'Forbidden' }), 'INTERCEPTED'],
  ['a 403 with another code', json(403, { Code: 'AccessDenied', Message: 'no' }), 'INTERCEPTED'],
  ['another name on the way', json(403, { Code: 'HostNotAllowed', Message: 'no' }), 'HOST_NOT_ALLOWED'],
  ['a sign-in with Negotiate', page(401, { 'www-authenticate': 'Negotiate' }), 'INTERCEPTED'],
  ['a sign-in with Basic of a gateway', page(401, { 'www-authenticate': 'Basic realm="Gateway"' }), 'INTERCEPTED'],
];

/**
 * Starts the services over a data folder on the disk, as the application does, behind the proxy of the stand.
 * @param secretStore the keychain, which outlives a start.
 */
function startOver(folder: string, secretStore: MemorySecretStore) {
  const logger = new MemoryLogger();
  const memory = createMemoryPorts();
  const folders = createPrivateFolders({ logger });
  const { now } = memory.clock;
  const services = createServices({
    ...memory.ports,
    secretStore,
    settingsStore: openSettings(folder),
    keyListStore: createKeyListStore({
      folder: join(folder, 'key-lists'),
      folders,
      now: () => now.call(memory.clock),
      logger,
    }),
    activityStore: createJournalStore(join(folder, 'activity'), folders),
    bulkJournalStore: createJournalStore(join(folder, 'bulk'), folders),
    connectAdminApi: () => stand.connect({}, { maximumRetries: 0 }),
  });
  return { services, clock: memory.clock };
}

it('fault 83: whatever answers in place of the installation, the data folder stays as it is', async () => {
  const folder = newFolder();
  const keychain = new MemorySecretStore();
  const first = startOver(folder, keychain);
  const { id } = await first.services.connections.add(CONNECTION_FORM);
  const { total } = await first.services.keys.list(id);
  expect(total).toBeGreaterThan(0);
  const [listed] = (await first.services.keys.listKept(id)).list?.content.keys ?? [];
  await first.services.recorded.copyToken(id, listed?.id ?? '');
  await first.services.close();
  // A run that is never heard of again: the application was killed in the middle of it.
  const killed = startOver(folder, keychain);
  await killed.services.keys.list(id);
  stand.proxy.always.set('Delete', hang);
  void killed.services.bulkChanges.delete(
    id,
    [{ id: listed?.id ?? '', version: listed?.version ?? 0 }],
    async () => {},
  );
  await vi.waitFor(() => expect(stand.proxy.calls).toContain('Delete'));
  const before = folderSnapshot(folder);
  const files = Object.keys(before);
  expect(files).toEqual(expect.arrayContaining([join('key-lists', `${id}.jsonl`), 'settings.json']));
  expect(files.filter((name) => name.startsWith('activity') || name.startsWith('bulk'))).toHaveLength(2);

  for (const [what, fault, code] of ANSWERS) {
    stand.proxy.always.set('*', fault);
    // Each time a start of its own: the list is asked for before anybody does anything.
    const { services, clock } = startOver(folder, keychain);
    const { keys, bulkChanges } = services;
    const kept = await keys.listKept(id);
    expect(kept.list?.total, what).toBe(total);
    const [key] = kept.list?.content.keys ?? [];
    for (const isWhole of [false, true]) {
      await expect(keys.list(id, null, isWhole), what).rejects.toMatchObject({ code });
    }
    await expect(keys.getPermissions(id), what).rejects.toMatchObject({ code });
    await expect(
      bulkChanges.delete(id, [{ id: key?.id ?? '', version: 1 }], async () => {}),
      what,
    ).rejects.toMatchObject({ code });
    clock.advance(60 * 60_000);
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
  stand.proxy.always.set('*', json(403, { Code: 'NotPermitted', Message: 'needs a right' }));
  await expect(services.keys.list(id)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
  await services.close();
  expect(Object.keys(folderSnapshot(folder))).not.toContain(join('key-lists', `${id}.jsonl`));
});
