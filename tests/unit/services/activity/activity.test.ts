import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createServices, type Services } from '../../../../electron/services/services.ts';
import { secretOf, shownKey } from '../../../fakes/memoryAdminApi.ts';
import { createMemoryPorts, type MemoryPorts } from '../../../fakes/memoryPorts.ts';
import { activityWords as words } from './activityLabels.ts';

let memory: MemoryPorts;
let services: Services;

beforeEach(async () => {
  memory = createMemoryPorts();
  services = createServices(memory.ports);
  await services.keys.list('sample');
});

const list = (connectionId: string | null = 'sample', search = '', page = { skip: 0, take: 100 }) =>
  services.activity.list({ connectionId, search, actions: words.actions }, page);
const verdict = async (connectionId = 'sample') => (await list(connectionId)).journals[0]?.verdict;
const copyTokens = async (count: number) => {
  for (let index = 0; index < count; index++) {
    await services.recorded.copyToken('sample', shownKey('authkey.1'));
  }
};
/** Ends the application and starts it again with the same files and keychain. */
async function restart(between: () => void = () => {}): Promise<void> {
  await services.close();
  between();
  services = createServices(memory.ports);
  await services.keys.list('sample');
}
const linesOf = (name = 'sample') => (memory.activityStore.journals.get(name) ?? '').trimEnd().split('\n');
const store = (lines: readonly string[]) => memory.activityStore.journals.set('sample', `${lines.join('\n')}\n`);

describe('the list', () => {
  it('gives one range, the newest first, and the number of all', async () => {
    await copyTokens(5);
    const { items, total } = await list('sample', '', { skip: 1, take: 2 });
    expect(items.map(({ number }) => number)).toEqual([4, 3]);
    expect(total).toBe(5);
  });

  it('finds every word of a search, also those of the window', async () => {
    await copyTokens(1);
    await services.recorded.deleteKeys('sample', [{ ...shownKey('authkey.2'), version: 1 }]);
    const found = async (search: string) => (await list('sample', search)).items.map(({ action }) => action);
    expect(await found(' WORD   deleted ')).toEqual(['deleted']);
    expect(await found('svc.ERP authkey.1')).toEqual(['tokenCopied']);
    expect(await found('01234567')).toEqual(['deleted', 'tokenCopied']);
    expect(await found('svc.crm')).toEqual([]);
  });

  it('keeps the order of a journal when the clock was set back', async () => {
    await copyTokens(1);
    memory.clock.advance(-60_000);
    await copyTokens(1);
    expect((await list()).items.map(({ number }) => number)).toEqual([2, 1]);
  });

  it('says when a journal cannot be read', async () => {
    memory.activityStore.problem = 'read';
    await expect(list()).rejects.toMatchObject({ code: 'ACTIVITY_NOT_READ', detail: 'EACCES' });
  });
});

