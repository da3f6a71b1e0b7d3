import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { EMPTY_NOTE, NOTE_LIMITS } from '../../shared/model/keyNote.ts';
import { CONNECTION_FORM } from '../fakes/connectionForm.ts';
import { readTable } from '../fakes/memoryTables.ts';
import { press } from './keyboard.ts';
import { openKeys, type WindowOptions } from './openWindow.tsx';
import { goTo } from './pages/appWindow.ts';

let { keys, memory, services, close }: Awaited<ReturnType<typeof openKeys>> = {} as never;

async function open(options: WindowOptions = {}): Promise<void> {
  ({ keys, memory, services, close } = await openKeys(options));
}

beforeEach(() => open());

const section = () => keys.properties.getByRole('group', { name: 'Notes', exact: true });
const field = (name: string) => section().getByRole('textbox', { name });
const tags = () => section().getByRole('combobox', { name: 'Tags' });
const toast = (text: string) => expect.element(keys.status(text)).toBeVisible();
const notes = () => [...(memory.keyNoteStore.notes.get('sample')?.values() ?? [])];

/** Opens the properties of the first key, and the form of its note. */
async function edit(): Promise<void> {
  await keys.rowAt(1).dblClick();
  await keys.press(/^(?:Add|Edit) notes$/, section());
  await expect.element(field('Owner')).toHaveFocus();
}

test('writes a note about a key by keyboard alone, which is there again after a restart', async () => {
  await keys.rowAt(1).getByRole('checkbox').click();
  await press('{Escape}');
  await edit();
  await userEvent.keyboard('Анна Иванова{Tab}Invoices to the ERP{Enter}every night{Tab}SD-4711{Tab}');
  await userEvent.keyboard('erp,Тест{Enter}erp{Enter}');
  await userEvent.keyboard('{Tab}{Tab}{Enter}');
  await toast('Notes saved');
  await expect.element(section()).toMatchTextContent(/OwnerАнна Иванова/);
  await expect.element(section()).toMatchTextContent(/erp, Тест/);
  expect(notes()).toEqual([
    { owner: 'Анна Иванова', purpose: 'Invoices to the ERP\nevery night', ticket: 'SD-4711', tags: ['erp', 'Тест'] },
  ]);
  await expect.element(section().getByRole('button', { name: 'Edit notes' })).toHaveFocus();
  await close();
  await open({ memory });
  await keys.rowAt(1).dblClick();
  await expect.element(section()).toMatchTextContent(/SD-4711/);
  await expect.element(section()).toMatchTextContent(/Kept on this computer only, never sent to the installation\./);
});

test('Enter in a field of one line saves the note and not the key', async () => {
  await edit();
  await field('Ticket').fill('SD-1');
  await userEvent.keyboard('{Enter}');
  await toast('Notes saved');
  await expect.element(keys.properties).toBeVisible();
  expect(notes()).toMatchObject([{ ticket: 'SD-1' }]);
});

test('suggests the tags of other keys', async () => {
  await edit();
  await tags().fill('production');
  await userEvent.keyboard('{Enter}');
  await keys.press('Save notes', section());
  await toast('Notes saved');
  await keys.press('Close', keys.properties);
  await keys.rowAt(2).dblClick();
  await keys.press('Add notes', section());
  await tags().fill('prod');
  await page.getByRole('option', { name: 'production' }).click();
  await keys.press('Save notes', section());
  await expect.poll(notes).toHaveLength(2);
  expect(notes().map((note) => note.tags)).toEqual([['production'], ['production']]);
});

test('fault 158: a note of 100 kB stays in its field, and the message says what is too long', async () => {
  await edit();
  await field('Purpose').fill('x'.repeat(100_000));
  await expect
    .element(section())
    .toMatchTextContent(/100,000 characters; at most 2,000 can be saved\. Nothing was cut off/);
  await expect.element(section().getByRole('button', { name: 'Save notes' })).toBeDisabled();
  await expect.element(field('Purpose')).toHaveValue('x'.repeat(100_000));
  await field('Purpose').fill('x'.repeat(NOTE_LIMITS.purpose));
  await keys.press('Save notes', section());
  await toast('Notes saved');
  expect(notes()).toMatchObject([{ purpose: 'x'.repeat(NOTE_LIMITS.purpose) }]);
});

