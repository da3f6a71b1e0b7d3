import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { AppError } from '../../shared/result.ts';
import { secretOf } from '../fakes/memoryAdminApi.ts';
import { press } from './keyboard.ts';
import { openKeys, type openWindow } from './openWindow.tsx';
import { button, field, focusOn, text } from './pages/appWindow.ts';

const SECRET = secretOf('authkey.');
const PATH = '/home/anna/Documents/key.kdbx';

let { keys, memory }: Awaited<ReturnType<typeof openWindow>> = {} as never;

beforeEach(async () => {
  ({ keys, memory } = await openKeys());
  memory.fileDialogs.choice = PATH;
  await focusOn(keys.rowAt(1));
  await press('Control+Shift+H');
  await page.getByRole('tab', { name: 'Protected file' }).click();
  await expect.element(save).toBeVisible();
});

const dialog = page.getByRole('dialog', { name: 'Hand over the key' });
const save = button('Save file…', dialog);
const option = (name: string) => dialog.getByRole('radio', { name });
const countdown = page.getByRole('status').filter({ hasText: 'Passphrase copied' });
/** The passphrase that the window shows. */
const shownPassphrase = dialog.getByText(/^[a-z]+(?:-[a-z]+){5}$/);
const last = () => memory.encryption.files.at(-1);

async function type(passphrase: string, repeated = passphrase): Promise<void> {
  await option('Your own').click();
  await field('New passphrase', dialog).fill(passphrase);
  await field('Repeat the passphrase', dialog).fill(repeated);
}

test('a key is saved with a made passphrase, which is told once and copied concealed', async () => {
  await expect.element(option('KeePass database (.kdbx)')).toBeChecked();
  await save.click();
  await expect.element(dialog.getByText('Saved: key.kdbx in “Documents”.')).toBeVisible();
  const passphrase = shownPassphrase.element().textContent;
  expect(passphrase).toBe(last()?.passphrase);
  await expect.element(dialog.getByText(/6 random words: 66 bits/)).toBeVisible();
  await expect.element(dialog.getByText(/Send the passphrase in another way than the file/)).toBeVisible();
  await button('Copy passphrase', dialog).click();
  await expect.element(countdown).toBeVisible();
  expect(memory.clipboard).toMatchObject({ text: passphrase, isConcealed: true });
  expect(document.documentElement.outerHTML).not.toContain(SECRET);

  await button('Close', dialog).click();
  await expect.element(dialog).not.toBeInTheDocument();
  expect(document.documentElement.outerHTML).not.toContain(passphrase);
  await focusOn(keys.rowAt(1));
  await press('Control+Shift+H');
  await page.getByRole('tab', { name: 'Protected file' }).click();
  await expect.element(save).toBeVisible();
  await expect.element(shownPassphrase).not.toBeInTheDocument();
});

test('a typed passphrase has to be strong and repeated, and is neither shown nor kept', async () => {
  await option('Text encrypted with age (.age)').click();
  memory.fileDialogs.choice = '/home/anna/key.age';
  await type('too short', 'too short');
  await save.click();
  await expect.element(text('Enter at least 15 characters.')).toBeVisible();
  await expect.element(field('New passphrase', dialog)).toHaveFocus();
  await type('a long enough phrase', 'a long enough phrasE');
  await save.click();
  await expect.element(text('The two passphrases differ.')).toBeVisible();
  await expect.element(field('Repeat the passphrase', dialog)).toHaveFocus();
  expect(memory.encryption.started).toBe(0);

  // The same letters, composed and decomposed.
  await type('й-слон-ёлка-пирожок'.normalize('NFC'), 'й-слон-ёлка-пирожок'.normalize('NFD'));
  await focusOn(field('Repeat the passphrase', dialog));
  await press('Enter');
  await expect.element(dialog.getByText(/The passphrase that you typed opens it/)).toBeVisible();
  expect(last()).toMatchObject({ content: { format: 'age' }, passphrase: 'й-слон-ёлка-пирожок' });
  expect(document.documentElement.outerHTML).not.toContain('пирожок');
  await button('Save another file', dialog).click();
  await expect.element(field('New passphrase', dialog)).toHaveValue('');
});

test('encrypting shows progress and can be stopped, by the button and by closing the dialog', async () => {
  memory.encryption.wait = () => Promise.withResolvers<void>().promise;
  await save.click();
  await expect.element(dialog.getByRole('progressbar')).toBeVisible();
  await button('Stop', dialog).click();
  await expect.element(dialog.getByRole('progressbar')).not.toBeInTheDocument();
  expect(memory.userFiles.files.size).toBe(0);

  await save.click();
  await expect.poll(() => memory.encryption.started).toBe(2);
  await press('Escape');
  await expect.element(dialog).not.toBeInTheDocument();
  await expect.poll(() => memory.encryption.stopped).toBe(2);
  expect(memory.userFiles.files.size).toBe(0);
});

test('a file that cannot be written is reported with what to do, and no passphrase is shown', async () => {
  memory.userFiles.isReadOnly = true;
  await save.click();
  await expect.element(dialog.getByText('The file could not be saved')).toBeVisible();
  await expect.element(dialog.getByText(/Nothing was written/)).toBeVisible();
  await expect.element(shownPassphrase).not.toBeInTheDocument();
  memory.userFiles.isReadOnly = false;
  await save.click();
  await expect.element(shownPassphrase).toBeVisible();
});

test('without the installation and without a secret in the keychain nothing is saved, and a cancelled dialog is no error', async () => {
  memory.adminApi.failure = new AppError('UNREACHABLE', 'No network.', {
    reason: { kind: 'network', cause: 'other', sent: 'nothing' },
  });
  await save.click();
  await expect.element(dialog.getByRole('alert')).toBeVisible();
  expect(memory.userFiles.files.size).toBe(0);
  memory.adminApi.failure = null;
  memory.fileDialogs.choice = null;
  await save.click();
  await expect.poll(() => memory.fileDialogs.offered.length).toBe(2);
  await expect.element(dialog.getByRole('alert')).not.toBeInTheDocument();
  await expect.element(save).toBeVisible();
});

test('the snippet and the kind of file are chosen, and the file is in the language of the window', async () => {
  await field('Ready call with the secret key', dialog).click();
  await page.getByRole('option', { name: 'None', exact: true }).click();
  await save.click();
  await expect.element(shownPassphrase).toBeVisible();
  const content = last()?.content;
  expect(content?.format === 'kdbx' ? content.entry.fields.map(({ name }) => name) : null).toEqual(['Token']);
});
