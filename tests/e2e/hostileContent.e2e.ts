import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { HOSTILE_NAMES, type HostilePlatform, startHostilePlatform } from '../harness/hostilePlatform.ts';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import { launchApp, type RunningApp } from './launchApp.ts';
import { ConnectionDialog } from './pages/connections.ts';
import { KeysPage } from './pages/keysPage.ts';

let keyring: Keyring;
let app: RunningApp;
let platform: HostilePlatform;

test.beforeAll(async () => {
  keyring = await startKeyring();
  platform = await startHostilePlatform();
});

test.beforeEach(async () => {
  app = await launchApp({ keyring, language: 'en' });
  await new KeysPage(app.page).waitForList();
});

test.afterEach(() => app.close());

test.afterAll(async () => {
  await platform.stop();
  await keyring.stop();
});

test('fault 18: names that are markup, code or tricks are shown as text and do nothing', async () => {
  const { page } = app;
  await page.evaluate(() => {
    const violations: string[] = [];
    Object.assign(window, { violations });
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
  });
  await new ConnectionDialog(page).add({
    name: HOSTILE_NAMES[0],
    address: platform.address,
    username: 'admin',
    password: 'a password',
  });
  const keys = new KeysPage(page);
  await expect(keys.grid).toHaveAttribute('aria-rowcount', String(HOSTILE_NAMES.length + 1));
  for (const name of HOSTILE_NAMES.slice(0, 8)) {
    await expect(keys.grid.getByText(name, { exact: true }).first()).toBeVisible();
  }

  const row = keys.grid.getByRole('row').filter({ hasText: HOSTILE_NAMES[0] });
  await row.dblclick();
  await expect(keys.properties).toContainText(HOSTILE_NAMES[0]);
  await keys.properties.getByRole('button', { name: 'Extend by 1 year' }).click();
  await keys.properties.getByRole('button', { name: 'Save' }).click();
  await expect(keys.properties.getByText(HOSTILE_NAMES[0], { exact: false }).last()).toBeVisible();
  await keys.closeProperties();
  await keys.grid.getByRole('checkbox').first().click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(keys.confirmation).toContainText(HOSTILE_NAMES[0]);
  await keys.confirmation.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Clear selection' }).click();
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await keys.newKey.getByRole('combobox', { name: 'User name' }).click();
  await expect(page.getByRole('option').filter({ hasText: HOSTILE_NAMES[0] }).first()).toBeVisible();

  const found = await page.evaluate(() => ({
    hasRun: 'hasRun' in window,
    images: document.images.length,
    scripts: [...document.scripts].filter(({ src }) => src === '').length,
    links: document.querySelectorAll('a[href]').length,
    violations: Reflect.get(window, 'violations'),
  }));
  expect(found).toEqual({ hasRun: false, images: 0, scripts: 0, links: 0, violations: [] });
});

test('a page that was taken over can call with nothing that main would act on', async () => {
  const log = (): string => readFileSync(join(app.userDataFolder, 'logs', 'keydesk.log'), 'utf8');
  const before = log().split('\n').length;
  // Where nothing was changed yet there is no file.
  const settingsFile = join(app.userDataFolder, 'settings.json');
  const settings = (): string | null => (existsSync(settingsFile) ? readFileSync(settingsFile, 'utf8') : null);
  const settingsBefore = settings();
  const outcome = await app.page.evaluate(async () => {
    const bridge = Reflect.get(window, 'keydesk') as Record<
      string,
      Record<string, (input: unknown) => Promise<unknown>>
    >;
    const activate = (input: unknown): Promise<unknown> =>
      Promise.resolve()
        .then(() => bridge.connections?.activate?.(input))
        .catch(() => 'not sent');
    const cyclic: Record<string, unknown> = { connectionId: 'sample' };
    cyclic.itself = cyclic;
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const inFrame =
      frame.contentWindow === null ? [] : Object.keys(frame.contentWindow).filter((name) => name === 'keydesk');
    return {
      large: await activate({ connectionId: 'x'.repeat(50 * 1024 * 1024) }),
      withFunction: await activate({ connectionId: () => 'sample' }),
      cyclic: await activate(cyclic),
      inFrame,
      channels: Object.keys(bridge).includes('electron-store-get-data'),
      isFrozen: Object.isFrozen(bridge) && Object.values(bridge).every((area) => Object.isFrozen(area)),
    };
  });
  expect(outcome).toMatchObject({
    large: { ok: false, error: { code: 'VALIDATION', message: 'The input is too large.' } },
    withFunction: 'not sent',
    inFrame: [],
    channels: false,
    isFrozen: true,
  });
  expect(['not sent', false]).toContain(
    typeof outcome.cyclic === 'string' ? outcome.cyclic : Reflect.get(Object(outcome.cyclic), 'ok'),
  );
  expect(log().split('\n').length - before).toBeLessThanOrEqual(2);
  expect(settings()).toBe(settingsBefore);
});
