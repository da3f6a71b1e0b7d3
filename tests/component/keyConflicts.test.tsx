import { beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { ApiKey } from '../../electron/ports.ts';
import { english } from '../../renderer/i18n/i18n.ts';
import { AppError } from '../../shared/result.ts';
import { CONNECTION_FORM } from '../fakes/connectionForm.ts';
import { press } from './keyboard.ts';
import { openKeys, openWindow } from './openWindow.tsx';
import { button, field, text } from './pages/appWindow.ts';

const texts = english.keys.properties;

let { keys, memory, refetch }: Awaited<ReturnType<typeof openWindow>> = {} as never;

beforeEach(async () => {
  ({ keys, memory, refetch } = await openKeys());
});

/** Opens the properties of the first key; gives what the installation holds of it. */
async function openFirst() {
  await keys.rowAt(1).dblClick();
  const { textContent: token } = await keys.properties.getByText(/^[\da-f]{32}$/).findElement();
  const key = [...memory.adminApi.keys.values()].find((one) => one.token === token);
  if (key === undefined) {
    throw new Error('The installation does not hold the key that is shown');
  }
  return key;
}

async function extend(): Promise<void> {
  await keys.properties.getByRole('button', { name: /extend by 1 year/ }).click();
  await button('Save', keys.properties).click();
}

/** Starts to create a key for an account of the sample. */
async function saveNewKey(): Promise<void> {
  await button('Create').click();
  await keys.newKey.getByRole('combobox', { name: 'User name' }).fill('ERP');
  await page.getByRole('option', { name: /ERP/ }).first().click();
  await button('Save', keys.newKey).click();
}

test('a key that somebody else has deleted is reported and leaves the list', async () => {
  const count = keys.count();
  memory.adminApi.keys.delete((await openFirst()).id);
  await extend();
  await expect.element(text('Someone else deleted this key in the meantime', keys.properties)).toBeVisible();
  await keys.closeProperties();
  await expect.poll(() => keys.count()).toBe(count - 1);
});

/** The properties go on showing their key and no other one, say why it is gone, and let nothing be done with it. */
async function expectEnded({ token, username }: ApiKey, told: string): Promise<void> {
  await expect.element(keys.properties.getByRole('alert')).toHaveTextContent(told);
  for (const name of [texts.revealLabel, texts.copySecret, texts.extendDaysLabel, texts.extendYearLabel, 'Save']) {
    await expect.element(button(name, keys.properties)).toBeDisabled();
  }
  await expect.element(keys.properties).toMatchTextContent(token);
  await expect.element(keys.properties).toMatchTextContent(username);
  expect(keys.properties.element().textContent).not.toMatch(/svc\.other|ffffffff/);
}

const replace = ({ id }: ApiKey) => memory.adminApi.replaceKey(id);
const remove = ({ id }: ApiKey) => memory.adminApi.keys.delete(id);
/** Replaces a key while the list is still read as it was. */
async function replaceUnseen(key: ApiKey): Promise<void> {
  const before = await memory.adminApi.listChanges(null, 1_000);
  vi.spyOn(memory.adminApi, 'listChanges').mockResolvedValue(before);
  replace(key);
}
const reveal = () => button(texts.revealLabel, keys.properties).click();
const copySecret = () => button(texts.copySecret, keys.properties).click();

test.each<[fault: string, what: string, happen: (key: ApiKey) => unknown, act: () => unknown, told: string]>([
  ['fault 105', 'another key has its identifier', replace, () => refetch(), texts.replaced],
  ['fault 105', 'it has left the list', remove, () => refetch(), texts.gone],
  ['fault 96', 'revealing its secret finds another key', replaceUnseen, reveal, texts.replaced],
  ['fault 96', 'saving finds another key', replaceUnseen, extend, texts.replaced],
  ['fault 96', 'copying its secret finds another key', replace, copySecret, texts.replaced],
  ['fault 96', 'revealing its secret finds none', remove, reveal, texts.gone],
])('%s: a key stays on the screen without its actions once %s', async (_fault, _what, happen, act, told) => {
  const key = await openFirst();
  await happen(key);
  await act();
  await expectEnded(key, told);
});

test('fault 97: a new key is ready, unless it belongs to another account than was chosen', async () => {
  await keys.create('ERP');
  await expect.element(text(texts.createdNote, keys.properties)).toBeVisible();
  await keys.closeProperties();
  const createKey = memory.adminApi.createKey.bind(memory.adminApi);
  memory.adminApi.createKey = (_accountId, expirationDate) => createKey('account.1', expirationDate);
  await keys.create('ERP');
  const told = texts.createdForOther.replace('{{username}}', 'admin').replace('{{chosen}}', 'svc.erp');
  await expect.element(keys.properties.getByRole('alert')).toHaveTextContent(told);
  await expect.element(text(texts.createdNote, keys.properties)).not.toBeInTheDocument();
});

test('fault 34: a key that somebody else has changed is not overwritten unseen', async () => {
  const key = await openFirst();
  const changed = { ...key, expirationDate: '2041-02-03T00:00:00.000Z', version: key.version + 1 };
  memory.adminApi.keys.set(key.id, changed);
  await extend();
  const told = keys.properties.getByRole('alert').filter({ hasText: 'Someone else changed this key in the meantime' });
  await expect.element(told).toMatchTextContent(/2041/);
  expect(memory.adminApi.keys.get(key.id)).toEqual(changed);

  // Whoever has read that may decide: the date is still in the field.
  await button('Save', keys.properties).click();
  await expect.element(text('Key saved')).toBeVisible();
  expect(memory.adminApi.keys.get(key.id)?.version).toBe(changed.version + 1);
});

test('fault 29: a key whose creation got no response is reported as uncertain, and the list shows it', async () => {
  const count = keys.count();
  const createKey = memory.adminApi.createKey.bind(memory.adminApi);
  vi.spyOn(memory.adminApi, 'createKey').mockImplementation(async (...parameters) => {
    await createKey(...parameters);
    throw new AppError('TIMEOUT', 'No response came.');
  });
  await saveNewKey();
  await expect.element(text('may or may not have been made', keys.newKey)).toBeVisible();
  await button('Cancel', keys.newKey).click();
  await expect.poll(() => keys.count()).toBe(count + 1);
});

test('an account without the right is shown with the reason, and a new key needs one with it', async () => {
  await button('Create').click();
  await keys.newKey.getByRole('combobox', { name: 'User name' }).click();
  const refused = page.getByRole('option', { disabled: true });
  await expect.element(refused.filter({ hasText: 'The account is archived' }).first()).toBeVisible();
  await expect.element(refused.filter({ hasText: 'no “API calls” permission' }).first()).toBeVisible();
  await press('Escape');
  await expect.element(refused.first()).not.toBeInTheDocument();
  await button('Save', keys.newKey).click();
  await expect.element(text('Choose an account', keys.newKey)).toBeVisible();
  await expect.element(keys.newKey.getByRole('combobox', { name: 'User name' })).toHaveFocus();
});

test('a rejected password is sent again only on request, and its dialog does not come back by itself', async () => {
  const editing = page.getByRole('dialog', { name: 'Connection properties' });
  ({ keys, memory } = await openWindow({
    connections: [{ ...CONNECTION_FORM, name: 'Moscow' }],
    prepare: ({ adminApi }) => {
      adminApi.failure = new AppError('UNAUTHORIZED', 'The account or key was not accepted.');
    },
  }));
  const asked = vi.spyOn(memory.adminApi, 'listChanges');
  const refused = page.getByRole('alert').filter({ hasText: 'The account or key was not accepted' });
  await button('Cancel', editing).click();
  await expect.element(refused).toBeVisible();
  await expect.element(button('Create')).toBeDisabled();
  const before = asked.mock.calls.length;
  window.dispatchEvent(new Event('visibilitychange'));
  await button('Retry').click();
  await expect.poll(() => asked.mock.calls.length).toBe(before + 1);
  await expect.element(refused).toBeVisible();
  await expect.element(editing).not.toBeInTheDocument();

  await button('Open the connection').click();
  memory.adminApi.failure = null;
  await field('Password', editing).fill('correct horse');
  await button('Save', editing).click();
  await keys.waitForList();
});
