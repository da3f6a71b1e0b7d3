import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { KeychainProvider, KeychainReason } from '../../shared/model/appState.ts';
import { CONNECTION_FORM } from '../fakes/connectionForm.ts';
import { openWindow } from './openWindow.tsx';
import { button, field, goTo, text } from './pages/appWindow.ts';

/** Opens the window over the keychain of a provider, with one connection. */
function openOver(provider: KeychainProvider, problem: KeychainReason | null = null, command: string | null = null) {
  return openWindow({
    connections: [CONNECTION_FORM],
    prepare: (memory) => {
      memory.secretStore.provider = provider;
      memory.secretStore.problem = problem;
      memory.ports = { ...memory.ports, host: { ...memory.ports.host, keyringInstallCommand: command } };
    },
  });
}

const banner = page.getByRole('note');

test.each<[KeychainProvider, KeychainReason, string]>([
  ['keePassXc', 'locked', 'The database in KeePassXC is locked.'],
  ['kWallet', 'locked', 'Open the wallet in KWalletManager'],
  ['unknown', 'locked', 'Unlock it (GNOME Keyring, KWallet or KeePassXC on Linux'],
  ['keePassXc', 'noCollection', 'expose a group under Database Settings › Secret Service Integration'],
  ['kWallet', 'noCollection', 'a new wallet is offered once you have signed in again'],
  ['gnomeKeyring', 'noCollection', 'Create one in “Passwords and Keys” (package seahorse)'],
])('the banner says what to do in %s when the keychain is %s', async (provider, reason, expected) => {
  await openOver(provider, reason);
  await expect.element(banner.filter({ hasText: expected })).toBeVisible();
});

test('without a keychain service the banner names the command of the distribution', async () => {
  await openOver('unknown', 'noService', 'dnf install gnome-keyring');
  await expect.element(banner.filter({ hasText: 'run as root: dnf install gnome-keyring' })).toBeVisible();
});

test('fault 140: what KeePassXC keeps is said wherever a secret is removed', async () => {
  await openOver('keePassXc');
  const kept = 'KeePassXC keeps deleted items, with their history, in its recycle bin until you empty it.';
  await goTo('Connections');
  await button(`Edit: ${CONNECTION_FORM.name}`).click();
  await button('Advanced').click();
  await expect.element(text(kept)).toBeVisible();
  await button('Cancel').click();
  await button(`Remove: ${CONNECTION_FORM.name}`).click();
  await expect.element(text(kept)).toBeVisible();
  await button('Cancel').click();

  await goTo('Settings');
  await button('Set a passphrase…').click();
  await field('New passphrase').fill('four words make one');
  await field('Repeat the new passphrase').fill('four words make one');
  await button('Save').click();
  await button('Remove the passphrase').click();
  await expect.element(text(kept)).toBeVisible();
});

test('nothing is said about it where deleted items are gone', async () => {
  await openOver('kWallet');
  await goTo('Connections');
  await button(`Remove: ${CONNECTION_FORM.name}`).click();
  await expect.element(text('its keys stay valid')).toBeVisible();
  expect(document.body.textContent).not.toContain('recycle bin');
});

test('a connection whose keychain is waited for does not count as connected, although its cached list is shown', async () => {
  const { memory, close } = await openOver('gnomeKeyring');
  const switcher = page.getByRole('button', { name: /^Connection: / });
  await expect.element(switcher).toHaveAccessibleName(/Connected/);
  await close();
  const answer = Promise.withResolvers<void>();
  const get = memory.secretStore.get.bind(memory.secretStore);
  vi.spyOn(memory.secretStore, 'get').mockImplementation((id) => answer.promise.then(() => get(id)));
  await openWindow({ memory });
  await expect.element(text(/^Connecting · as of /)).toBeVisible();
  await expect.element(switcher).toHaveAccessibleName(/Connecting/);
  answer.resolve();
  await expect.element(switcher).toHaveAccessibleName(/Connected/);
});
