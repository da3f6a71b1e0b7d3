import { beforeEach, describe, expect, it, vi } from 'vitest';
import { BULK_KINDS, type BulkKind } from '../../../../shared/model/bulkChange.ts';
import { AppError } from '../../../../shared/result.ts';
import { bulkChangesOver } from '../../../fakes/bulkChangesOver.ts';
import { type MemoryAdminApi, OTHER_TOKEN, secretOf, shownKey } from '../../../fakes/memoryAdminApi.ts';
import { addConnection, memory, services, startBeforeEach } from '../application.ts';
import { createBulkBench, idsOf, tally } from '../bulk/bulkBench.ts';

const EXPIRY = '2031-01-01T00:00:00.000Z';
const ONE = shownKey('authkey.1');
const REPLACED = { code: 'KEY_REPLACED' };

let id: string;

startBeforeEach(async () => {
  id = await addConnection({ keepsKeySecrets: true });
  await services.keys.list(id);
});

/** The token under an identifier, as the list that the window is given has it. */
const listedToken = async (keyId: string) =>
  (await services.keys.list(id)).content.keys.find((key) => key.id === keyId)?.token;
/** A feed that does not notice that its database went back: it tells nothing. */
const makeBlind = (api: MemoryAdminApi): void => {
  const listChanges = api.listChanges.bind(api);
  api.listChanges = async (cursor, take) => {
    const changes = await listChanges(cursor, take);
    return cursor === null ? changes : { ...changes, changed: [], deletedIds: [] };
  };
};

describe('fault 96: the id of a shown key belongs to another key by now', () => {
  it.each([
    ['Copy secret', () => services.keyClipboard.copySecret(id, ONE)],
    ['Reveal', () => services.reveals.reveal(id, ONE)],
    ['an edit', () => services.keys.edit(id, { ...ONE, version: 1 }, EXPIRY)],
  ])('%s fails, changes nothing, and fetches every key again', async (_what, act) => {
    const other = memory.adminApi.replaceKey('authkey.1');
    makeBlind(memory.adminApi);
    expect(await listedToken('authkey.1')).toBe(ONE.token);
    await expect(act()).rejects.toMatchObject(REPLACED);
    expect(memory.clipboard.text).toBe('');
    expect(memory.adminApi.keys.get('authkey.1')).toEqual(other);
    expect(await listedToken('authkey.1')).toBe(OTHER_TOKEN);
  });

  it('its secret is not stored, but masked in the log', async () => {
    memory.adminApi.replaceKey('authkey.1');
    await expect(services.keys.readSecret(id, ONE)).rejects.toMatchObject(REPLACED);
    expect(memory.settingsStore.stored.keptSecrets).toEqual([]);
    expect(memory.logger.redacted).toContain(secretOf('authkey.1'));
  });

  it('the stored secret of one is never returned for the other', async () => {
    await services.keys.readSecret(id, ONE);
    await vi.waitFor(() => expect(memory.settingsStore.stored.keptSecrets).toHaveLength(1));
    memory.adminApi.failure = new AppError('UNREACHABLE', 'away');
    await expect(services.keys.readSecret(id, { ...ONE, token: OTHER_TOKEN })).rejects.toMatchObject({
      code: 'UNREACHABLE',
    });
    expect(await services.keys.readSecret(id, ONE)).toBe(secretOf('authkey.1'));
    memory.adminApi.failure = null;
    memory.adminApi.replaceKey('authkey.1');
    await services.keys.list(id, null, true);
    await vi.waitFor(() => expect(memory.settingsStore.stored.keptSecrets).toEqual([]));
  });

  it('a token is copied only while the list has it under this id', async () => {
    memory.adminApi.replaceKey('authkey.1');
    await services.keys.list(id, null, true);
    await expect(services.keyClipboard.copyToken(id, ONE)).rejects.toMatchObject(REPLACED);
    await expect(services.keyClipboard.copyNext(id, ONE)).rejects.toMatchObject(REPLACED);
    expect(await services.recorded.copyTokens(id, [ONE, shownKey('authkey.2')])).toBe(1);
    expect(memory.clipboard.text).toBe(shownKey('authkey.2').token);
  });

  it('the second press of the copy shortcut does not copy the secret of the other key', async () => {
    await services.keyClipboard.copyNext(id, ONE);
    memory.adminApi.replaceKey('authkey.1');
    await services.keys.list(id, null, true);
    const other = { ...ONE, token: OTHER_TOKEN };
    expect(await services.keyClipboard.copyNext(id, other)).toMatchObject({ copied: 'token' });
  });

  it('a created key replaces a listed one with the same id', async () => {
    const created = await services.keys.create(id, 'account.1', EXPIRY);
    memory.adminApi.keys.delete(created.id);
    const again = await services.keys.create(id, 'account.1', EXPIRY);
    memory.adminApi.keys.set(again.id, { ...again, token: OTHER_TOKEN });
    expect(again.id).toBe(created.id);
    expect(await listedToken(created.id)).toBe(OTHER_TOKEN);
  });
});

