import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { CHAIN_START, chainEntries } from '../../electron/services/activity/activityChain.ts';
import { readTable } from '../fakes/memoryTables.ts';
import { sampleEntry } from '../unit/services/activity/sampleEntry.ts';
import { press } from './keyboard.ts';
import { openWindow } from './openWindow.tsx';
import { button, focusOn, goTo, text } from './pages/appWindow.ts';

const table = page.getByRole('table', { name: 'Activity journal' });
const search = page.getByRole('searchbox', { name: 'Search the activity' });
const exportDialog = page.getByRole('dialog', { name: 'Export the activity' });
const intact = text('Integrity verified: nothing was removed or changed');
const rows = (part: string) => table.getByRole('row').filter({ hasText: part });
const count = () => Number(table.element().getAttribute('aria-rowcount')) - 1;

test('what was done through the window is listed, searched and exported, without a secret', async () => {
  const { keys, memory } = await openWindow();
  await goTo('Activity');
  await expect.element(text('No activity yet')).toBeVisible();

  await goTo('Authentication keys');
  await keys.rowAt(1).dblClick();
  for (const name of ['Copy token', 'Copy secret', 'Reveal secret']) {
    await button(name, keys.properties).click();
  }
  const secret = keys.properties.getByRole('textbox', { name: 'Secret key' });
  await expect.element(secret).toBeVisible();
  const value = secret.element().textContent;
  await keys.properties.getByRole('button', { name: /extend by 1 year/ }).click();
  await button('Save', keys.properties).click();
  await expect.element(text('Key saved')).toBeVisible();
  await keys.closeProperties();

  await goTo('Activity');
  await expect.poll(count).toBe(4);
  for (const [index, action] of ['Expiry changed', 'Secret revealed', 'Secret copied', 'Token copied'].entries()) {
    await expect.element(table.getByRole('row').nth(index + 1)).toMatchTextContent(new RegExp(`${action}.*Done`));
  }
  await expect.element(intact).toBeVisible();
  // The export follows the search as it is typed, while the list is still that of the one before.
  memory.fileDialogs.choice = '/home/user/found.csv';
  await search.fill('revealed');
  (button('Export…').element() as HTMLElement).click();
  await expect.element(exportDialog.getByRole('radio', { name: 'All: 4 entries' })).not.toBeChecked();
  await expect.element(exportDialog.getByRole('radio', { name: 'Shown by the search: 1 entry' })).toBeChecked();
  await button('Export', exportDialog).click();
  await expect.element(text('Saved 1 entry to found.csv in the folder user')).toBeVisible();
  const found = readTable(memory.userFiles.files.get('/home/user/found.csv'));
  expect(found?.rows.map((row) => row[3])).toEqual(['Secret revealed']);
  await expect.poll(count).toBe(1);
  // A search without a match: everything can still be exported.
  await search.fill('nothing like this');
  await expect.element(text('No entry matches')).toBeVisible();
  await button('Export…').click();
  await expect.element(exportDialog.getByRole('radio', { name: 'Shown by the search: 0 entries' })).toBeDisabled();
  await expect.element(exportDialog.getByRole('radio', { name: 'All: 4 entries' })).toBeChecked();
  memory.fileDialogs.choice = null;
  await button('Export', exportDialog).click();
  // The cancelled dialog of the system leaves this one open.
  memory.fileDialogs.choice = '/home/user/report.csv';
  await button('Export', exportDialog).click();
  await expect.element(text('Saved 4 entries to report.csv in the folder user')).toBeVisible();
  await expect.element(exportDialog).not.toBeInTheDocument();
  expect([...memory.userFiles.files.keys()]).toEqual(['/home/user/found.csv', '/home/user/report.csv']);
  const report = readTable(memory.userFiles.files.get('/home/user/report.csv'));
  expect(report?.titles.slice(0, 4)).toEqual(['Number', 'Time', 'Connection', 'Action']);
  expect(report?.rows.map(([number, , connection, action]) => [number, connection, action])[0]).toEqual([
    '4',
    'Sample platform',
    'Expiry changed',
  ]);
  expect(report?.rows).toHaveLength(4);
  expect([...memory.userFiles.files.values(), ...memory.activityStore.journals.values()].join()).not.toContain(value);
  await search.fill('');
  await expect.poll(count).toBe(4);
});

