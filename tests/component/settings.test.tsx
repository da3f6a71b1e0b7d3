import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { press } from './keyboard.ts';
import { openKeys, openWindow } from './openWindow.tsx';
import { button, focusOn, text } from './pages/appWindow.ts';

const choice = (group: string, name: string) =>
  page.getByRole('group', { name: group }).getByRole('button', { name, exact: true });
const isChosen = (group: string, name: string) =>
  expect.element(choice(group, name)).toHaveAttribute('aria-pressed', 'true');

test('the keyboard alone is enough, and a choice stays after a restart', async () => {
  const { memory, close } = await openKeys();
  await focusOn(button('Settings'));
  await press('Enter');
  await isChosen('Clear a copied secret', '30 s');
  await focusOn(choice('Clear a copied secret', '30 s'));
  await press('ArrowRight');
  await expect.element(choice('Clear a copied secret', '60 s')).toHaveFocus();
  await press('Space');
  await isChosen('Clear a copied secret', '60 s');
  await press('Tab');
  await press('Tab');
  await expect.element(choice('Lock when idle', '1 min')).toHaveFocus();
  await press('End');
  await press('Enter');
  await isChosen('Lock when idle', 'Never');

  await close();
  await openWindow({ memory });
  await button('Settings').click();
  await isChosen('Clear a copied secret', '60 s');
  await isChosen('Lock when idle', 'Never');
});

test('fault 110: what the system said is in the banners about settings and lists that cannot be written', async () => {
  const { memory } = await openKeys({
    prepare: ({ settingsStore, keyListStore }) => {
      Object.assign(settingsStore, { problem: 'failed', code: 'ESTALE' });
      Object.assign(keyListStore, { problem: 'failed', code: 'EDQUOT' });
    },
  });
  await expect.element(text('ESTALE')).toBeVisible();
  // While settings cannot be saved, the lists have no banner of their own.
  memory.settingsStore.problem = null;
  memory.clock.advance(60_000);
  await expect.element(text('EDQUOT')).toBeVisible();
});

test('a chosen language and theme act at once', async () => {
  await openWindow();
  await button('Settings').click();
  await button('Русский').click();
  await expect.element(page.getByRole('heading', { name: 'Настройки' })).toBeVisible();
  expect(document.documentElement.lang).toBe('ru');
  await button('Тёмная').click();
  await expect.poll(() => document.documentElement.dataset.colorScheme).toBe('dark');
});