describe('the verdict', () => {
  it('is good for an untouched journal, also after a restart', async () => {
    expect(await verdict()).toEqual({ brokenAt: null, lacksEntries: false, tornLines: 0, sealedFrom: 1 });
    await copyTokens(3);
    expect(await verdict()).toEqual({ brokenAt: null, lacksEntries: false, tornLines: 0, sealedFrom: 1 });
    await restart();
    expect(await verdict()).toEqual({ brokenAt: null, lacksEntries: false, tornLines: 0, sealedFrom: 1 });
  });

  it.each([
    ['while KeyDesk runs', async (change: () => void) => change()],
    ['while it does not', (change: () => void) => restart(change)],
  ])('names a change that was made %s, and still does after later entries', async (_name, when) => {
    await copyTokens(4);
    await when(() => store(linesOf().toSpliced(1, 1)));
    expect(await verdict()).toMatchObject({ brokenAt: 2 });
    await copyTokens(1);
    await restart();
    expect(await verdict()).toMatchObject({ brokenAt: 2 });
  });

  it.each([
    ['while KeyDesk runs', async (change: () => void) => change()],
    ['while it does not', (change: () => void) => restart(change)],
  ])('names an end that was cut off %s, and still does after later entries', async (_name, when) => {
    await copyTokens(4);
    await when(() => store(linesOf().slice(0, 2)));
    expect(await verdict()).toMatchObject({ brokenAt: 3 });
    await copyTokens(1);
    expect((await list()).items[0]?.number).toBe(5);
    await restart();
    expect(await verdict()).toMatchObject({ brokenAt: 3 });
  });

  it('names a journal that was removed, or replaced by another whose chain fits', async () => {
    await copyTokens(3);
    const before = linesOf();
    await restart(() => memory.activityStore.journals.clear());
    expect(await verdict()).toMatchObject({ brokenAt: 1 });
    await restart(() => store(before));
    expect(await verdict()).toMatchObject({ brokenAt: null });

    const other = createMemoryPorts();
    const forger = createServices(other.ports);
    await forger.keys.list('sample');
    for (let index = 0; index < 3; index++) {
      await forger.recorded.copyToken('sample', shownKey('authkey.2'));
    }
    await restart(() => store((other.activityStore.journals.get('sample') ?? '').trimEnd().split('\n')));
    expect((await verdict())?.brokenAt).toBe(3);
    await copyTokens(1);
    await restart();
    expect((await verdict())?.brokenAt).toBe(4);
  });

  it('does not vouch for entries that were added with a fitting chain while KeyDesk did not run', async () => {
    await copyTokens(2);
    const sealed = memory.secretStore.items.get('activity-sample') ?? '';
    await copyTokens(1);
    await restart(() => memory.secretStore.items.set('activity-sample', sealed));
    expect(await verdict()).toEqual({ brokenAt: null, lacksEntries: false, tornLines: 0, sealedFrom: 4 });
    await copyTokens(1);
    await restart();
    expect(await verdict()).toEqual({ brokenAt: null, lacksEntries: false, tornLines: 0, sealedFrom: 4 });
  });

  it('says that nobody vouches while the keychain cannot be asked, and from where on when it can again', async () => {
    memory.secretStore.problem = 'locked';
    await restart();
    await copyTokens(2);
    expect(await verdict()).toEqual({ brokenAt: null, lacksEntries: false, tornLines: 0, sealedFrom: null });
    store(linesOf().slice(0, 1));
    expect(await verdict()).toMatchObject({ brokenAt: 2 });
    memory.secretStore.problem = null;
    await services.appState.retryKeychain();
    await copyTokens(1);
    await restart();
    expect(await verdict()).toMatchObject({ brokenAt: 2, sealedFrom: 2 });
  });

  it('has the journal read again as soon as the keychain can be asked', async () => {
    memory.secretStore.problem = 'locked';
    await restart();
    await copyTokens(1);
    expect(await verdict()).toMatchObject({ sealedFrom: null });
    memory.secretStore.problem = null;
    memory.published.length = 0;
    await services.appState.retryKeychain();
    expect(memory.published).toContain('activity:changed');
    expect(await verdict()).toMatchObject({ sealedFrom: 2 });
  });

  it('is told at once when something was recorded, then now and then, and not when nothing was', async () => {
    const told = (): number => memory.published.filter((event) => event === 'activity:changed').length;
    await restart();
    memory.published.length = 0;
    await copyTokens(30);
    expect(told()).toBe(1);
    memory.clock.advance(200);
    expect(told()).toBe(2);
    memory.clock.advance(200);
    expect(told()).toBe(2);
    await copyTokens(1);
    expect(told()).toBe(3);
  });

  it('does not ask a locked keychain with every look at the journal', async () => {
    memory.secretStore.problem = 'locked';
    await restart();
    await list();
    const ask = vi.spyOn(memory.secretStore, 'get');
    await list();
    await copyTokens(1);
    expect(ask.mock.calls.filter(([id]) => id === 'activity-sample')).toEqual([]);
  });

  it('takes a line that was cut off for what it is, and goes on behind it', async () => {
    await copyTokens(2);
    const torn = `${linesOf().join('\n')}\n{"hash":"0123`;
    await restart(() => memory.activityStore.journals.set('sample', torn));
    expect(await verdict()).toEqual({ brokenAt: null, lacksEntries: false, tornLines: 1, sealedFrom: 1 });
    await copyTokens(1);
    await restart();
    expect(await verdict()).toEqual({ brokenAt: null, lacksEntries: false, tornLines: 1, sealedFrom: 1 });
    expect((await list()).items.map(({ number }) => number)).toEqual([3, 2, 1]);
  });
});

