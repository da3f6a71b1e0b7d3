import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { CONNECTION_FORM } from '../fakes/connectionForm.ts';
import { keptReading, loggedUse } from '../fakes/keptReading.ts';
import { readTable } from '../fakes/memoryTables.ts';
import { press } from './keyboard.ts';
import { openKeys } from './openWindow.tsx';
import { button, focusOn, goTo, text } from './pages/appWindow.ts';

/** Opens the properties of the first key over a reading of logs that names its account with `lastCall`, or not at all. */
async function openProperties(lastCall: string | null) {
  const { keys } = await openKeys({
    prepare: (memory) => {
      const username = [...memory.adminApi.keys.values()].map((key) => key.username);
      const accounts =
        lastCall === null ? [] : username.map((name) => loggedUse({ username: name.toUpperCase(), lastCall }));
      memory.lastUseStore.readings.set('sample', keptReading({ timeZone: 'UTC', accounts }));
    },
  });
  await keys.rowAt(1).dblClick();
  return keys.properties;
}

test('the properties of a key say when the logs last name its account', async () => {
  const properties = await openProperties('2026-11-20T10:00:00.000');
  await expect
    .element(properties)
    .toMatchTextContent(
      /Account last seen in the logs of the platform: 20 Nov 2026 .* The logs name the account, not the key\./,
    );
});

test('the properties of a key say that the logs contain no call of its account', async () => {
  const properties = await openProperties(null);
  await expect
    .element(properties)
    .toMatchTextContent(/The logs of the platform from .* to .* contain no call of this account\./);
});

/** Opens a list of keys. The logs name the account of the first one. */
async function openList() {
  const opened = await openKeys({
    count: 3,
    prepare: (memory) => {
      const [first] = [...memory.adminApi.keys.values()];
      const accounts = [loggedUse({ username: first?.username ?? '', lastCall: '2026-11-20T10:00:00.000' })];
      memory.lastUseStore.readings.set('sample', keptReading({ timeZone: 'UTC', accounts }));
    },
  });
  const keys = [...opened.memory.adminApi.keys.values()];
  const named = keys.filter(({ username }) => username === keys[0]?.username).length;
  return { ...opened, named, others: keys.length - named };
}

test('the list shows when the account of a key was last seen, says that it is the account, and is searched and sorted by it', async () => {
  const { keys, named, others } = await openList();
  await keys.press('Columns and rows');
  await page.getByRole('checkbox', { name: 'Account last seen' }).click();
  await press('Escape');
  const header = keys.header('Account last seen');
  await expect
    .element(header)
    .toHaveAttribute('title', expect.stringMatching(/not of the key.*Logs from .* to .*, read on /));
  const cells = page.getByRole('gridcell', { name: /20 Nov 2026/ }).first();
  await expect.element(cells).toHaveAttribute('title', expect.stringMatching(/not of the key/));
  await keys.search.fill('seen:never');
  await expect.poll(() => keys.count()).toBe(others);
  await keys.search.fill('seen:2026-11-20');
  await expect.poll(() => keys.count()).toBe(named);
  await keys.search.fill('');
  await header.click();
  await expect.element(keys.rowAt(1)).toMatchTextContent(/20 Nov 2026/);
});

test('without logs there is no column, and a search for the last call finds nothing and says why', async () => {
  const { keys } = await openKeys({ count: 3 });
  await keys.press('Columns and rows');
  await expect.element(page.getByRole('checkbox', { name: 'Last used' })).toBeVisible();
  await expect.element(page.getByRole('checkbox', { name: 'Account last seen' })).not.toBeInTheDocument();
  await press('Escape');
  await keys.search.fill('-seen:<90d');
  await expect.element(text(/“seen:” finds no key\. Open the access logs/)).toBeVisible();
  await expect.element(text('No matching keys')).toBeVisible();
});

test('the export contains the last call of the account and the period of the logs if that is chosen', async () => {
  const { keys, memory, named, others } = await openList();
  memory.fileDialogs.choice = '/home/user/keys.xlsx';
  await keys.press('Export…');
  await keys.exportDialog.getByRole('checkbox', { name: /last call of the account/ }).click();
  await button('Export', keys.exportDialog).click();
  await expect.element(text(`Saved ${named + others} keys to keys.xlsx`)).toBeVisible();
  const table = readTable(memory.userFiles.files.get('/home/user/keys.xlsx'));
  expect(table?.titles.slice(-3)).toEqual(['Last call of the account', 'Logs from', 'Logs to']);
  const seen = table?.rows.map((cells) => cells.at(-3));
  expect(seen?.filter((at) => at === '')).toHaveLength(others);
  expect(seen?.filter((at) => at === '2026-11-20T10:00:00.000Z')).toHaveLength(named);
});

