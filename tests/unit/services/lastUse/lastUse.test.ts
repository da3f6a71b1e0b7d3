import { beforeEach, expect, it } from 'vitest';
import { LastUse } from '../../../../electron/services/lastUse/lastUse.ts';
import { keptReading, loggedUse } from '../../../fakes/keptReading.ts';
import { ManualClock } from '../../../fakes/manualClock.ts';
import { MemoryAccessLogs } from '../../../fakes/memoryAccessLogs.ts';
import { MemoryFileDialogs } from '../../../fakes/memoryFileDialogs.ts';
import { MemoryLastUseStore } from '../../../fakes/memoryLastUseStore.ts';

let store: MemoryLastUseStore;
let logs: MemoryAccessLogs;
let dialogs: MemoryFileDialogs;
let published: string[];

beforeEach(() => {
  store = new MemoryLastUseStore();
  logs = new MemoryAccessLogs();
  dialogs = new MemoryFileDialogs();
  published = [];
});

const open = () =>
  new LastUse({
    store,
    readAccessLogs: logs.read,
    fileDialogs: dialogs,
    clock: new ManualClock(),
    nameOf: (connectionId) => (connectionId === 'unknown' ? null : connectionId),
    logFolderOf: (connectionId) => (connectionId === 'sample' ? '/data/logs' : null),
    publish: (event) => void published.push(event),
  });

it('returns instants in the time zone in which the times of the logs are understood', () => {
  const accounts = [loggedUse({ username: 'erp', lastCall: null, lastRejection: '2026-11-21T00:30:00.000' })];
  store.readings.set('c', keptReading({ timeZone: 'Asia/Vladivostok', accounts }));
  expect(open().get('c')).toMatchObject({
    timeZone: 'Asia/Vladivostok',
    period: { from: '2026-10-31T14:00:00.000Z', to: '2026-11-26T13:59:59.999Z' },
    accounts: [{ username: 'erp', lastCallAt: null, lastRejectionAt: '2026-11-20T14:30:00.000Z' }],
    problem: null,
  });
});

it('knows nothing of a connection whose logs were not read, and refuses an unknown one', () => {
  expect(open().get('c')).toBeNull();
  expect(() => open().get('unknown')).toThrow('There is no such connection.');
});

it('removes what was read for a connection', async () => {
  store.readings.set('c', keptReading()).set('other', keptReading());
  const lastUse = open();
  lastUse.get('c');
  await lastUse.forget('c');
  expect([lastUse.get('c'), [...store.readings.keys()], published]).toEqual([null, ['other'], ['lastUse:changed']]);
});

it('keeps what the chosen logs say, in place of what was read before', async () => {
  store.readings.set('c', keptReading({ accounts: [] }));
  const lastUse = open();
  expect(lastUse.get('c')?.accounts).toEqual([]);
  expect(await lastUse.read('c', 'UTC', 'Logs')).toBe(true);
  expect(lastUse.get('c')).toMatchObject({ timeZone: 'UTC', accounts: [{ lastCallAt: '2026-11-20T10:00:00.000Z' }] });
  expect(store.readings.get('c')).toMatchObject({ timeZone: 'UTC' });
  expect([logs.sources, published]).toEqual([
    [['/home/user/chosen.log']],
    ['lastUse:progress', 'lastUse:progress', 'lastUse:changed'],
  ]);
});

it('reads the folder that was chosen', async () => {
  await open().read('c', 'UTC', null);
  expect(logs.sources).toEqual([['/home/user/chosen']]);
});

it('offers the folder of the logs first if it is known', async () => {
  const lastUse = open();
  await lastUse.read('sample', 'UTC', null);
  await lastUse.read('sample', 'UTC', 'Logs');
  await lastUse.read('c', 'UTC', 'Logs');
  expect(dialogs.startedIn).toEqual(['/data/logs', '/data/logs', null]);
});

it.each<[what: string, prepare: (lastUse: LastUse) => void]>([
  ['the user cancels the dialog', () => Object.assign(dialogs, { choice: null })],
  [
    'the user ends the reading',
    (lastUse) => {
      logs.isEndless = true;
      const read = logs.read;
      Object.assign(logs, {
        read: (...args: Parameters<typeof read>) => {
          const running = read(...args);
          lastUse.stop();
          return running;
        },
      });
    },
  ],
])('leaves what was read before if %s', async (_what, prepare) => {
  store.readings.set('c', keptReading());
  const lastUse = new LastUse({
    store,
    readAccessLogs: (...args) => logs.read(...args),
    fileDialogs: dialogs,
    nameOf: () => 'c',
    logFolderOf: () => null,
    clock: new ManualClock(),
    publish: () => {},
  });
  prepare(lastUse);
  expect(await lastUse.read('c', 'UTC', 'Logs')).toBe(false);
  expect([lastUse.state, store.readings.get('c')?.timeZone]).toEqual([null, 'Europe/Moscow']);
});

it('leaves what was read before if the logs cannot be read', async () => {
  store.readings.set('c', keptReading());
  logs.failure = 'EACCES';
  const lastUse = open();
  await expect(lastUse.read('c', 'UTC', 'Logs')).rejects.toMatchObject({ code: 'FILE_NOT_READ', detail: 'EACCES' });
  expect([lastUse.state, store.readings.get('c')?.timeZone]).toEqual([null, 'Europe/Moscow']);
});

it('corrects the time zone without the logs', async () => {
  store.readings.set('c', keptReading());
  const lastUse = open();
  await lastUse.setTimeZone('c', 'Asia/Vladivostok');
  expect(lastUse.get('c')?.accounts[0]?.lastCallAt).toBe('2026-11-20T00:00:00.000Z');
  expect(store.readings.get('c')?.timeZone).toBe('Asia/Vladivostok');
});

it('says why a reading is not on the disk, and shows it nevertheless', async () => {
  store.fault = { problem: 'diskFull', code: 'ENOSPC' };
  const lastUse = open();
  await lastUse.read('c', 'UTC', 'Logs');
  expect(lastUse.get('c')).toMatchObject({ problem: 'diskFull', accounts: [{ username: 'erp.exchange' }] });
});
