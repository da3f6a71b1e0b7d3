import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CALENDAR_CHECK_MS, CALENDAR_RETRY_MS } from '../../../../electron/services/calendar/keptCalendar.ts';
import { DAY_MS } from '../../../../shared/model/instant.ts';
import { settle } from '../../../fakes/settle.ts';
import { addConnection, memory, services, startAgain, startBeforeEach } from '../application.ts';

const FOLDER = '/home/user/calendar';
const FILE = `${FOLDER}/keydesk-expiry.ics`;
let connectionId: string;

startBeforeEach(async () => {
  connectionId = await addConnection();
  services.start();
  memory.fileDialogs.choice = FOLDER;
  await services.keys.list(connectionId, null, true);
});

beforeEach(() => vi.stubEnv('TZ', 'Europe/Moscow'));

const keep = () => services.keptCalendar.keep(null);
const events = () =>
  [...(memory.userFiles.files.get(FILE) ?? '').matchAll(/^DTSTART;VALUE=DATE:(\d+)/gm)].map(([, day]) => day);
const kept = () => services.keptCalendar.state.kept;

async function pass(...steps: readonly number[]): Promise<void> {
  for (const step of steps) {
    memory.clock.advance(step);
    await settle();
  }
}
/** Long enough for a change that is not followed by another. */
const quiet = () => pass(CALENDAR_CHECK_MS, CALENDAR_CHECK_MS);

const key = () => {
  const [first] = memory.adminApi.keys.values();
  return { id: first?.id ?? '', token: first?.token ?? '', version: first?.version ?? 0 };
};
async function setExpiry(days: number): Promise<void> {
  const { id, token, version } = key();
  const expirationDate = new Date(memory.clock.now() + days * DAY_MS).toISOString();
  await services.keys.edit(connectionId, { id, token, version }, expirationDate);
}

describe('a calendar file that is kept up to date', () => {
  it('is written at once, with the keys of all connections but the sample platform', async () => {
    await services.keys.list('sample', null, true);
    expect(await keep()).toMatchObject({ kept: { file: FILE, connectionId: null, events: 2, problem: null } });
    expect(events()).toHaveLength(2);
  });

  it('gets a name that no file has', async () => {
    memory.userFiles.files.set(FILE, 'of somebody else');
    await keep();
    expect(kept()?.file).toBe(`${FOLDER}/keydesk-expiry (2).ics`);
    expect(memory.userFiles.files.get(FILE)).toBe('of somebody else');
  });

  it('follows a moved expiry, with a higher sequence and the same identifier', async () => {
    await keep();
    const before = memory.userFiles.files.get(FILE) ?? '';
    await setExpiry(10);
    await pass(CALENDAR_CHECK_MS);
    expect(memory.userFiles.files.get(FILE)).toBe(before);
    await pass(CALENDAR_CHECK_MS);
    const after = memory.userFiles.files.get(FILE) ?? '';
    expect(events()).toContain('20261202');
    const uids = (text: string) => [...text.matchAll(/^UID:.*/gm)].map(String).sort();
    expect(uids(after)).toEqual(uids(before));
    const sequence = (text: string) =>
      [...text.matchAll(/^SEQUENCE:(\d+)/gm)].reduce((sum, [, number]) => sum + Number(number), 0);
    expect(sequence(after)).toBeGreaterThan(sequence(before));
  });

  it('loses keys that are deleted, and those of a removed connection', async () => {
    await keep();
    const { id, token, version } = key();
    await services.recorded.deleteKeys(connectionId, [{ id, token, version }]);
    await quiet();
    expect(events()).toHaveLength(1);
    await services.recorded.removeConnection(connectionId);
    await quiet();
    expect(events()).toEqual([]);
    expect(kept()).toMatchObject({ events: 0 });
  });

  it('of a single connection ends with it', async () => {
    await services.keptCalendar.keep(connectionId);
    await services.recorded.removeConnection(connectionId);
    await quiet();
    expect(events()).toEqual([]);
    expect(kept()).toBeNull();
  });

  it('is not written while nothing changes, nor after a restart', async () => {
    await keep();
    const write = vi.spyOn(memory.userFiles, 'write');
    await services.keys.list(connectionId, null, true);
    await quiet();
    await pass(CALENDAR_RETRY_MS);
    await services.close();
    startAgain();
    services.start();
    // Once the list has been read.
    await quiet();
    await quiet();
    expect(kept()?.events).toBe(2);
    expect(write).not.toHaveBeenCalled();
  });

  it('is written although the list keeps changing', async () => {
    await keep();
    const before = memory.userFiles.files.get(FILE);
    for (let change = 1; change < 20; change += 1) {
      await setExpiry(40 + change);
      await pass(CALENDAR_CHECK_MS);
    }
    expect(memory.userFiles.files.get(FILE)).not.toBe(before);
  });

  it('leaves out yesterday’s keys', async () => {
    await setExpiry(1);
    await keep();
    await pass(2 * DAY_MS);
    await quiet();
    expect(events()).toHaveLength(1);
  });

  it('follows the days of the reminders', async () => {
    await keep();
    services.reminderSettings.set(connectionId, [7]);
    await quiet();
    expect(memory.userFiles.files.get(FILE)?.match(/^TRIGGER:.*/gm)).toEqual(['TRIGGER:-P6DT15H', 'TRIGGER:-P6DT15H']);
  });

  it('stays as it is when it is no longer kept up to date', async () => {
    await keep();
    await services.keptCalendar.stop();
    await setExpiry(10);
    await quiet();
    expect(events()).toHaveLength(2);
    expect(events()).not.toContain('20261202');
    expect(kept()).toBeNull();
  });

  it('is written with the last changes when KeyDesk is closed', async () => {
    await keep();
    await setExpiry(10);
    await services.close();
    expect(events()).toContain('20261202');
  });

  it('keeps the events of a list that was damaged until the list is fetched again', async () => {
    await keep();
    await services.close();
    vi.spyOn(memory.keyListStore, 'read').mockResolvedValue({ state: 'damaged' });
    startAgain();
    services.start();
    await quiet();
    expect(events()).toHaveLength(2);
    await services.keys.list(connectionId, null, true);
    await setExpiry(10);
    await quiet();
    expect(events()).toContain('20261202');
  });
});

