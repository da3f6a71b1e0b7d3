import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MAX_FACT_LENGTH, shownTimeZone } from '../../../../shared/model/installationFacts.ts';
import { AppError } from '../../../../shared/result.ts';
import { CONNECTION_FORM } from '../../../fakes/connectionForm.ts';
import { settle } from '../../../fakes/settle.ts';
import { addConnection, memory, services, startAgain, startBeforeEach } from '../application.ts';

const SERVER = {
  version: '5.0.13334.0',
  timeZone: 'Europe/Moscow',
  databaseId: 'db.1',
  clockDifferenceMs: -1500,
};
const ACCOUNT = { timeZone: 'Asia/Vladivostok', passwordExpiresAt: Date.UTC(2027, 0, 1) };

startBeforeEach();

beforeEach(() => {
  memory.adminApi.server = SERVER;
  memory.adminApi.account = ACCOUNT;
});

const facts = (connectionId: string) => services.installationFacts.get(connectionId);
/** Lists the keys, after which the facts are read in the background. */
async function list(connectionId: string): Promise<void> {
  await services.keys.list(connectionId);
  await settle();
}

describe('facts of an installation', () => {
  it('are read after the list, kept for the next start and forgotten with the connection', async () => {
    const id = await addConnection();
    await list(id);
    const read = {
      readAt: memory.clock.now(),
      version: '5.0.13334.0',
      timeZone: 'Europe/Moscow',
      reportedTimeZone: 'Europe/Moscow',
      databaseId: 'db.1',
      clockDifferenceMs: -1500,
      account: ACCOUNT,
    };
    expect(facts(id)).toEqual(read);
    expect(memory.published).toContain('installation:changed');
    expect(startAgain().installationFacts.all()).toEqual({ [id]: read });
    await services.connections.remove(id);
    expect(services.installationFacts.all()).toEqual({});
    expect(memory.settingsStore.read().installationFacts).toEqual({});
  });

  it('are read at most every quarter of an hour with the list, and whenever the user asks', async () => {
    const read = vi.spyOn(memory.adminApi, 'readServer');
    await list('sample');
    await list('sample');
    expect(read).toHaveBeenCalledTimes(1);
    memory.clock.advance(15 * 60_000);
    await list('sample');
    expect(read).toHaveBeenCalledTimes(2);
    await services.installationFacts.read('sample');
    expect(read).toHaveBeenCalledTimes(3);
  });

  it('are none where the installation does not offer them, and the list is not affected', async () => {
    memory.adminApi.server = null;
    memory.adminApi.account = null;
    await expect(services.installationFacts.read('sample')).resolves.toBeNull();
    expect((await services.keys.list('sample')).total).toBe(2);
    expect(services.installationFacts.all()).toEqual({});
    expect(memory.published).not.toContain('installation:changed');
  });

  it.each(['SERVICE_MISSING', 'NOT_PERMITTED', 'UNAUTHORIZED', 'BAD_RESPONSE', 'TOO_LARGE'] as const)(
    'are dropped one by one when the installation no longer offers them: %s',
    async (code) => {
      await list('sample');
      vi.spyOn(memory.adminApi, 'readAccount').mockRejectedValue(new AppError(code, 'no'));
      await services.installationFacts.read('sample');
      expect(facts('sample')).toMatchObject({
        version: '5.0.13334.0',
        account: { timeZone: null, passwordExpiresAt: null },
      });
    },
  );

  it.each(['TIMEOUT', 'SERVER_FAILED', 'UNREACHABLE', 'THROTTLED'] as const)(
    'remain with the time they are of when they cannot be read now: %s',
    async (code) => {
      await list('sample');
      const before = facts('sample');
      memory.clock.advance(60_000);
      vi.spyOn(memory.adminApi, 'readServer').mockRejectedValue(new AppError(code, 'no'));
      memory.adminApi.account = { ...ACCOUNT, passwordExpiresAt: null };
      await services.installationFacts.read('sample');
      expect(facts('sample')).toEqual({ ...before, account: { ...ACCOUNT, passwordExpiresAt: null } });
      memory.adminApi.failure = new AppError(code, 'no');
      await expect(services.installationFacts.read('sample')).rejects.toMatchObject({ code });
      expect(facts('sample')?.version).toBe('5.0.13334.0');
    },
  );

  it('remain where the list is fetched but the facts fail, without a word to the user', async () => {
    vi.spyOn(memory.adminApi, 'getPermissions').mockRejectedValue(new AppError('TIMEOUT', 'no'));
    await list('sample');
    expect(facts('sample')).toBeNull();
  });

  it('are not asked for with credentials that the installation rejects', async () => {
    const read = vi.spyOn(memory.adminApi, 'readServer');
    vi.spyOn(memory.adminApi, 'getPermissions').mockRejectedValue(new AppError('UNAUTHORIZED', 'no'));
    await expect(services.installationFacts.read('sample')).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    expect(read).not.toHaveBeenCalled();
  });

  it('of a former target are neither kept nor stored late', async () => {
    const id = await addConnection();
    await list(id);
    const held = Promise.withResolvers<typeof SERVER>();
    vi.spyOn(memory.adminApi, 'readServer').mockReturnValueOnce(held.promise);
    const reading = services.installationFacts.read(id);
    await settle();
    const form = { ...CONNECTION_FORM, address: 'https://other.example', id, skipsTest: true };
    await services.connections.change(form);
    expect(facts(id)).toBeNull();
    held.resolve(SERVER);
    await expect(reading).resolves.toBeNull();
    expect(facts(id)).toBeNull();
  });

  it('are not kept when they arrive after KeyDesk has closed', async () => {
    const held = Promise.withResolvers<typeof SERVER>();
    vi.spyOn(memory.adminApi, 'readServer').mockReturnValueOnce(held.promise);
    await list('sample');
    await services.close();
    held.resolve(SERVER);
    await settle();
    expect(memory.settingsStore.read().installationFacts).toEqual({});
  });

  it('of a connection that the window made up are none', () => {
    for (const id of ['toString', '__proto__', 'constructor']) {
      expect(facts(id)).toBeNull();
    }
  });

  it.each([
    ['Europe/Moscow', 'Europe/Moscow'],
    ['UTC', 'UTC'],
    ['Mars/Olympus', null],
    ['+03:00', null],
    ['x'.repeat(MAX_FACT_LENGTH), null],
  ])('know the time zone %s as %s', async (timeZone, known) => {
    memory.adminApi.server = { ...SERVER, timeZone };
    memory.adminApi.account = { ...ACCOUNT, timeZone };
    await services.installationFacts.read('sample');
    expect(facts('sample')).toMatchObject({
      timeZone: known,
      reportedTimeZone: timeZone,
      account: { timeZone: known },
    });
  });
});

describe('the time zone that the product shows', () => {
  it('is that of the account, otherwise that of the installation', () => {
    const none = { timeZone: null, passwordExpiresAt: null };
    expect(shownTimeZone({ timeZone: 'Europe/Moscow', account: ACCOUNT })).toBe('Asia/Vladivostok');
    expect(shownTimeZone({ timeZone: 'Europe/Moscow', account: none })).toBe('Europe/Moscow');
    expect(shownTimeZone({ timeZone: null, account: none })).toBeNull();
  });
});