test('fault 158: closing the dialog by mistake loses nothing that was typed', async () => {
  await edit();
  await field('Purpose').fill('half a sentence');
  await keys.press('Close', keys.properties);
  await expect.element(keys.properties).not.toBeInTheDocument();
  await keys.rowAt(1).dblClick();
  await expect.element(field('Purpose')).toHaveValue('half a sentence');
  await keys.press('Cancel', section());
  await expect.element(section().getByRole('button', { name: 'Add notes' })).toHaveFocus();
  expect(notes()).toEqual([]);
});

test('fault 158: on a full disk the form stays with its text, and saving works once there is space', async () => {
  await edit();
  await field('Owner').fill('Anna');
  memory.keyNoteStore.fault = { problem: 'diskFull', code: 'ENOSPC' };
  await keys.press('Save notes', section());
  await expect.element(section().getByRole('alert')).toMatchTextContent(/The notes could not be saved/);
  await expect.element(field('Owner')).toHaveValue('Anna');
  memory.keyNoteStore.fault = null;
  await keys.press('Save notes', section());
  await toast('Notes saved');
});

test('fault 158: markup and direction marks in a note are shown as text', async () => {
  const key = [...memory.adminApi.keys.values()];
  for (const { token } of key) {
    await services.keyNotes.save('sample', token, {
      ...{ owner: '<img src=x onerror=alert(1)>', ticket: '', purpose: '\u202eabc' },
      tags: ['<b>x</b>'],
    });
  }
  await keys.rowAt(1).dblClick();
  await expect.element(section()).toMatchTextContent(/<img src=x onerror=alert\(1\)>/);
  expect(section().element().querySelector('img, b')).toBeNull();
});

test('fault 158: notes of a newer version are shown and cannot be changed, with the reason', async () => {
  const [key] = [...memory.adminApi.keys.values()];
  await services.keyNotes.save('sample', key?.token ?? '', { owner: 'Anna', purpose: '', ticket: '', tags: [] });
  await open({
    memory,
    prepare: ({ keyNoteStore }) => {
      keyNoteStore.fault = { problem: 'newerVersion', code: null };
    },
  });
  await keys.row(key?.token ?? '').dblClick();
  await expect.element(section()).toMatchTextContent(/Anna/);
  await expect.element(section().getByRole('button', { name: 'Edit notes' })).toBeDisabled();
  await expect.element(section().getByRole('note')).toMatchTextContent(/written by a newer version of KeyDesk/);
});

/** Writes a note about the first keys of the installation. */
async function note(...owners: readonly string[]): Promise<void> {
  const tokens = [...memory.adminApi.keys.values()].map(({ token }) => token);
  for (const [place, owner] of owners.entries()) {
    await services.keyNotes.save('sample', tokens[place] ?? '', {
      owner,
      purpose: 'ERP',
      ticket: '',
      tags: ['nightly'],
    });
  }
}

test('the search finds notes by words and by field, and suggests what they contain', async () => {
  await note('Anna', 'Boris');
  await keys.search.fill('owner:an');
  await expect.poll(() => keys.count()).toBe(1);
  await keys.search.fill('nightly');
  await expect.poll(() => keys.count()).toBe(2);
  await keys.search.fill('owner:');
  await page.getByRole('option', { name: 'Boris' }).click();
  await expect.poll(() => keys.count()).toBe(1);
});