test('a new key is created for the account of a deleted one, and an account that is gone is reported', async () => {
  const { keys, memory } = await openWindow();
  await keys.waitForList();
  for (const name of ['svc.erp', 'm.petrova']) {
    await keys.search.fill(`account:${name}`);
    await expect.poll(() => keys.count()).toBe(1);
    await keys.rowAt(1).getByRole('checkbox').click();
    await keys.press('Delete');
    await keys.confirmDeletion(1);
    await expect.element(keys.confirmation).not.toBeInTheDocument();
    await button('Clear the search').click();
  }
  memory.adminApi.accounts = memory.adminApi.accounts.filter(({ username }) => username !== 'm.petrova');
  await goTo('Activity');
  await search.fill('erp connector');
  await expect.poll(count).toBe(1);
  await button('New key for svc.erp').click();
  const account = keys.newKey.getByRole('combobox', { name: 'User name' });
  await expect.element(account).toHaveValue(expect.stringContaining('svc.erp'));
  await button('Save', keys.newKey).click();
  await expect.element(keys.properties).toMatchTextContent(/svc\.erp/);
  await keys.closeProperties();

  await search.fill('petrova');
  await button('New key for m.petrova').click();
  await expect.element(keys.newKey.getByRole('alert')).toMatchTextContent(/m\.petrova.* no longer exists/);
  await expect.element(account).toHaveValue('m.petrova');
});

test('lines that were removed are missed, and one that was cut off is no more than that', async () => {
  const { keys, memory, close } = await openWindow();
  await keys.rowAt(1).dblClick();
  for (let copy = 1; copy <= 5; copy += 1) {
    await button('Copy token', keys.properties).click();
    await expect.poll(() => memory.activityStore.journals.get('sample')?.trimEnd().split('\n').length).toBe(copy);
  }
  await close();
  const restartWith = async (change: (lines: readonly string[]) => readonly string[]) => {
    const lines = memory.activityStore.journals.get('sample')?.trimEnd().split('\n') ?? [];
    memory.activityStore.journals.set('sample', `${change(lines).join('\n')}\n`);
    await openWindow({ memory });
    await goTo('Activity');
    await expect.element(table).toBeVisible();
  };
  await restartWith((lines) => [...lines, '{"hash":"00']);
  await expect.element(text('1 line in the journal of “Sample platform” is incomplete')).toBeVisible();
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
  await expect.element(intact).not.toBeInTheDocument();
  expect(count()).toBe(5);

  await restartWith((lines) => lines.toSpliced(2, 1));
  const alert = page.getByRole('alert');
  await expect.element(alert).toMatchTextContent(/Entries are missing from the journal of “Sample platform”/);
  await expect.element(alert).toMatchTextContent(/From entry 3 on/);
  expect(count()).toBe(4);
});

test('a long journal is read to its end with the keyboard alone, page by page', async () => {
  const middle = Array.from({ length: 898 }, () => sampleEntry({}));
  const entries = [sampleEntry({ username: 'svc.oldest' }), ...middle, sampleEntry({ username: 'svc.newest' })];
  await openWindow({
    prepare: ({ activityStore }) => {
      activityStore.journals.set('sample', chainEntries(entries, CHAIN_START).text);
    },
  });
  await focusOn(page.getByRole('navigation').getByRole('button', { name: 'Activity' }));
  await press('Enter');
  await expect.element(rows('svc.newest')).toBeVisible();
  expect(count()).toBe(900);
  await expect.element(text('“Sample platform” is verified from entry 901 on')).toBeVisible();
  await expect.element(intact).not.toBeInTheDocument();

  await focusOn(search);
  for (const name of ['Export…', 'Sample platform', 'All connections']) {
    await press('Tab');
    await expect.element(button(name, page.getByRole('main'))).toHaveFocus();
  }
  await press('Tab');
  await expect.element(table).toHaveFocus();
  await expect
    .poll(async () => {
      await press('End');
      return rows('svc.oldest').elements().length;
    })
    .toBe(1);
  expect(table.getByRole('row').elements().length).toBeLessThan(60);
});

test('a journal that cannot be written stops nothing, is reported, and is written as soon as that is possible', async () => {
  const { keys, memory } = await openWindow({
    prepare: ({ activityStore }) => {
      activityStore.problem = 'write';
    },
  });
  await keys.rowAt(1).dblClick();
  await button('Copy token', keys.properties).click();
  await keys.closeProperties();
  await expect.element(text('1 action is not in the activity journal yet')).toBeVisible();
  await expect.element(text('ENOSPC')).toBeVisible();
  memory.activityStore.problem = 'read';
  await goTo('Activity');
  await expect.element(page.getByRole('alert')).toMatchTextContent(/The activity journal could not be read/);
  memory.activityStore.problem = null;
  await button('Retry').click();
  await goTo('Authentication keys');
  await keys.rowAt(1).dblClick();
  await button('Copy token', keys.properties).click();
  await keys.closeProperties();
  await expect.element(text('not in the activity journal yet')).not.toBeInTheDocument();
  await goTo('Activity');
  await expect.poll(count).toBe(2);
  await expect.element(intact).toBeVisible();
});
