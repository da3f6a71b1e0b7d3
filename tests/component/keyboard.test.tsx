import { beforeEach, expect, test } from 'vitest';
import { type Locator, page } from 'vitest/browser';
import type { MemoryPorts } from '../fakes/memoryPorts.ts';
import { press, type } from './keyboard.ts';
import { openKeys } from './openWindow.tsx';
import type { KeysPage } from './pages/keysPage.ts';

/** More stops than any page or dialog has. */
const MAX_STOPS = 60;

let keys: KeysPage;
let memory: MemoryPorts;

beforeEach(async () => {
  ({ keys, memory } = await openKeys());
});

/** Goes on with Tab until something has the focus. */
async function tabTo(target: Locator): Promise<void> {
  for (let stop = 0; stop < MAX_STOPS && target.query() !== document.activeElement; stop += 1) {
    await press('Tab');
  }
  await expect.element(target).toHaveFocus();
}

test('the focus stays with Reveal and Hide, and goes to Close after Save', async () => {
  const button = (name: string) => keys.properties.getByRole('button', { name });
  const pressEnterOn = async (name: string) => {
    button(name).element().focus();
    await press('Enter');
  };
  await keys.create('ERP');
  await pressEnterOn('Reveal secret');
  await expect.element(button('Hide secret')).toHaveFocus();
  await press('Enter');
  await expect.element(button('Reveal secret')).toHaveFocus();

  await button('Extend by 90 days').click();
  await pressEnterOn('Save');
  await expect.element(page.getByText('Key saved')).toBeVisible();
  await expect.element(button('Close')).toHaveFocus();
});

test('a day that does not exist is reported', async () => {
  await keys.create('ERP');
  await keys.fillExpiry(keys.properties, { year: 2027, month: 2, day: 31 });
  await expect.element(keys.properties.getByText('This is not a date')).toBeVisible();
  await expect.element(keys.properties.getByRole('button', { name: 'Save' })).toBeDisabled();
});

test('the complete job with the keyboard alone: a key is created, copied, found, extended, disabled, restored and deleted', async () => {
  const before = keys.count();

  // Created and copied, the token and the secret.
  await press('Control+N');
  await expect.element(keys.newKey.getByRole('combobox', { name: 'User name' })).toHaveFocus();
  await type('ERP');
  await expect.element(page.getByRole('option', { name: 'ERP' }).first()).toBeVisible();
  await press('ArrowDown');
  await press('Enter');
  await tabTo(keys.newKey.getByRole('button', { name: 'Save' }));
  await press('Enter');
  await expect.element(keys.properties).toBeVisible();
  await press('Control+Shift+C');
  await expect.poll(() => memory.clipboard.text).toMatch(/^[\da-f]{32}$/);
  const token = memory.clipboard.text;
  await press('Control+Shift+C');
  await expect.poll(() => memory.clipboard.isConcealed).toBe(true);
  await press('Escape');
  await expect.element(keys.properties).not.toBeInTheDocument();
  await expect.poll(() => keys.count()).toBe(before + 1);

  // Found by its token, and extended.
  await press('/');
  await expect.element(keys.search).toHaveFocus();
  await type(`token:${token}`);
  await expect.poll(() => keys.count()).toBe(1);
  await tabTo(keys.row(token));
  await press('Enter');
  await expect.element(keys.properties).toBeVisible();
  await tabTo(keys.properties.getByRole('button', { name: 'Extend by 1 year' }));
  await press('Enter');
  await tabTo(keys.properties.getByRole('button', { name: 'Save' }));
  await press('Enter');
  await expect.element(page.getByText('Key saved')).toBeVisible();
  await press('Escape');
  await expect.element(keys.properties).not.toBeInTheDocument();

  // Disabled and restored.
  await tabTo(keys.row(token));
  await press('Space');
  await expect.element(keys.status(`1 of ${before + 1} selected`)).toBeVisible();
  await press('Control+F');
  await tabTo(page.getByRole('button', { name: 'Disable now…' }));
  await press('Enter');
  await tabTo(keys.disableDialog.getByRole('button', { name: 'Disable 1 key' }));
  await press('Enter');
  await expect.element(keys.disableDialog).not.toBeInTheDocument();
  await expect.element(keys.row(token)).toMatchTextContent('Expired');
  await press('Control+F');
  await tabTo(page.getByRole('button', { name: 'Restore' }).first());
  await press('Enter');
  await expect.element(keys.row(token)).toMatchTextContent('Valid');

  // Deleted.
  await press('Control+F');
  await tabTo(keys.row(token));
  await press('Delete');
  await expect.element(keys.confirmation.getByRole('button', { name: 'Cancel' })).toHaveFocus();
  const required = await keys.requiredText();
  if (required !== null) {
    await tabTo(keys.confirmation.getByRole('textbox'));
    await type(required);
  }
  await tabTo(keys.confirmation.getByRole('button', { name: 'Delete 1 key' }));
  await press('Enter');
  await expect.element(keys.confirmation).not.toBeInTheDocument();
  await press('Control+F');
  await press('Escape');
  await expect.poll(() => keys.count()).toBe(before);
});
