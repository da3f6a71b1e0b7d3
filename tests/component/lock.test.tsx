import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { PRESENCE_CHECK_MS } from '../../electron/services/lock/lock.ts';
import { press, type } from './keyboard.ts';
import { openKeys, openWindow } from './openWindow.tsx';
import { button, field, goTo, text } from './pages/appWindow.ts';

const PASSPHRASE = 'four words make one';

let { keys, memory }: Awaited<ReturnType<typeof openWindow>> = {} as never;

beforeEach(async () => {
  ({ keys, memory } = await openKeys());
});

const lockScreen = page.getByRole('main', { name: 'KeyDesk is locked' });
const passphrase = field('Passphrase');

async function setPassphrase(): Promise<void> {
  await goTo('Settings');
  await button('Set a passphrase…').click();
  const dialog = page.getByRole('dialog', { name: 'Set a passphrase' });
  const [first, again] = [field('New passphrase', dialog), field('Repeat the new passphrase', dialog)];
  await button('Save', dialog).click();
  await expect.element(text('Enter the passphrase')).toBeVisible();
  await expect.element(first).toHaveFocus();
  await first.fill(PASSPHRASE);
  await again.fill('something else');
  await expect.element(text('The passphrases do not match')).toBeVisible();
  await again.fill(PASSPHRASE);
  await button('Save', dialog).click();
  await expect.element(text('Passphrase set')).toBeVisible();
  await expect.element(dialog).not.toBeInTheDocument();
}

async function enter(entered: string): Promise<void> {
  await expect.element(button('Unlock')).toBeEnabled();
  await passphrase.fill(entered);
  await button('Unlock').click();
}

test('the button and the shortcut lock, and unlocking leads back to the page', async () => {
  await goTo('Settings');
  await button('Lock').click();
  await expect.element(lockScreen).toBeVisible();
  await button('Unlock').click();
  await expect.element(page.getByRole('heading', { name: 'Settings' })).toHaveFocus();

  await goTo('Authentication keys');
  await keys.rowAt(1).dblClick();
  await expect.element(keys.properties).toBeVisible();
  await press('Control+Shift+L');
  await expect.element(button('Unlock')).toHaveFocus();
  await expect.element(keys.grid).not.toBeInTheDocument();
  expect(document.title).toBe('KeyDesk');
  expect(document.body.textContent).not.toMatch(/ERP|svc\.|Sample platform/);
  await press('Enter');
  await expect.element(page.getByRole('heading', { name: 'Authentication keys' })).toHaveFocus();
});

test('locks after the chosen idle time', async () => {
  await goTo('Settings');
  await button('1 min').click();
  await expect.element(button('1 min')).toHaveAttribute('aria-pressed', 'true');
  memory.presence.idle = 60;
  memory.clock.advance(PRESENCE_CHECK_MS);
  await expect.element(lockScreen).toBeVisible();
});

test('with a passphrase the application starts locked, and its keychain is needed to open it', async () => {
  await setPassphrase();
  memory.secretStore.problem = 'noService';
  await openWindow({ memory });
  await expect.element(passphrase).toHaveFocus();
  await type(PASSPHRASE);
  await press('Enter');
  await expect.element(text('The keychain did not return the passphrase')).toBeVisible();
  await expect.element(lockScreen).toBeVisible();
  await button('Forgot the passphrase?').click();
  await expect.element(text('delete its settings file')).toBeVisible();

  memory.secretStore.problem = null;
  await enter('not the passphrase');
  await expect.element(text('The passphrase is wrong')).toBeVisible();
  await expect.element(passphrase).toHaveFocus();
  await enter(PASSPHRASE);
  await keys.waitForList();
});

test('after five wrong passphrases the next one has to wait, and the window says how long', async () => {
  await setPassphrase();
  await press('Control+Shift+L');
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    await enter(`wrong ${attempt}`);
    await expect.element(button('Unlock')).toHaveAttribute('aria-busy', 'false');
    await expect.element(text('The passphrase is wrong')).toBeVisible();
  }
  await enter('wrong 6');
  await expect.element(text(/You can try again in [1-4] seconds?\./)).toBeVisible();
  await expect.element(button('Unlock')).toBeDisabled();
  await enter(PASSPHRASE);
  await expect.element(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
});

test('changing and removing the passphrase need the current one', async () => {
  await setPassphrase();
  await button('Change the passphrase').click();
  const change = page.getByRole('dialog', { name: 'Change the passphrase' });
  await field('Current passphrase', change).fill('not the passphrase');
  await field('New passphrase', change).fill('another passphrase');
  await field('Repeat the new passphrase', change).fill('another passphrase');
  await button('Save', change).click();
  await expect.element(text('The passphrase is wrong')).toBeVisible();
  await field('Current passphrase', change).fill(PASSPHRASE);
  await button('Save', change).click();
  await expect.element(text('Passphrase changed')).toBeVisible();

  await button('Remove the passphrase').click();
  const removal = page.getByRole('dialog', { name: 'Remove the passphrase' });
  await field('Current passphrase', removal).fill('another passphrase');
  await button('Remove the passphrase', removal).click();
  await expect.element(text('Passphrase removed')).toBeVisible();
  await press('Control+Shift+L');
  await expect.element(button('Unlock')).toHaveFocus();
  await expect.element(passphrase).not.toBeInTheDocument();
});
