import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { AppError } from '../../shared/result.ts';
import { readTable } from '../fakes/memoryTables.ts';
import { press } from './keyboard.ts';
import { openKeys, openWindow } from './openWindow.tsx';
import { button, focusOn, text } from './pages/appWindow.ts';

const XLSX = '/home/anna/Documents/keys.xlsx';

/** Opens an installation with twelve keys, three of which a search finds. */
async function openExport() {
  const opened = await openKeys({
    count: 12,
    prepare: ({ adminApi }) => {
      for (const [place, key] of [...adminApi.keys.values()].entries()) {
        if (place < 12) {
          adminApi.keys.set(key.id, { ...key, fullName: place < 3 ? `Searched ${place}` : key.fullName });
        } else {
          adminApi.keys.delete(key.id);
        }
      }
    },
  });
  const { keys, memory } = opened;
  memory.fileDialogs.choice = XLSX;
  const option = (name: string) => keys.exportDialog.getByRole('radio', { name });
  const saved = (file = XLSX) => readTable(memory.userFiles.files.get(file));
  const exportNow = () => button('Export', keys.exportDialog).click();
  return { ...opened, option, saved, exportNow };
}

test('all keys, those of the search or the selected ones are exported, as is said before and after', async () => {
  const { keys, option, saved, exportNow, memory } = await openExport();
  await keys.press('Export…');
  await expect.element(option('All: 12 keys')).toBeChecked();
  expect(keys.exportDialog.getByRole('radio').elements()).toHaveLength(3);
  await expect.element(option('Excel workbook (.xlsx)')).toBeChecked();
  await exportNow();
  await expect.element(text('Saved 12 keys to keys.xlsx in the folder Documents')).toBeVisible();
  expect(saved()?.rows).toHaveLength(12);

  await keys.search.fill('searched');
  await expect.poll(() => keys.count()).toBe(3);
  await keys.press('Export…');
  await expect.element(option('Shown by the search: 3 keys')).toBeChecked();
  await exportNow();
  await expect.element(text('Saved 3 keys to keys.xlsx')).toBeVisible();
  expect(saved()?.rows).toHaveLength(3);

  await keys.rowAt(1).getByRole('checkbox').click();
  await keys.press('Export…');
  await expect.element(option('Selected: 1 key')).toBeChecked();
  await exportNow();
  await expect.element(text('Saved 1 key to keys.xlsx')).toBeVisible();
  expect(saved()?.rows).toHaveLength(1);

  // The dialog does not have to follow the search.
  await keys.press('Export…');
  await option('All: 12 keys').click();
  await option('CSV text file (.csv)').click();
  memory.fileDialogs.choice = '/home/anna/keys';
  await exportNow();
  await expect.element(text('Saved 12 keys to keys.csv in the folder anna')).toBeVisible();
  expect(saved('/home/anna/keys.csv')?.rows).toHaveLength(12);
  expect(memory.tables.layouts.map(({ format }) => format)).toEqual(['xlsx', 'xlsx', 'xlsx', 'csv']);
});

test('the dialog is used by keyboard alone, and a cancelled choice of the file leaves it open', async () => {
  const { keys, memory, option, saved } = await openExport();
  memory.fileDialogs.choice = null;
  await focusOn(button('Export…'));
  await press('Enter');
  await expect.element(option('All: 12 keys')).toHaveFocus();
  await press('Tab');
  await expect.element(option('Excel workbook (.xlsx)')).toHaveFocus();
  await press('ArrowDown');
  await expect.element(option('CSV text file (.csv)')).toBeChecked();
  await press('Enter');
  await expect.poll(() => memory.fileDialogs.offered).toHaveLength(1);
  await expect.element(option('CSV text file (.csv)')).toBeChecked();
  memory.fileDialogs.choice = '/home/anna/keys.csv';
  await press('Enter');
  await expect.element(text('Saved 12 keys to keys.csv')).toBeVisible();
  expect(saved('/home/anna/keys.csv')?.rows).toHaveLength(12);
  await expect.element(button('Export…')).toHaveFocus();
  await press('Enter');
  await press('Escape');
  await expect.element(keys.exportDialog).not.toBeInTheDocument();
});

test('a key that is deleted while the dialog is open is left out, which is said', async () => {
  const { keys, memory, saved, exportNow, services } = await openExport();
  await keys.press('Export…');
  const [first] = memory.adminApi.keys.keys();
  await memory.adminApi.deleteKeys(first === undefined ? [] : [first]);
  await services.keys.list('sample', null, true);
  await exportNow();
  await expect
    .element(text('Saved 11 keys to keys.xlsx in the folder Documents · 1 key was left out, since it no longer exists'))
    .toBeVisible();
  expect(saved()?.rows).toHaveLength(11);
});

test('fault 113: a file that cannot be written is named as the cause, and the dialog stays for another folder', async () => {
  const { keys, memory, saved, exportNow } = await openExport();
  memory.userFiles.isReadOnly = true;
  await keys.press('Export…');
  await exportNow();
  await expect.element(text('The file could not be saved', keys.exportDialog)).toBeVisible();
  await expect.element(text('EACCES', keys.exportDialog)).toBeVisible();
  memory.userFiles.isReadOnly = false;
  await exportNow();
  await expect.element(text('Saved 12 keys')).toBeVisible();
  expect(saved()?.rows).toHaveLength(12);
});

test('fault 153: a table that is too long for Excel is rejected with a way out', async () => {
  const { keys, memory, exportNow } = await openExport();
  vi.spyOn(memory.userFiles, 'write').mockRejectedValueOnce(new AppError('TOO_MANY_ROWS', 'too long'));
  await keys.press('Export…');
  await exportNow();
  await expect.element(text('Search for fewer rows, or export a CSV file', keys.exportDialog)).toBeVisible();
});

test('an installation without keys has nothing to export, and says so', async () => {
  const { keys } = await openWindow({ prepare: ({ adminApi }) => adminApi.keys.clear() });
  await expect.element(text('No authentication keys yet')).toBeVisible();
  await expect.element(button('Export…')).toBeDisabled();
  await userEvent.hover(button('Export…').element().parentElement ?? document.body);
  await expect.element(page.getByRole('tooltip')).toMatchTextContent('There are no keys to export.');
  await expect.element(keys.exportDialog).not.toBeInTheDocument();
});