const rows = () => page.getByRole('table', { name: 'Accounts' }).getByRole('row');

/** Opens the page over an installation with three keys of different accounts. */
async function openPage() {
  const opened = await openKeys({ count: 3 });
  const [first] = [...opened.memory.adminApi.keys.values()];
  const accounts = [
    loggedUse({
      username: first?.username ?? '',
      rejections: 1,
      addresses: ['10.0.0.1', '10.0.0.2'],
      otherAddresses: 7,
    }),
    loggedUse({ username: 'no.key', lastCall: '2026-11-21T10:00:00.000' }),
  ];
  opened.memory.accessLogs.reading = keptReading({ accounts, lines: { calls: 7, others: 4, notRead: 2 } });
  await goTo('Last use');
  return { ...opened, first: first?.username ?? '' };
}

test('logs are opened by keyboard alone; the page says who called, who did not, and what was not read', async () => {
  const { memory, first } = await openPage();
  await focusOn(button('Open logs…'));
  await press('Enter');
  await expect.element(text(/^Period of the logs: /)).toBeVisible();
  await expect.element(text(/Not read: 2 lines\./)).toBeVisible();
  expect(memory.accessLogs.sources).toEqual([['/home/user/chosen.log']]);
  await expect.element(rows().filter({ hasText: first })).toMatchTextContent(/10\.0\.0\.2, and 7 more/);
  await expect.element(rows().filter({ hasText: 'No call' }).first()).toBeVisible();
  await focusOn(page.getByRole('button', { name: /^With keys, without a call/ }));
  await press('Enter');
  await expect.element(rows().filter({ hasText: first })).not.toBeInTheDocument();
});

test('accounts are sorted by a column and found by an address', async () => {
  await openPage();
  await button('Open logs…').click();
  await page.getByRole('columnheader', { name: 'Last call' }).click();
  await expect.element(rows().nth(1)).toMatchTextContent(/no\.key/);
  await page.getByRole('searchbox').fill('10.0.0.2');
  await expect.element(rows().nth(1)).not.toMatchTextContent(/no\.key/);
  expect(rows().all()).toHaveLength(2);
});

test('a reading can be stopped, and leaves nothing behind', async () => {
  const { memory } = await openPage();
  memory.accessLogs.isEndless = true;
  await button('Open a folder…').click();
  await expect.element(page.getByRole('progressbar', { name: 'Reading logs…' })).toBeVisible();
  await button('Stop').click();
  await expect.element(text('Which accounts still call the API?')).toBeVisible();
  await expect.element(button('Open a folder…')).toBeEnabled();
});

test('says which files could not be read, and lets what was read be removed', async () => {
  const { memory } = await openPage();
  const file = { name: 'cut.zip', calls: 0, others: 0, notRead: 0, problem: 'damaged' as const };
  memory.accessLogs.reading = keptReading({ files: [file] });
  await button('Open logs…').click();
  await expect.element(text(/cut\.zip.*is a damaged archive/)).toBeVisible();
  await button('Remove what was read').click();
  await expect.element(text('Which accounts still call the API?')).toBeVisible();
  expect([...memory.lastUseStore.readings]).toEqual([]);
});

test('the time zone is that which the installation reports, and the reading is understood in it', async () => {
  const { memory } = await openKeys({
    prepare: ({ adminApi }) => {
      adminApi.server = { version: null, timeZone: 'Asia/Vladivostok', databaseId: null, clockDifferenceMs: null };
    },
    connections: [{ ...CONNECTION_FORM, name: 'Vladivostok' }],
  });
  await goTo('Last use');
  const zone = page.getByRole('combobox', { name: 'Time zone of the logs' });
  await expect.element(zone).toHaveValue('Asia/Vladivostok');
  await expect.element(text(/The installation reports the time zone Asia\/Vladivostok\./)).toBeVisible();
  await button('Open logs…').click();
  await expect.element(text(/^Period of the logs: /)).toBeVisible();
  expect([...memory.lastUseStore.readings.values()].map(({ timeZone }) => timeZone)).toEqual(['Asia/Vladivostok']);
});
