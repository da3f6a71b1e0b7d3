import { beforeEach, describe, expect, it, vi } from 'vitest';
import { SAMPLE_CONNECTION_ID } from '../../../../shared/model/connection.ts';
import { DAY_MS } from '../../../../shared/model/instant.ts';
import { addConnection, memory, services, startAgain, startBeforeEach } from '../application.ts';

const HOUR = DAY_MS / 24;
let connectionId = '';

startBeforeEach(async () => {
  connectionId = await addConnection();
});

const inDays = (days: number) => new Date(memory.clock.now() + days * DAY_MS).toISOString();
const lastSeenAt = () => memory.settingsStore.stored.lastSeenAt;

/** Opens the window, fetches the list, and quits. */
async function useOnce(): Promise<void> {
  await services.absences.summary();
  await services.keys.list(connectionId);
  await services.close();
}

describe('absences', () => {
  beforeEach(() => {
    memory.adminApi.keys.clear();
  });

  it('says after days what has happened since, from the cached list, until it is dismissed', async () => {
    const [account] = memory.adminApi.accounts;
    await memory.adminApi.createKey(account?.id ?? '', inDays(2));
    await useOnce();
    const seen = inDays(0);
    memory.clock.advance(3 * DAY_MS);
    startAgain();
    const request = vi.spyOn(memory.adminApi, 'listKeys');
    const absence = { since: seen, connections: [{ connectionId, expired: 1, expiring: 0, lost: 1 }] };
    expect(await services.absences.summary()).toEqual(absence);
    expect(await services.absences.summary()).toEqual(absence);
    expect(request).not.toHaveBeenCalled();
    services.absences.dismiss();
    expect(await services.absences.summary()).toBeNull();
    expect(lastSeenAt()).toBe(inDays(0));
    await services.close();
    expect(await startAgain().absences.summary()).toBeNull();
  });

  it('says nothing at the first start, within a day, or without events; never about the sample platform', async () => {
    expect(await services.absences.summary()).toBeNull();
    const [account] = memory.adminApi.accounts;
    await memory.adminApi.createKey(account?.id ?? '', inDays(1.5));
    await services.keys.list(SAMPLE_CONNECTION_ID);
    await useOnce();
    memory.clock.advance(DAY_MS);
    startAgain();
    expect(await services.absences.summary()).toBeNull();
    await services.close();
    memory.clock.advance(300 * DAY_MS);
    startAgain();
    expect((await services.absences.summary())?.connections.map((one) => one.connectionId)).toEqual([connectionId]);
    await services.close();
    memory.clock.advance(300 * DAY_MS);
    expect(await startAgain().absences.summary()).toBeNull();
  });

  it('records every hour that KeyDesk is open, but not for a command, which asks for no summary', async () => {
    expect(lastSeenAt() ?? null).toBeNull();
    await services.absences.summary();
    expect(lastSeenAt()).toBe(inDays(0));
    memory.clock.advance(HOUR);
    expect(lastSeenAt()).toBe(inDays(0));
    await services.close();
    const closedAt = inDays(0);
    memory.clock.advance(10 * DAY_MS);
    await startAgain().close();
    expect(lastSeenAt()).toBe(closedAt);
  });

  it('a clock that was far ahead is forgotten with the next start', async () => {
    const { now } = memory.clock;
    const spy = vi.spyOn(memory.clock, 'now').mockImplementation(() => Date.UTC(2099, 0, 1));
    await useOnce();
    expect(lastSeenAt()).toBe('2099-01-01T00:00:00.000Z');
    spy.mockImplementation(now.bind(memory.clock));
    expect(await startAgain().absences.summary()).toBeNull();
    expect(lastSeenAt()).toBe(inDays(0));
  });
});
