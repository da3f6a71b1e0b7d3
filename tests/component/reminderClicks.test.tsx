import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { REMINDER_CHECK_MS } from '../../electron/services/reminders/reminders.ts';
import { english } from '../../renderer/i18n/i18n.ts';
import { CONNECTION_FORM } from '../fakes/connectionForm.ts';
import type { MemoryPorts } from '../fakes/memoryPorts.ts';
import { press, type } from './keyboard.ts';
import { openKeys, type WindowOptions } from './openWindow.tsx';
import { button, goTo } from './pages/appWindow.ts';

const CONNECTIONS = ['Moscow', 'Kazan'].map((name, index) => ({
  ...CONNECTION_FORM,
  name,
  address: `https://keys.example/${index}`,
}));
const DAY_MS = 24 * 60 * 60 * 1000;
const expiryPage = page.getByRole('heading', { name: english.expiry.title, level: 1 });
const shownConnection = (name: string) => page.getByRole('button', { name: new RegExp(`^Connection: ${name}`) });

/** Leaves so many keys that expire soon. */
const leave = (count: number) => (memory: MemoryPorts) => {
  const keys = [...memory.adminApi.keys.values()].slice(0, count);
  memory.adminApi.keys.clear();
  for (const [index, key] of keys.entries()) {
    const expirationDate = new Date(Date.now() + (index + 1) * DAY_MS).toISOString();
    memory.adminApi.keys.set(key.id, { ...key, accountId: `account.${index}`, expirationDate });
  }
};

/** Opens the window over connections of which the last is active, and waits for the notification. */
async function openReminded(count: number, options: WindowOptions = {}) {
  const opened = await openKeys({ connections: CONNECTIONS, prepare: leave(count), ...options });
  const { memory, services } = opened;
  const idOf = (name: string) => services.connections.list().connections.find((one) => one.name === name)?.id ?? '';
  return {
    ...opened,
    idOf,
    /** Shows what is due, and returns what a click on the notification does. */
    remind: async () => {
      const before = memory.notifications.shown.length;
      memory.clock.advance(REMINDER_CHECK_MS);
      await expect.poll(() => memory.notifications.shown.length).toBeGreaterThan(before);
      return () => memory.notifications.shown.at(-1)?.onClick();
    },
  };
}

test('a click on a reminder of one key opens its properties', async () => {
  const { keys, remind } = await openReminded(1, { connections: CONNECTIONS.slice(0, 1) });
  (await remind())();
  await expect.element(keys.properties).toBeVisible();
});

test('a click on a reminder of several keys of one connection shows the page Expiry of that connection', async () => {
  const { idOf, services, remind } = await openReminded(2);
  await services.keys.list(idOf('Moscow'), null, true);
  services.reminderSettings.set(idOf('Kazan'), []);
  const click = await remind();
  await goTo(english.settings.title);
  click();
  await expect.element(expiryPage).toBeVisible();
  await expect.element(shownConnection('Moscow')).toBeInTheDocument();
});

test('a click on a reminder of several connections shows the page Expiry of the current one', async () => {
  const { idOf, services, remind } = await openReminded(2);
  await services.keys.list(idOf('Moscow'), null, true);
  (await remind())();
  await expect.element(expiryPage).toBeVisible();
  await expect.element(shownConnection('Kazan')).toBeInTheDocument();
});

test('a click leads nowhere while a dialog is open, and to the page Expiry once it is closed', async () => {
  const { remind } = await openReminded(2);
  const click = await remind();
  await type('?');
  const dialog = page.getByRole('dialog', { name: english.app.shortcuts.title });
  await expect.element(dialog).toBeVisible();
  click();
  await expect.element(dialog).toBeVisible();
  expect(document.querySelector('h1')?.textContent).toBe(english.keys.title);
  await press('Escape');
  await expect.element(expiryPage).toBeVisible();
});

test('a click while KeyDesk is locked leads to the page Expiry after it was unlocked, and only once', async () => {
  const { memory, services, remind } = await openReminded(2);
  services.lock.lock();
  const { unlock } = english.trust.lock;
  await expect.element(button(unlock)).toBeVisible();
  const click = await remind();
  expect(memory.notifications.shown).toMatchObject([{ body: 'Unlock KeyDesk to see more.' }]);
  click();
  await expect.element(button(unlock)).toBeVisible();
  await button(unlock).click();
  await expect.element(expiryPage).toBeVisible();
  await goTo(english.keys.title);
  await expect.element(page.getByRole('heading', { name: english.keys.title, level: 1 })).toBeVisible();
  services.lock.lock();
  await button(unlock).click();
  await expect.element(page.getByRole('heading', { name: english.keys.title, level: 1 })).toBeVisible();
});
