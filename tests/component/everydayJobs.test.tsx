import { beforeEach, expect, test } from 'vitest';
import { type Locator, page } from 'vitest/browser';
import { CONNECTION_FORM } from '../fakes/connectionForm.ts';
import { press, type } from './keyboard.ts';
import { openKeys, type openWindow } from './openWindow.tsx';
import { button, field, focusOn, text } from './pages/appWindow.ts';

/** Clicks, key presses and typed texts of a job. */
let steps: number;
let { keys, memory }: Awaited<ReturnType<typeof openWindow>> = {} as never;

async function click(target: Locator): Promise<void> {
  steps += 1;
  await target.click();
}

async function pressKey(key: string): Promise<void> {
  steps += 1;
  await press(key);
}

async function typeText(written: string): Promise<void> {
  steps += 1;
  await type(written);
}

const inNavigation = (name: string) => page.getByRole('navigation').getByRole('button', { name });
const found = (count: number) => expect.poll(() => keys.count()).toBe(count);

beforeEach(async () => {
  ({ keys, memory } = await openKeys({ connections: [{ ...CONNECTION_FORM, name: 'Moscow' }] }));
  steps = 0;
});

test('the key of an integration is opened by part of its name in three steps', async () => {
  await pressKey('/');
  await typeText('erp connector');
  await found(1);
  await pressKey('Enter');
  await expect.element(keys.properties).toMatchTextContent(/svc\.erp/);
  expect(steps).toBe(3);
});

test('a key is extended by a year in four steps, and keeps its time of day', async () => {
  await focusOn(keys.rowAt(1));
  await pressKey('Enter');
  await click(keys.properties.getByRole('button', { name: /extend by 1 year/ }));
  await click(button('Save', keys.properties));
  await expect.element(text('Key saved')).toBeVisible();
  await pressKey('Escape');
  await expect.element(keys.properties).not.toBeInTheDocument();
  expect(steps).toBe(4);
});

test('a key is handed over in four steps: what is not secret as one text, then the secret', async () => {
  steps += 1;
  await keys.rowAt(1).dblClick();
  await click(button('Hand over…', keys.properties));
  const dialog = page.getByRole('dialog', { name: 'Hand over the key' });
  await click(dialog.getByRole('button', { name: 'Copy', exact: true }));
  await expect.poll(() => memory.clipboard.text).toContain('keydesk://stand.example/');
  await click(button('Copy secret key', dialog));
  await expect.poll(() => memory.clipboard.isConcealed).toBe(true);
  expect(steps).toBe(4);
});

test('what expires next month is listed in three steps, without knowing how dates are written', async () => {
  await pressKey('/');
  await typeText('expires:');
  await click(page.getByRole('option').filter({ hasText: 'in the next month' }));
  await expect.element(keys.search).toHaveValue(expect.stringMatching(/^expires:\d{4}-\d\d ?$/));
  expect(steps).toBe(3);
});

test('the keys of archived accounts are deleted in six steps, without those of service accounts', async () => {
  await pressKey('/');
  await typeText('status:archived');
  await found(1);
  await pressKey('Tab');
  await click(keys.grid.getByRole('checkbox').first());
  await click(button('Delete'));
  await click(button('Delete 1 key', keys.confirmation));
  await expect.element(keys.confirmation).not.toBeInTheDocument();
  expect(steps).toBe(6);
});

test('two installations are compared in one step', async () => {
  await click(inNavigation('Compare'));
  await expect.element(text('No differences')).toBeVisible();
  expect(steps).toBe(1);
});

test('what was done to the keys of a person is found by full name in three steps', async () => {
  await keys.rowAt(1).dblClick();
  await button('Copy token', keys.properties).click();
  await keys.closeProperties();
  await click(inNavigation('Activity'));
  await click(page.getByRole('searchbox', { name: 'Search the activity' }));
  await typeText('кузнецова');
  await expect.element(page.getByRole('row').filter({ hasText: 'o.kuznetsova' })).toBeVisible();
  expect(steps).toBe(3);
});

test('a key deleted by mistake is replaced in three steps', async () => {
  await keys.search.fill('svc.erp');
  await found(1);
  await keys.rowAt(1).getByRole('checkbox').click();
  await keys.press('Delete');
  await keys.confirmDeletion(1);
  await expect.element(keys.confirmation).not.toBeInTheDocument();
  await click(inNavigation('Activity'));
  await click(button('New key for svc.erp'));
  await expect.element(field('User name', keys.newKey)).toHaveValue(expect.stringContaining('svc.erp'));
  await click(button('Save', keys.newKey));
  await expect.element(keys.properties).toMatchTextContent(/svc\.erp/);
  expect(steps).toBe(3);
});

test('the password of a connection is changed in four steps', async () => {
  const dialog = page.getByRole('dialog', { name: 'Connection properties' });
  await click(inNavigation('Connections'));
  await click(button('Edit: Moscow'));
  steps += 1;
  await field('Password', dialog).fill('a new password');
  await click(button('Save', dialog));
  await expect.element(dialog).not.toBeInTheDocument();
  expect(steps).toBe(4);
});
