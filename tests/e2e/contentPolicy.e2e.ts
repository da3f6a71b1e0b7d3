import { expect, test } from '@playwright/test';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import { launchApp, type RunningApp } from './launchApp.ts';
import { ConnectionDialog } from './pages/connections.ts';
import { KeysPage } from './pages/keysPage.ts';

declare global {
  interface Window {
    /** What the content security policy has refused since the document began. */
    refusedByPolicy: string[];
  }
}

let keyring: Keyring;
let app: RunningApp;

test.beforeAll(async () => {
  keyring = await startKeyring();
});

test.beforeEach(async () => {
  app = await launchApp({ keyring, language: 'en' });
  await new KeysPage(app.page).waitForList();
});

test.afterEach(() => app.close());

test.afterAll(() => keyring.stop());

/** Loads the page again and writes down every violation from its first script on. */
async function watchPolicy(): Promise<void> {
  await app.page.addInitScript(() => {
    window.refusedByPolicy = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      window.refusedByPolicy.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`);
    });
  });
  await app.page.reload();
  await new KeysPage(app.page).waitForList();
}

const refusedByPolicy = () => app.page.evaluate(() => window.refusedByPolicy);

/** Opens every dialog and page once. The connection "Away" must be there, and the sample platform must be shown. */
async function visitEverything(): Promise<void> {
  const { page } = app;
  const keys = new KeysPage(page);
  const closeDialog = async (name: string): Promise<void> => {
    const dialog = page.getByRole('dialog', { name });
    await expect(dialog).toBeVisible();
    await dialog.getByRole('button', { name: /^(Cancel|Close)$/ }).click();
    await expect(dialog).toBeHidden();
  };
  const goTo = (name: string) => page.getByRole('navigation').getByRole('button', { name }).click();

  await goTo('Authentication keys');
  await keys.waitForList();
  await page.getByRole('searchbox', { name: 'Search keys' }).fill('no key has this name');
  await page.getByRole('button', { name: 'Show all keys' }).click();
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await keys.newKey.getByRole('combobox', { name: 'User name' }).click();
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await keys.newKey.getByRole('button', { name: /^Choose date/ }).click();
  await expect(page.getByRole('gridcell', { name: '15' })).toBeVisible();
  await page.keyboard.press('Escape');
  await closeDialog('New key');

  await keys.grid.getByRole('row').nth(1).dblclick();
  await keys.properties.getByRole('button', { name: 'Reveal secret' }).click();
  await expect(keys.properties.getByRole('button', { name: 'Hide secret' })).toBeVisible();
  await keys.copySecret(app.readClipboard);
  await closeDialog('Key properties');
  await keys.grid.getByRole('checkbox').nth(1).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await closeDialog('Delete keys');
  await page.getByRole('button', { name: 'Clear selection' }).click();

  await new ConnectionDialog(page).openNew();
  await closeDialog('New connection');
  await goTo('Connections');
  await page.getByRole('button', { name: 'Edit: Away' }).click();
  await closeDialog('Connection properties');
  await page.getByRole('button', { name: 'Remove: Away' }).click();
  await closeDialog('Remove connection');
  await goTo('Settings');
  await page.getByRole('button', { name: 'Set a passphrase…' }).click();
  await closeDialog('Set a passphrase');
  await goTo('Lock');
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
}

test('every page and dialog runs under its policy without a violation, in both themes', async () => {
  const { page } = app;
  await watchPolicy();
  const away = { name: 'Away', address: 'http://127.0.0.1:9', username: 'admin', password: 'password' };
  await new ConnectionDialog(page).add(away);
  await expect(page.getByText('The installation cannot be reached').first()).toBeVisible();
  await page.getByRole('button', { name: 'Connections', exact: true }).click();
  await page.getByRole('button', { name: 'Switch to it: Sample platform' }).click();
  for (const [button, scheme] of [
    ['Light', 'light'],
    ['Dark', 'dark'],
  ] as const) {
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: button, exact: true }).click();
    await expect(page.locator('html')).toHaveAttribute('data-color-scheme', scheme);
    await visitEverything();
  }
  expect(await refusedByPolicy()).toEqual([]);
});

test('the page can reach nothing outside, and the policy reports the attempts', async () => {
  await watchPolicy();
  const outcome = await app.page.evaluate(async () => {
    const tried = await fetch('https://example.com/').then(
      () => 'reached',
      () => 'refused',
    );
    const image = await new Promise((resolve) => {
      const element = new Image();
      element.onload = () => resolve('loaded');
      element.onerror = () => resolve('refused');
      element.src = 'https://example.com/x.png';
    });
    const globals = ['require', 'process', 'ipcRenderer', 'module'].filter((name) => name in window);
    return { tried, image, globals, opened: window.open('https://example.com/') !== null };
  });
  expect(outcome).toEqual({ tried: 'refused', image: 'refused', globals: [], opened: false });
  const refused = await refusedByPolicy();
  expect(refused).toEqual(
    expect.arrayContaining([expect.stringMatching(/^connect-src /), expect.stringMatching(/^img-src /)]),
  );
});
