import { describe, expect, it, vi } from 'vitest';
import { createServices } from '../../../../electron/services/services.ts';
import { secretOf, shownKey } from '../../../fakes/memoryAdminApi.ts';
import { createMemoryPorts } from '../../../fakes/memoryPorts.ts';
import { readTable } from '../../../fakes/memoryTables.ts';
import { activityOf, INTACT, memory, services, startAgain, startBeforeEach, verdictOf } from '../application.ts';
import { activityLabels as labels } from './activityLabels.ts';

startBeforeEach(() => services.keys.list('sample'));

const search = (text = '', page = { skip: 0, take: 100 }) =>
  services.activity.list({ connectionId: 'sample', search: text, actions: labels.actions }, page);
const numbers = async () => (await activityOf()).items.map(({ number }) => number);
async function copyTokens(count: number, of = services, keyId = 'authkey.1'): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await of.recorded.copyToken('sample', shownKey(keyId));
  }
}
const deleteKey = () => services.recorded.deleteKeys('sample', [{ ...shownKey('authkey.2'), version: 1 }]);
/** Restarts the application with the same files and keychain. */
async function restart(between: () => void = () => {}): Promise<void> {
  await services.close();
  between();
  await startAgain().keys.list('sample');
}
const linesOf = ({ activityStore } = memory) => (activityStore.journals.get('sample') ?? '').trimEnd().split('\n');
const store = (lines: readonly string[]) => memory.activityStore.journals.set('sample', `${lines.join('\n')}\n`);

describe('the list', () => {
  it('returns one page, newest first, and the total number', async () => {
    await copyTokens(5);
    const { items, total } = await search('', { skip: 1, take: 2 });
    expect([items.map(({ number }) => number), total]).toEqual([[4, 3], 5]);
  });

  it('matches every word of a search, also in the labels of the window', async () => {
    await copyTokens(1);
    await deleteKey();
    const found = async (text: string) => (await search(text)).items.map(({ action }) => action);
    expect(await found(' WORD   deleted ')).toEqual(['deleted']);
    expect(await found('svc.ERP authkey.1')).toEqual(['tokenCopied']);
    expect(await found('01234567')).toEqual(['deleted', 'tokenCopied']);
    expect(await found('svc.crm')).toEqual([]);
    expect(await found('svc\u00ad.erp “word”\u00a0de\u200bleted')).toEqual(['deleted']);
  });

  it('finds full names and days as the window shows them, also after the key was deleted', async () => {
    await deleteKey();
    const count = async (text: string) => (await search(text)).total;
    expect(await count('connector erp')).toBe(1);
    const now = new Date(memory.clock.now());
    const [year, month, day] = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
    const twoDigits = (number: number) => String(number).padStart(2, '0');
    expect(await count(`${twoDigits(day)}.${twoDigits(month)}.${year}`)).toBe(1);
    expect(await count(`${year}-${twoDigits(month)}-${twoDigits(day)}`)).toBe(1);
    expect(await count(`${twoDigits(day)} ${now.toLocaleString('en', { month: 'short' })} ${year}`)).toBe(1);
    expect(await count(`${twoDigits(day)}.${twoDigits(month)}.${year - 1}`)).toBe(0);
  });

  it('keeps the order of a journal after the clock was set back', async () => {
    await copyTokens(1);
    memory.clock.advance(-60_000);
    await copyTokens(1);
    expect(await numbers()).toEqual([2, 1]);
  });

  it('fails when a journal cannot be read', async () => {
    memory.activityStore.problem = 'read';
    await expect(activityOf()).rejects.toMatchObject({ code: 'ACTIVITY_NOT_READ', detail: 'EACCES' });
  });
});