test('the column of notes is shown on request, sorted, and kept', async () => {
  await note('Boris', 'Anna');
  expect(keys.header('Notes').elements()).toHaveLength(0);
  await keys.press('Columns and rows');
  await page.getByRole('checkbox', { name: 'Notes' }).click();
  await userEvent.keyboard('{Escape}');
  await keys.sort('Notes', 'ascending');
  await expect.element(keys.rowAt(1)).toMatchTextContent(/Anna\s+ERP · nightly/);
  await expect.element(keys.rowAt(2)).toMatchTextContent(/Boris/);
  await close();
  await open({ memory });
  await expect.element(keys.rowAt(1)).toMatchTextContent(/Anna\s+ERP · nightly/);
});

test('the export has the notes if they are chosen', async () => {
  await note('Anna');
  memory.fileDialogs.choice = '/home/anna/keys.xlsx';
  await keys.press('Export…');
  const choice = keys.exportDialog.getByRole('checkbox', { name: /^With the notes of this computer/ });
  await expect.element(choice).not.toBeChecked();
  await choice.click();
  await keys.press('Export', keys.exportDialog);
  await expect.element(keys.status(/Saved/)).toBeVisible();
  const table = readTable(memory.userFiles.files.get('/home/anna/keys.xlsx'));
  expect(table?.titles.slice(-4)).toEqual(['Owner', 'Purpose', 'Ticket', 'Tags']);
  expect(table?.rows.filter((row) => row.includes('Anna'))).toHaveLength(1);
});

test('notes about keys that are gone are kept, shown on request, and deleted there only', async () => {
  await services.keyNotes.save('sample', 'ffffffff00000000000000000000abcd', { ...EMPTY_NOTE, owner: 'Anna' });
  await services.keyNotes.save('sample', 'eeeeeeee00000000000000000000abcd', { ...EMPTY_NOTE, owner: 'Boris' });
  await keys.press('2 notes about keys not in the list');
  const dialog = page.getByRole('dialog', { name: 'Notes about keys not in the list' });
  await expect.element(dialog.getByRole('listitem').first()).toMatchTextContent(/ffffffff…abcd.*Anna/);
  await keys.press('Delete the note about ffffffff…abcd', dialog);
  await expect.element(dialog.getByRole('listitem')).toMatchTextContent(/Boris/);
  await keys.press('Delete 1 note', dialog);
  await expect.element(dialog).not.toBeInTheDocument();
  await expect.poll(notes).toEqual([]);
  expect(page.getByRole('button', { name: /about keys not in the list/ }).elements()).toHaveLength(0);
});

test('fault 158: a damaged file of notes is named, with its copy and what is used instead', async () => {
  await open({
    prepare: ({ keyNoteStore }) => {
      keyNoteStore.damaged = { savedAs: 'sample.damaged-1.json', isRestored: true };
    },
  });
  await expect
    .element(keys.note('The file with the notes was damaged'))
    .toMatchTextContent(/last good notes are used.*sample\.damaged-1\.json/);
});

test('notes go with the connections into a file and out of it, and are named before a connection is removed', async () => {
  await open({ connections: [CONNECTION_FORM] });
  const { stored } = services.connections;
  await services.keyNotes.save(stored[0]?.id ?? '', 'f'.repeat(32), { ...EMPTY_NOTE, owner: 'Anna' });
  memory.fileDialogs.choice = '/home/anna/c';
  await goTo('Connections');
  await keys.press('Export connections');
  await expect.element(keys.status('with 1 note about keys')).toBeVisible();
  const own = page.getByRole('listitem').filter({ hasText: CONNECTION_FORM.name });
  await keys.press(/^Remove/, own);
  const removal = page.getByRole('dialog', { name: 'Remove connection' });
  await expect.element(removal).toMatchTextContent(/1 note about its keys is deleted from this computer, too/);
  await keys.press('Remove', removal);
  await expect.poll(notes).toEqual([]);
  memory.userFiles.files.set('/home/anna/c.json', memory.userFiles.files.get('/home/anna/c') ?? '');
  await keys.press('Import connections');
  const report = page.getByRole('dialog', { name: 'Import connections' });
  await expect.element(report).toMatchTextContent(/1 note about a key added/);
});
