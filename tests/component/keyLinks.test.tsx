import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { english } from '../../renderer/i18n/i18n.ts';
import { AppError } from '../../shared/result.ts';
import { CONNECTION_FORM } from '../fakes/connectionForm.ts';
import { press, type } from './keyboard.ts';
import { openKeys, openWindow } from './openWindow.tsx';
import { focusOn, text } from './pages/appWindow.ts';
import { hold, script } from './scriptedApi.ts';

test('a link opens its key; one to nothing says so and opens nothing', async () => {
  const { keys, services } = await openWindow();
  services.keyLinks.open(['keydesk://sample/authkey.3']);
  await expect.element(keys.properties).toBeVisible();
  await keys.closeProperties();
  for (const [link, reason] of [
    ['keydesk://nowhere.example/authkey.3', 'The link is for “nowhere.example”'],
    ['keydesk:///authkey.3', '“keydesk:///authkey.3” is not a link to a key.'],
    ['keydesk://sample/authkey.999999', 'The link is for the key “authkey.999999”'],
  ] as const) {
    services.keyLinks.open([link]);
    await expect.element(text(reason)).toBeVisible();
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  }
});

const INSTALLATIONS = ['a', 'b'].map((path) => ({
  ...CONNECTION_FORM,
  name: `Moscow ${path}`,
  address: `https://keys.example/${path}`,
}));

test('fault 107: a link that fits two installations opens the key of the one that the user chooses', async () => {
  const { keys, services } = await openKeys({ connections: INSTALLATIONS });
  services.keyLinks.open(['keydesk://keys.example/authkey.3']);
  const question = page.getByRole('dialog', { name: 'Which connection is the link for?' });
  await expect.element(text('authkey.3', question)).toBeVisible();
  await focusOn(question.getByRole('button', { name: /Moscow a/ }));
  await press('Enter');
  await expect.element(question).not.toBeInTheDocument();
  await expect.element(keys.properties).toBeVisible();
  expect(document.title).toBe('Moscow a – KeyDesk');
});

/** Follows a link to a key of a connection that is not shown, and whose list is still on its way. */
async function followBeforeList() {
  const list = hold();
  const opened = await openKeys({ connections: INSTALLATIONS });
  const calls = script(opened.memory.adminApi, 'listChanges', list.step);
  opened.services.keyLinks.open(['keydesk://keys.example/a/authkey.3']);
  await expect.element(page.getByRole('button', { name: /^Connection: Moscow a/ })).toBeInTheDocument();
  await expect.poll(() => calls.mock.calls.length).toBeGreaterThan(0);
  return { ...opened, list };
}

test('fault 119: the key of a link waits while a dialog is open, and takes the place of none', async () => {
  const { keys, list } = await followBeforeList();
  const open = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await type('?');
  await expect.element(open).toBeVisible();
  list.release();
  // By role it is hidden behind the dialog.
  await expect.poll(() => document.querySelector('[role="grid"] [aria-rowindex="2"]')).not.toBeNull();
  await expect.element(open).toBeVisible();
  await expect.element(keys.properties).not.toBeInTheDocument();
  await press('Escape');
  await expect.element(keys.properties).toBeVisible();
});

test('fault 119: a link is dropped when another connection is shown before its list has arrived', async () => {
  const { keys, list } = await followBeforeList();
  await press('Control+3');
  await expect.element(page.getByRole('button', { name: /^Connection: Moscow b/ })).toBeInTheDocument();
  list.release();
  await keys.waitForList();
  await press('Control+2');
  await expect.element(page.getByRole('button', { name: /^Connection: Moscow a .*Connected/ })).toBeInTheDocument();
  await keys.waitForList();
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
});

test('a link whose connection cannot be shown says so and opens nothing', async () => {
  const { keys, services } = await openKeys({ connections: INSTALLATIONS });
  vi.spyOn(services.connections, 'activate').mockRejectedValue(new AppError('CONNECTION_UNKNOWN', 'gone'));
  services.keyLinks.open(['keydesk://keys.example/a/authkey.3']);
  await expect.element(keys.status(english.errors.CONNECTION_UNKNOWN.title)).toBeVisible();
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
});