describe('the verdict', () => {
  it('is intact for an unchanged journal, also after a restart', async () => {
    expect(await verdictOf()).toEqual(INTACT);
    await copyTokens(3);
    expect(await verdictOf()).toEqual(INTACT);
    await restart();
    expect(await verdictOf()).toEqual(INTACT);
  });

  it.each([
    ['a removed entry', 'while KeyDesk runs', 2, () => store(linesOf().toSpliced(1, 1))],
    ['a removed entry', 'between two runs', 2, () => store(linesOf().toSpliced(1, 1))],
    ['a removed end', 'while KeyDesk runs', 3, () => store(linesOf().slice(0, 2))],
    ['a removed end', 'between two runs', 3, () => store(linesOf().slice(0, 2))],
    ['a removed journal', 'between two runs', 1, () => memory.activityStore.journals.clear()],
  ])('reports %s, changed %s, also after later entries', async (_what, when, brokenAt, change) => {
    await copyTokens(4);
    if (when === 'while KeyDesk runs') {
      change();
    } else {
      await restart(change);
    }
    expect(await verdictOf()).toMatchObject({ brokenAt });
    await copyTokens(1);
    expect((await numbers())[0]).toBe(5);
    await restart();
    expect(await verdictOf()).toMatchObject({ brokenAt });
  });

  it('reports a journal that was replaced by another one with a valid chain', async () => {
    await copyTokens(3);
    const other = createMemoryPorts();
    const forger = createServices(other.ports);
    await forger.keys.list('sample');
    await copyTokens(3, forger, 'authkey.2');
    await restart(() => store(linesOf(other)));
    expect((await verdictOf())?.brokenAt).toBe(3);
    await copyTokens(1);
    await restart();
    expect((await verdictOf())?.brokenAt).toBe(4);
  });

  it('reports entries as unsealed that were appended with a valid chain between two runs', async () => {
    await copyTokens(2);
    const sealed = memory.secretStore.items.get('activity-sample') ?? '';
    await copyTokens(1);
    await restart(() => memory.secretStore.items.set('activity-sample', sealed));
    expect(await verdictOf()).toEqual({ ...INTACT, sealedFrom: 4 });
    await copyTokens(1);
    await restart();
    expect(await verdictOf()).toEqual({ ...INTACT, sealedFrom: 4 });
  });

  it('reports entries as unsealed while the keychain is unavailable, and seals later ones', async () => {
    memory.secretStore.problem = 'locked';
    await restart();
    await copyTokens(1);
    expect(await verdictOf()).toEqual({ ...INTACT, sealedFrom: null });
    memory.secretStore.problem = null;
    memory.published.length = 0;
    await services.appState.retryKeychain();
    expect(memory.published).toContain('activity:changed');
    expect(await verdictOf()).toMatchObject({ sealedFrom: 2 });
    await copyTokens(1);
    await restart();
    expect(await verdictOf()).toMatchObject({ brokenAt: null, sealedFrom: 2 });
  });

  it('reports a removed end also while the keychain is unavailable', async () => {
    memory.secretStore.problem = 'locked';
    await restart();
    await copyTokens(2);
    store(linesOf().slice(0, 1));
    expect(await verdictOf()).toMatchObject({ brokenAt: 2 });
    memory.secretStore.problem = null;
    await services.appState.retryKeychain();
    await copyTokens(1);
    await restart();
    expect(await verdictOf()).toMatchObject({ brokenAt: 2, sealedFrom: 2 });
  });

  it('is reported to change at once, then at intervals, and only after new entries', async () => {
    await restart();
    memory.published.length = 0;
    const reports = (): number => memory.published.filter((event) => event === 'activity:changed').length;
    await copyTokens(30);
    expect(reports()).toBe(1);
    memory.clock.advance(200);
    expect(reports()).toBe(2);
    memory.clock.advance(200);
    expect(reports()).toBe(2);
    await copyTokens(1);
    expect(reports()).toBe(3);
  });
});

describe('a journal that cannot be written', () => {
  it('stops no action, is reported, and gets the entries as soon as a write succeeds', async () => {
    memory.activityStore.problem = 'write';
    expect(await services.recorded.revealSecret('sample', shownKey('authkey.1'))).toBe(secretOf('authkey.1'));
    expect(services.appState.get()).toMatchObject({ unrecordedActions: 1, unrecordedCode: 'ENOSPC' });
    expect(memory.published).toContain('app:changed');
    expect(memory.logger.lines.at(-1)).toMatchObject({ level: 'error', message: 'The activity could not be recorded' });
    memory.activityStore.problem = null;
    memory.clock.advance(1000);
    await copyTokens(1);
    expect(services.appState.get()).toMatchObject({ unrecordedActions: 0, unrecordedCode: null });
    expect((await activityOf()).items).toMatchObject([
      { action: 'tokenCopied', at: '2026-11-22T12:00:01.000Z' },
      { action: 'secretRevealed', at: '2026-11-22T12:00:00.000Z' },
    ]);
    expect(await verdictOf()).toEqual(INTACT);
  });

  it('continues after the remains of a failed write', async () => {
    await copyTokens(1);
    const append = memory.activityStore.append.bind(memory.activityStore);
    vi.spyOn(memory.activityStore, 'append').mockImplementationOnce(async (name, lines) => {
      await append(name, lines);
      throw new Error('EIO');
    });
    await copyTokens(2);
    expect(await numbers()).toEqual([4, 3, 2, 1]);
    expect(await verdictOf()).toMatchObject({ brokenAt: null, lacksEntries: false, tornLines: 0 });
  });

  it('gets pending entries on exit', async () => {
    memory.activityStore.problem = 'write';
    await copyTokens(1);
    memory.activityStore.problem = null;
    await restart();
    expect(await numbers()).toEqual([1]);
  });
});

describe('the export', () => {
  const filter = { connectionId: 'sample', search: 'deleted', actions: labels.actions };
  const exportTo = (file: string | null) => {
    memory.fileDialogs.choice = file;
    return services.activity.export(filter, labels, { format: 'csv', fileKind: 'Table' });
  };

  it('writes the listed entries to the selected file and says where they are', async () => {
    await copyTokens(1);
    await deleteKey();
    expect(await exportTo('/home/user/report.csv')).toEqual({ rows: 1, fileName: 'report.csv', folderName: 'user' });
    const table = readTable(memory.userFiles.files.get('/home/user/report.csv'));
    expect(table?.rows.map((row) => row.slice(2, 9))).toEqual([
      ['Sample', 'word deleted', 'word done', '', 'svc.erp', '01234567…0002', 'authkey.2'],
    ]);
    expect(memory.fileDialogs.offered).toEqual([
      { suggestedName: 'keydesk-activity-2026-11-22.csv', filter: { name: 'Table', extensions: ['csv'] } },
    ]);
  });

  it('writes nothing if it is cancelled, and fails if the file cannot be written', async () => {
    expect(await exportTo(null)).toBeNull();
    expect(memory.userFiles.files.size).toBe(0);
    memory.userFiles.isReadOnly = true;
    await expect(exportTo('/etc/report.csv')).rejects.toMatchObject({ code: 'FILE_NOT_SAVED' });
  });
});
