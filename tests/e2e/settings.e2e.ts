import { expect, test } from '@playwright/test';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import { launchApp, type RunningApp } from './launchApp.ts';

let keyring: Keyring;
let app: RunningApp;

test.beforeAll(async () => {
  keyring = await startKeyring();
});

test.afterEach(() => app.close());

test.afterAll(() => keyring.stop());

test('the first start speaks the language of the system and shows its theme', async () => {
  app = await launchApp({ keyring, language: 'ru', theme: 'dark' });
  await expect(app.page.getByRole('heading', { name: 'Ключи аутентификации' })).toBeVisible();
  await expect(app.page.getByRole('button', { name: 'Создать', exact: true })).toBeVisible();
  await expect(app.page.locator('html')).toHaveAttribute('lang', 'ru');
  await expect(app.page.locator('html')).toHaveAttribute('data-color-scheme', 'dark');
});

test('the keyboard alone is enough, and a choice stays after a restart', async () => {
  app = await launchApp({ keyring, language: 'en' });
  await app.page.getByRole('button', { name: 'Settings' }).focus();
  await app.page.keyboard.press('Enter');
  const clearing = () => app.page.getByRole('group', { name: 'Clear a copied secret' });
  await clearing().getByRole('button', { name: '30 s' }).focus();
  await app.page.keyboard.press('ArrowRight');
  await expect(clearing().getByRole('button', { name: '60 s' })).toBeFocused();
  await app.page.keyboard.press('Space');
  await expect(clearing().getByRole('button', { name: '60 s' })).toHaveAttribute('aria-pressed', 'true');
  const locking = () => app.page.getByRole('group', { name: 'Lock when idle' });
  await app.page.keyboard.press('Tab');
  await app.page.keyboard.press('Tab');
  await expect(locking().getByRole('button', { name: '1 min', exact: true })).toBeFocused();
  await app.page.keyboard.press('End');
  await app.page.keyboard.press('Enter');
  await expect(locking().getByRole('button', { name: 'Never' })).toHaveAttribute('aria-pressed', 'true');

  const { userDataFolder } = app;
  await app.close();
  app = await launchApp({ keyring, language: 'en', userDataFolder });
  await app.page.getByRole('button', { name: 'Settings' }).click();
  await expect(clearing().getByRole('button', { name: '60 s' })).toHaveAttribute('aria-pressed', 'true');
  await expect(locking().getByRole('button', { name: 'Never' })).toHaveAttribute('aria-pressed', 'true');
});

test('a chosen language and theme act at once and stay after a restart', async () => {
  app = await launchApp({ keyring, language: 'en' });
  await app.page.getByRole('button', { name: 'Settings' }).click();
  await app.page.getByRole('button', { name: 'Русский' }).click();
  await expect(app.page.getByRole('heading', { name: 'Настройки' })).toBeVisible();
  await app.page.getByRole('button', { name: 'Тёмная' }).click();
  await expect(app.page.locator('html')).toHaveAttribute('data-color-scheme', 'dark');

  const { userDataFolder } = app;
  await app.close();
  app = await launchApp({ keyring, language: 'en', userDataFolder });
  await expect(app.page.getByRole('heading', { name: 'Ключи аутентификации' })).toBeVisible();
  await expect(app.page.locator('html')).toHaveAttribute('data-color-scheme', 'dark');
});