describe('fault 186: a folder that cannot be written', () => {
  it('is reported, and the file is written once it can be', async () => {
    await keep();
    memory.published.length = 0;
    memory.userFiles.isReadOnly = true;
    await setExpiry(10);
    await quiet();
    expect(kept()).toMatchObject({ problem: { code: 'EACCES' } });
    expect(memory.published).toContain('calendar:changed');
    memory.userFiles.isReadOnly = false;
    await pass(CALENDAR_RETRY_MS);
    expect(kept()).toMatchObject({ problem: null });
    expect(events()).toContain('20261202');
  });

  it('is reported when a file is to be kept there, and none is', async () => {
    memory.userFiles.isReadOnly = true;
    await expect(keep()).rejects.toMatchObject({ code: 'FILE_NOT_SAVED', detail: 'EACCES' });
    expect(kept()).toBeNull();
  });

  it('writes a file again that somebody has deleted', async () => {
    await keep();
    memory.userFiles.files.delete(FILE);
    await pass(CALENDAR_RETRY_MS);
    expect(events()).toHaveLength(2);
  });
});

describe('an exported calendar file', () => {
  it('contains the keys of one connection, or of all', async () => {
    memory.fileDialogs.choice = '/home/user/expiry';
    expect(await services.calendarExport.save(connectionId, 'Calendar')).toEqual({
      events: 2,
      fileName: 'expiry.ics',
      folderName: 'user',
    });
    expect(memory.fileDialogs.offered.at(-1)).toEqual({
      suggestedName: 'keydesk-expiry.ics',
      filter: { name: 'Calendar', extensions: ['ics'] },
    });
    await expect(services.calendarExport.save('nowhere', 'Calendar')).rejects.toMatchObject({
      code: 'CONNECTION_UNKNOWN',
    });
  });

  it('is none if no key is known, or if the dialog is cancelled', async () => {
    await expect(services.calendarExport.save('sample', 'Calendar')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    memory.fileDialogs.choice = null;
    expect(await services.calendarExport.save(connectionId, 'Calendar')).toBeNull();
    expect(await keep()).toEqual({ kept: null });
  });
});
