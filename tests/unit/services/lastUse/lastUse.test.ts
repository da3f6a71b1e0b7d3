import { beforeEach, expect, it } from 'vitest';
import { LastUse } from '../../../../electron/services/lastUse/lastUse.ts';
import { keptReading, loggedUse } from '../../../fakes/keptReading.ts';
import { MemoryLastUseStore } from '../../../fakes/memoryLastUseStore.ts';

let store: MemoryLastUseStore;
let published: string[];

beforeEach(() => {
  store = new MemoryLastUseStore();
  published = [];
});

const open = () =>
  new LastUse({
    store,
    nameOf: (connectionId) => (connectionId === 'unknown' ? null : connectionId),
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