describe('fault 96: an installation that does not compare tokens', () => {
  beforeEach(() => {
    memory.adminApi.comparesTokens = false;
  });

  it('is searched for the key right before an edit, which is sent if the key is the same', async () => {
    const search = vi.spyOn(memory.adminApi, 'listKeys');
    expect(await services.keys.edit(id, { ...ONE, version: 1 }, EXPIRY)).toMatchObject({ version: 2 });
    expect(search.mock.calls).toEqual([[{ skip: 0, take: 10 }, ONE.token]]);
    memory.adminApi.replaceKey('authkey.1');
    await expect(services.keys.edit(id, { ...ONE, version: 1 }, EXPIRY)).rejects.toMatchObject(REPLACED);
    memory.adminApi.keys.delete('authkey.1');
    await expect(services.keys.edit(id, { ...ONE, version: 1 }, EXPIRY)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('that cannot search is requested for the complete list', async () => {
    const listKeys = memory.adminApi.listKeys.bind(memory.adminApi);
    memory.adminApi.listKeys = async () => ({ ...(await listKeys({ skip: 1, take: 1 })), total: 2 });
    expect(await services.keys.edit(id, { ...ONE, version: 1 }, EXPIRY)).toMatchObject({ version: 2 });
  });
});

describe.each([true, false])('fault 96: a bulk run, tokens compared by the installation: %s', (comparesTokens) => {
  const start = async (kind: BulkKind) => {
    const bench = createBulkBench(kind, idsOf(60));
    bench.api.comparesTokens = comparesTokens;
    await bench.lists.refresh('c', false);
    return bench;
  };

  it.each(BULK_KINDS)('%s skips keys that were replaced before it, and fetches every key again', async (kind) => {
    const { api, lists, run } = await start(kind);
    const others = ['authkey.3', 'authkey.44'].map((keyId) => api.replaceKey(keyId));
    makeBlind(api);
    const report = await run();
    expect(report.results.filter(({ outcome }) => outcome === 'replaced')).toMatchObject([
      { id: 'authkey.3', code: 'KEY_REPLACED' },
      { id: 'authkey.44', code: 'KEY_REPLACED' },
    ]);
    expect([tally(report), report.stoppedBy]).toEqual([{ done: 58, replaced: 2 }, null]);
    expect(others.map((other) => api.keys.get(other.id))).toEqual(others);
    expect(lists.state('c')?.get('authkey.3')?.token).toBe(OTHER_TOKEN);
  });

  it('skips keys that are replaced while it is active', async () => {
    const { api, onCall, run } = await start('setExpiry');
    onCall(({ number, carryOut }) => {
      // With the first call; that of the last key is far behind it.
      if (number === 1) {
        api.replaceKey('authkey.59');
      }
      return carryOut();
    });
    const report = await run();
    expect(report.results.at(-1)).toMatchObject({ id: 'authkey.59', outcome: 'replaced', code: 'KEY_REPLACED' });
    expect(tally(report)).toEqual({ done: 59, replaced: 1 });
    expect(api.keys.get('authkey.59')).toMatchObject({ token: OTHER_TOKEN, version: 1 });
  });

  it('an interrupted run does not count another key as remaining', async () => {
    const { api, journalStore, lists, onCall, run } = await start('delete');
    onCall(() => new Promise(() => {}));
    void run();
    await vi.waitFor(() => expect(journalStore.noteOfRun()).toContain('sending'));
    const next = bulkChangesOver(api, journalStore);
    await next.bulkChanges.interrupted.load();
    api.replaceKey('authkey.7');
    next.bulkChanges.interrupted.check('c', await lists.refresh('c', true));
    const left = idsOf(60).filter((keyId) => keyId !== 'authkey.7');
    expect(next.bulkChanges.state.interrupted[0]?.left).toEqual(left);
  });
});
