import { expect, it } from 'vitest';
import { DEFAULT_KEY_VIEW, type KeyView } from '../../../../shared/model/keyView.ts';
import { DEFAULT_SETTINGS, settingsSchema } from '../../../../shared/model/settings.ts';
import { addConnection, memory, services, startAgain, startBeforeEach } from '../application.ts';

const VIEW: KeyView = {
  sorting: { column: 'status', isDescending: false },
  hiddenColumns: ['created'],
  shownColumns: ['notes'],
  widths: { token: 300 },
  density: 'compact',
  timesOf: 'installation',
  savedFilters: [{ name: 'Soon', query: 'expires:<30d' }],
};

startBeforeEach();

it('stores the table layout of each connection across restarts', async () => {
  const id = await addConnection();
  services.keyViews.set(id, VIEW);
  expect(services.keyViews.get('sample')).toEqual(DEFAULT_KEY_VIEW);
  expect(startAgain().keyViews.get(id)).toEqual(VIEW);
});

it('removes the layout with its connection, and stores none for a removed connection', async () => {
  const id = await addConnection();
  services.keyViews.set(id, VIEW);
  await services.connections.remove(id);
  expect(services.keyViews.get(id)).toEqual(DEFAULT_KEY_VIEW);
  services.keyViews.set(id, VIEW);
  expect(services.keyViews.get(id)).toEqual(DEFAULT_KEY_VIEW);
});

it('the time zone of a list is that of the account, else of the installation, if the list follows it', async () => {
  const id = await addConnection();
  const facts = (timeZone: string | null, account: string | null) => ({
    ...{ readAt: 0, version: null, timeZone, reportedTimeZone: timeZone, databaseId: null, clockDifferenceMs: null },
    account: { timeZone: account, passwordExpiresAt: null },
  });
  const zoneAfter = (stored: ReturnType<typeof facts>, timesOf: KeyView['timesOf']) => {
    memory.settingsStore.stored = {
      ...memory.settingsStore.stored,
      installationFacts: { [id]: stored },
      keyViews: { [id]: { ...VIEW, timesOf } },
    };
    return startAgain().keyViews.timeZoneOf(id);
  };
  expect(zoneAfter(facts('Europe/Moscow', null), 'installation')).toBe('Europe/Moscow');
  expect(zoneAfter(facts('Europe/Moscow', 'Asia/Omsk'), 'installation')).toBe('Asia/Omsk');
  expect(zoneAfter(facts('Europe/Moscow', 'Asia/Omsk'), 'computer')).toBeNull();
  expect(zoneAfter(facts(null, null), 'installation')).toBeNull();
  expect(services.keyViews.timeZoneOf('constructor')).toBeNull();
});

it('an invalid layout in the settings file affects no other setting', () => {
  const stored = { ...DEFAULT_SETTINGS, keyViews: { sample: { ...VIEW, density: 'huge' }, other: VIEW } };
  expect(settingsSchema.parse(stored).keyViews).toEqual({ sample: DEFAULT_KEY_VIEW, other: VIEW });
});
