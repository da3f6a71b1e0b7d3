import { expect, test } from '@playwright/test';
import { filesWith } from '../harness/filesWith.ts';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import { launchApp, type RunningApp } from './launchApp.ts';
import { KeysPage } from './pages/keysPage.ts';

const PASSPHRASE = 'four words make one';

let keyring: Keyring;
let app: RunningApp;
let keys: KeysPage;

test.beforeAll(async () => {
  keyring = await startKeyring();
});

test.afterAll(() => keyring.stop());

test.beforeEach(async () => {
  app = await launchApp({ keyring, language: 'en' });
  keys = new KeysPage(app.page);
  await keys.waitForList();
});

test.afterEach(() => app.close());

const lockScreen = () => app.page.getByRole('main', { name: 'KeyDesk is locked' });
const passphraseField = () => app.page.getByLabel('Passphrase', { exact: true });
const unlockButton = () => app.page.getByRole('button', { name: 'Unlock' });

async function setPassphrase(): Promise<void> {
  const { page } = app;
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Set a passphrase…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Set a passphrase' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('Enter the passphrase')).toBeVisible();
  await expect(dialog.getByLabel('New passphrase', { exact: true })).toBeFocused();
  await dialog.getByLabel('New passphrase', { exact: true }).fill(PASSPHRASE);
  await dialog.getByLabel('New passphrase again').fill('something else');
  await expect(dialog.getByText('This is not the same passphrase')).toBeVisible();
  await dialog.getByLabel('New passphrase again').fill(PASSPHRASE);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Passphrase set')).toBeVisible();
  await expect(dialog).toBeHidden();
}

test('a locked window has no list and no secret, and nothing of them on the clipboard', async () => {
  const { page } = app;
  await keys.grid.getByRole('row').nth(1).dblclick();
  const secret = await keys.copySecret(app.readClipboard);
  await keys.properties.getByRole('button', { name: 'Reveal secret' }).click();
  await expect(keys.properties.getByText(secret)).toBeVisible();
  await page.keyboard.press('Control+Shift+KeyL');
  await expect(lockScreen()).toBeVisible();
  await expect(unlockButton()).toBeFocused();
  await expect.poll(app.readClipboard).toBe('');
  await expect.poll(app.isContentProtected).toBe(false);
  const content = await page.content();
  expect(content).not.toContain(secret);
  expect(content).not.toMatch(/ERP|svc\.|Sample platform/);
  expect(await page.title()).toBe('KeyDesk');
  await expect(page.getByRole('grid')).toHaveCount(0);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const refused = await page.evaluate(() =>
    (globalThis as unknown as { keydesk: { keys: { list: (input: object) => Promise<unknown> } } }).keydesk.keys.list({
      connectionId: 'sample',
    }),
  );
  expect(refused).toEqual({ ok: false, error: { code: 'LOCKED', message: 'KeyDesk is locked.' } });

  await page.keyboard.press('Enter');
  await keys.waitForList();
  await expect(page.getByRole('heading', { name: 'Authentication keys' })).toBeFocused();
});

test('the button locks, and unlocking leads back to the page', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(lockScreen()).toBeVisible();
  await page.reload();
  await expect(lockScreen()).toBeVisible();
  await unlockButton().click();
  await keys.waitForList();

  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await unlockButton().click();
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeFocused();
});

for (const name of ['lock-screen', 'suspend'] as const) {
  test(`locks with the system: ${name}`, async () => {
    await keys.grid.getByRole('row').nth(1).dblclick();
    await keys.copySecret(app.readClipboard);
    await app.emitPowerEvent(name);
    await expect(lockScreen()).toBeVisible();
    await expect.poll(app.readClipboard).toBe('');
  });
}

test('locks when nobody is there for as long as was chosen', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: '1 min', exact: true }).click();
  await expect(page.getByRole('button', { name: '1 min', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await app.setIdleSeconds(60);
  await expect(lockScreen()).toBeVisible();
});

test('with a passphrase the application starts locked, and only the passphrase opens it', async () => {
  await setPassphrase();
  const { userDataFolder } = app;
  await app.close();
  app = await launchApp({ keyring, language: 'en', userDataFolder });
  await expect(lockScreen()).toBeVisible();
  await expect(passphraseField()).toBeFocused();
  await app.page.keyboard.type('not the passphrase');
  await app.page.keyboard.press('Enter');
  await expect(app.page.getByText('The passphrase is wrong')).toBeVisible();
  await expect(passphraseField()).toBeFocused();
  await app.page.keyboard.type(PASSPHRASE);
  await app.page.keyboard.press('Enter');
  await new KeysPage(app.page).waitForList();
  expect(filesWith(userDataFolder, PASSPHRASE)).toEqual([]);
});

test('after five wrong passphrases the next one has to wait, and the window says how long', async () => {
  await setPassphrase();
  await app.page.keyboard.press('Control+Shift+KeyL');
  for (let attempt = 1; attempt <= 7; attempt += 1) {
    await expect(unlockButton()).toBeEnabled();
    await passphraseField().fill(`wrong ${attempt}`);
    await unlockButton().click();
    await expect(unlockButton()).toHaveAttribute('aria-busy', 'false');
    await expect(app.page.getByText('The passphrase is wrong')).toBeVisible();
  }
  await expect(app.page.getByText(/the next one is possible in [1-4] seconds?\./)).toBeVisible();
  await expect(unlockButton()).toBeDisabled();
  await expect(unlockButton()).toBeEnabled();
  await passphraseField().fill(PASSPHRASE);
  await unlockButton().click();
  await expect(app.page.getByRole('heading', { name: 'Settings' })).toBeVisible();
});

test('a keychain that is away does not open the door, and the window says what to do', async () => {
  await setPassphrase();
  const { userDataFolder } = app;
  await app.close();
  app = await launchApp({ keyring: 'none', language: 'en', userDataFolder });
  await expect(lockScreen()).toBeVisible();
  await passphraseField().fill(PASSPHRASE);
  await unlockButton().click();
  await expect(app.page.getByText('The keychain did not hand over the passphrase')).toBeVisible();
  await expect(lockScreen()).toBeVisible();
  await app.page.getByRole('button', { name: 'Forgotten the passphrase?' }).click();
  await expect(app.page.getByText('delete its settings file')).toBeVisible();
});

test('changing and removing the passphrase need the current one', async () => {
  await setPassphrase();
  const { page } = app;
  await page.getByRole('button', { name: 'Change the passphrase' }).click();
  const change = page.getByRole('dialog', { name: 'Change the passphrase' });
  await change.getByLabel('Current passphrase').fill('not the passphrase');
  await change.getByLabel('New passphrase', { exact: true }).fill('another passphrase');
  await change.getByLabel('New passphrase again').fill('another passphrase');
  await change.getByRole('button', { name: 'Save' }).click();
  await expect(change.getByText('The passphrase is wrong')).toBeVisible();
  await change.getByLabel('Current passphrase').fill(PASSPHRASE);
  await change.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Passphrase changed')).toBeVisible();

  await page.getByRole('button', { name: 'Remove the passphrase' }).click();
  const removal = page.getByRole('dialog', { name: 'Remove the passphrase' });
  await removal.getByLabel('Current passphrase').fill('another passphrase');
  await removal.getByRole('button', { name: 'Remove the passphrase' }).click();
  await expect(page.getByText('Passphrase removed')).toBeVisible();
  await page.keyboard.press('Control+Shift+KeyL');
  await expect(unlockButton()).toBeFocused();
  await expect(passphraseField()).toHaveCount(0);
});
