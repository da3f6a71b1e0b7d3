import { beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { AppError } from '../../shared/result.ts';
import { secretOf } from '../fakes/memoryAdminApi.ts';
import { press } from './keyboard.ts';
import { openKeys, type openWindow } from './openWindow.tsx';
import { button, field, focusOn, text } from './pages/appWindow.ts';

const SECRET = secretOf('authkey.');
const PLACEHOLDER = 'YOUR_SECRET_KEY';

let { keys, memory }: Awaited<ReturnType<typeof openWindow>> = {} as never;

beforeEach(async () => {
  ({ keys, memory } = await openKeys());
});

const dialog = page.getByRole('dialog', { name: 'Hand over the key' });
const code = (name: string | RegExp) => dialog.getByRole('region', { name });
const countdown = page.getByRole('status').filter({ hasText: 'Secret copied' });

/** Opens the dialog for the first key of the list. */
async function handOver(): Promise<void> {
  await focusOn(keys.rowAt(1));
  await press('Control+Shift+H');
  await expect.element(dialog).toBeVisible();
}

async function choose(form: string): Promise<void> {
  await field('Form', dialog).click();
  await page.getByRole('option', { name: form, exact: true }).click();
}

test('a key is handed over as one text without its secret, and the message says what was copied', async () => {
  await keys.rowAt(1).dblClick();
  await button('Hand over…', keys.properties).click();
  await expect.element(code(/^Text/)).toMatchTextContent(/The secret key is sent separately\./);
  await button('Copy', dialog).click();
  await expect.element(text('Copied: address, token, user name, expiry and link')).toBeVisible();
  const lines = memory.clipboard.text.split('\n');
  expect(lines).toEqual([
    'Address: http://127.0.0.1:1',
    expect.stringMatching(/^Authentication token: [\da-f]{32}$/),
    'User name: o.kuznetsova',
    expect.stringMatching(/^Expires: \d\d \w{3} \d{4} 00:00 \(.+, UTC[+-]\d+(:\d\d)?\)$/),
    expect.stringMatching(/^Link for KeyDesk: keydesk:\/\/sample\/authkey\.\d+$/),
    'The secret key is sent separately.',
  ]);
  expect(code(/^Text/).element().textContent).toBe(memory.clipboard.text);
  expect(memory.clipboard.text).not.toContain(SECRET);
  await expect.element(countdown).not.toBeInTheDocument();
  await button('Close', dialog).click();
  await expect.element(keys.properties).toBeVisible();
});

test('a snippet is shown and copied with a placeholder, and its secret reaches the clipboard only', async () => {
  await handOver();
  await choose('curl + openssl (Bash)');
  await expect.element(code('api-call.sh')).toMatchTextContent(/secret='YOUR_SECRET_KEY'/);
  await button('Copy', dialog).click();
  await expect.element(text('Copied. The secret key is not included.')).toBeVisible();
  expect(memory.clipboard).toMatchObject({ text: code('api-call.sh').element().textContent, isConcealed: false });

  await button('Copy with secret key', dialog).click();
  await expect.poll(() => memory.clipboard.isConcealed).toBe(true);
  await expect.element(countdown).toMatchTextContent(/clears in \d+ s/);
  expect(memory.clipboard.text).toMatch(new RegExp(`secret='${SECRET}\\S+'`));
  expect(memory.clipboard.text).not.toContain(PLACEHOLDER);
  expect(document.documentElement.outerHTML).not.toContain(SECRET);
  memory.clock.advance(30_000);
  await expect.element(text('Clipboard cleared')).toBeVisible();
  expect(memory.clipboard.text).toBe('');
});

test('the chosen form is remembered', async () => {
  await handOver();
  await choose('Go');
  await expect.element(code('main.go')).toBeVisible();
  await press('Escape');
  await expect.element(dialog).not.toBeInTheDocument();
  await handOver();
  await expect.element(code('main.go')).toMatchTextContent(/package main/);
});

test('each file of a snippet is shown, copied and saved by itself', async () => {
  await handOver();
  await choose('Postman');
  await expect.element(code('collection.postman_collection.json')).toMatchTextContent(/"listen": "prerequest"/);
  await expect.element(button('Copy with secret key', dialog)).not.toBeInTheDocument();
  await button('environment.postman_environment.json', dialog).click();
  await expect.element(code('environment.postman_environment.json')).toMatchTextContent(/YOUR_SECRET_KEY/);
  memory.fileDialogs.choice = '/home/anna/environment.json';
  await button('Save…', dialog).click();
  await expect
    .element(text(`Saved: environment.json in “anna”. ${PLACEHOLDER} stands for the secret key.`))
    .toBeVisible();
  const saved = String(memory.userFiles.files.get('/home/anna/environment.json'));
  expect(saved).toBe(code('environment.postman_environment.json').element().textContent);
  expect(memory.fileDialogs.offered).toMatchObject([{ suggestedName: 'environment.postman_environment.json' }]);
});

test('the two files of the shell scripts are copied one after the other', async () => {
  await handOver();
  await choose('Files “cred” and “secret”');
  await expect.element(code('cred')).toMatchTextContent(/^[\da-f]{32}$/);
  await button('Copy', dialog).click();
  await expect.poll(() => memory.clipboard.text).toMatch(/^[\da-f]{32}$/);
  await button('secret', dialog).click();
  await button('Copy with secret key', dialog).click();
  await expect.poll(() => memory.clipboard.text).toContain(SECRET);
  expect(memory.clipboard.isConcealed).toBe(true);
});

test('new values of the key have to be saved before it is handed over', async () => {
  await keys.rowAt(1).dblClick();
  await keys.properties.getByRole('button', { name: /extend by 1 year/ }).click();
  await expect.element(button('Hand over…', keys.properties)).toBeDisabled();
  await press('Control+Shift+H');
  await button('Save', keys.properties).click();
  await expect.element(button('Hand over…', keys.properties)).toBeEnabled();
  await expect.element(dialog).not.toBeInTheDocument();
});

test('the shortcut hands over the selected key, and says what is needed if there is none', async () => {
  await press('Control+Shift+H');
  await expect.element(text('Nothing was handed over. Go to a key or select one')).toBeVisible();
  await keys.rowAt(2).getByRole('checkbox').click();
  await press('Control+Shift+H');
  await expect.element(dialog).toBeVisible();
});

test('a secret that cannot be read changes nothing on the clipboard, and the message says why', async () => {
  await handOver();
  await choose('.env file');
  await button('Copy', dialog).click();
  await expect.poll(() => memory.clipboard.text).toContain(PLACEHOLDER);
  const before = memory.clipboard.text;
  vi.spyOn(memory.adminApi, 'readSecret').mockRejectedValue(new AppError('SERVER_FAILED', 'broken'));
  await button('Copy with secret key', dialog).click();
  await expect.element(text('The installation reported an error')).toBeVisible();
  expect(memory.clipboard.text).toBe(before);
});