describe('a journal that cannot be written', () => {
  it('stops no action, is told, and gets the entries as soon as it can be written', async () => {
    memory.activityStore.problem = 'write';
    expect(await services.recorded.revealSecret('sample', shownKey('authkey.1'))).toBe(secretOf('authkey.1'));
    expect(services.appState.get()).toMatchObject({ unrecordedActions: 1, unrecordedCode: 'ENOSPC' });
    expect(memory.published).toContain('app:changed');
    expect(memory.logger.lines.at(-1)).toMatchObject({ level: 'error', message: 'The activity could not be recorded' });
    memory.activityStore.problem = null;
    memory.clock.advance(1000);
    await copyTokens(1);
    expect(services.appState.get()).toMatchObject({ unrecordedActions: 0, unrecordedCode: null });
    expect((await list()).items).toMatchObject([
      { action: 'tokenCopied', at: '2026-11-22T12:00:01.000Z' },
      { action: 'secretRevealed', at: '2026-11-22T12:00:00.000Z' },
    ]);
    expect(await verdict()).toMatchObject({ brokenAt: null });
  });

  it('goes on behind what a failed write has left', async () => {
    await copyTokens(1);
    const append = memory.activityStore.append.bind(memory.activityStore);
    vi.spyOn(memory.activityStore, 'append').mockImplementationOnce(async (name, lines) => {
      await append(name, lines);
      throw new Error('EIO');
    });
    await copyTokens(2);
    expect((await list()).items.map(({ number }) => number)).toEqual([4, 3, 2, 1]);
    expect(await verdict()).toMatchObject({ brokenAt: null, lacksEntries: false, tornLines: 0 });
  });

  it('gets what waits when KeyDesk ends', async () => {
    memory.activityStore.problem = 'write';
    await copyTokens(1);
    memory.activityStore.problem = null;
    await restart();
    expect((await list()).items).toHaveLength(1);
  });
});

describe('the export', () => {
  const filter = { connectionId: 'sample', search: '', actions: words.actions };

  it('writes what the list shows to the chosen file and gives its name without folders', async () => {
    await copyTokens(1);
    await services.recorded.deleteKeys('sample', [{ ...shownKey('authkey.2'), version: 1 }]);
    memory.fileDialogs.choice = '/home/user/report.csv';
    expect(await services.activity.export({ ...filter, search: 'deleted' }, words, 'Table')).toBe('report.csv');
    const rows = memory.userFiles.files.get('/home/user/report.csv')?.split('\r\n') ?? [];
    expect(rows).toHaveLength(3);
    expect(rows[1]).toContain('word deleted,word done,,svc.erp,01234567…0002,authkey.2');
    expect(memory.fileDialogs.offered).toEqual([
      { suggestedName: 'keydesk-activity-2026-11-22.csv', filter: { name: 'Table', extensions: ['csv'] } },
    ]);
  });

  it('writes nothing when it is cancelled, and says when the file cannot be written', async () => {
    memory.fileDialogs.choice = null;
    expect(await services.activity.export(filter, words, 'Table')).toBeNull();
    expect(memory.userFiles.files.size).toBe(0);
    memory.fileDialogs.choice = '/etc/report.csv';
    memory.userFiles.isReadOnly = true;
    await expect(services.activity.export(filter, words, 'Table')).rejects.toMatchObject({ code: 'FILE_NOT_SAVED' });
  });
});
