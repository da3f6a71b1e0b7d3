import { expect } from '@playwright/test';
import { filesWith } from '../harness/filesWith.ts';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import { test } from './fixtures.ts';
import type { LaunchOptions, RunningApp } from './launchApp.ts';
import { ConnectionDialog } from './pages/connections.ts';
import { KeysPage } from './pages/keysPage.ts';
import { callBridge, connect } from './pages/windowCalls.ts';

type Launch = (options: Partial<LaunchOptions>) => Promise<RunningApp>;

let keyring: Keyring | 'none' = 'none';
let app: RunningApp;

test.afterEach(async () => {
  await app.close();
  if (keyring !== 'none') {
    await keyring.stop();
    keyring = 'none';
  }
});

const banner = (text: string) => app.page.getByRole('note').filter({ hasText: text });
const checkAgain = () => app.page.getByRole('button', { name: 'Check again' }).click();
const card = (name: string) => app.page.getByRole('main').getByRole('listitem').filter({ hasText: name });
const openConnections = () => app.page.getByRole('button', { name: 'Connections', exact: true }).click();

async function switchTo(name: string): Promise<void> {
  await openConnections();
  await app.page.getByRole('button', { name: `Switch to it: ${name}` }).click();
  await app.page.getByRole('button', { name: 'Authentication keys' }).click();
  await new KeysPage(app.page).waitForList();
}

async function start(launch: Launch, userDataFolder?: string): Promise<void> {
  app = await launch({ keyring, userDataFolder });
  await expect(app.page.getByRole('navigation')).toBeVisible();
}

async function restart(launch: Launch): Promise<void> {
  await app.close();
  await start(launch, app.userDataFolder);
}

/** Calls that do not use the keychain respond in every state of it; one that waited for it would never end. */
async function expectCallsResponding(): Promise<void> {
  await callBridge(app.page, 'app:getState');
  await callBridge(app.page, 'connections:list');
}

/** Neither the data of the application nor the keyring contains the password in a readable form. */
function expectNothingReadable(password: string): void {
  for (const folder of [app.userDataFolder, ...(keyring === 'none' ? [] : [keyring.folder])]) {
    expect(filesWith(folder, password)).toEqual([]);
  }
}

/** The list of the connection is shown, and its password is in the keychain. */
async function expectListOpens(): Promise<void> {
  await expect(app.page.getByRole('button', { name: 'Connection: Moscow' })).toBeVisible();
  await new KeysPage(app.page).waitForList();
  await openConnections();
  await expect(card('Moscow').getByText('Password in the keychain')).toBeVisible();
  await app.page.getByRole('button', { name: 'Authentication keys' }).click();
  await expect(banner('Passwords are kept only until KeyDesk is closed')).toBeHidden();
}

test('no bus: everything works during this run, a banner says so, and the password is not written', async ({
  launch,
  platform,
}) => {
  await start(launch);
  await expect(banner('No desktop session bus')).toBeVisible();
  await expectCallsResponding();
  await connect(app.page, { ...platform, name: 'Moscow' });
  await expect(banner('Passwords are kept only until KeyDesk is closed; nothing is written to disk.')).toBeVisible();
  expectNothingReadable(platform.password);

  await restart(launch);
  await expect(app.page.getByText('The keychain cannot be used now').first()).toBeVisible();
  await openConnections();
  await expect(card('Moscow').getByText('Keychain not available')).toBeVisible();
  await app.page.getByRole('button', { name: 'Authentication keys' }).click();
  await app.page.getByRole('button', { name: 'Open the connection' }).click();
  const { editing } = new ConnectionDialog(app.page);
  await expect(editing.getByText('KeyDesk keeps it until it is closed')).toBeVisible();
  await editing.getByLabel('Password', { exact: true }).fill(platform.password);
  await editing.getByRole('button', { name: 'Save' }).click();
  await new KeysPage(app.page).waitForList();
  expectNothingReadable(platform.password);

  await openConnections();
  await expect(card('Moscow').getByText('Password until KeyDesk is closed')).toBeVisible();
  await switchTo('Sample platform');
  await openConnections();
  await expect(card('Sample platform')).toContainText('everything created here is lost when KeyDesk is closed');
});

for (const [state, text] of [
  ['noService', 'No keychain service is running'],
  ['noCollection', 'no default keyring yet'],
] as const) {
  test(`${state}: everything works during this run, and moves to the keychain once there is one`, async ({
    launch,
    platform,
  }) => {
    const made = await startKeyring({ state });
    keyring = made;
    await start(launch);
    await expect(banner(text)).toBeVisible();
    await expectCallsResponding();
    await connect(app.page, { ...platform, name: 'Moscow' });
    expectNothingReadable(platform.password);

    await made.killDaemon();
    await made.startDaemon();
    await checkAgain();
    await expectListOpens();
    await restart(launch);
    await expectListOpens();
    expectNothingReadable(platform.password);
  });
}

test('a keyring that is locked and whose prompt is dismissed needs to be unlocked, and nothing is lost', async ({
  launch,
  platform,
}) => {
  const made = await startKeyring({ prompt: 'dismissed' });
  keyring = made;
  await start(launch);
  await connect(app.page, { ...platform, name: 'Moscow' });
  await made.lock();
  await restart(launch);
  await expect(banner('GNOME Keyring is locked.')).toBeVisible();
  await expectCallsResponding();
  expect(await made.countPrompts()).toBe(1);
  expectNothingReadable(platform.password);

  await made.killDaemon();
  await made.startDaemon();
  await checkAgain();
  // The password that was returned is tried at once.
  await expect(app.page.getByText(/^Live · updated /)).toBeVisible();
  await expectListOpens();
});

test('a locked keyring whose prompt is not answered: the window shows everything else at once', async ({
  launch,
  platform,
}) => {
  const made = await startKeyring({ prompt: 'unanswered' });
  keyring = made;
  await start(launch);
  await connect(app.page, { ...platform, name: 'Moscow' });
  await made.lock();
  await restart(launch);
  const wait = app.page.getByText('Waiting for the keychain.');
  await expect(app.page.getByRole('button', { name: 'Connection: Moscow' })).toBeVisible();
  await expect(wait).toBeVisible();
  await expectCallsResponding();
  await openConnections();
  await expect(app.page.getByRole('main').getByRole('listitem')).toHaveCount(2);

  // The wait can also be ended in a dialog, which hides the rest of the window.
  const dialog = new ConnectionDialog(app.page);
  await dialog.openNew();
  await dialog.adding.getByRole('button', { name: 'Continue without it' }).click();
  await expect(wait).toBeHidden();
  await dialog.adding.getByRole('button', { name: 'Cancel' }).click();
  await expect(banner('You continued without the keychain')).toBeVisible();
  await switchTo('Sample platform');
  expectNothingReadable(platform.password);

  await made.killDaemon();
  await made.startDaemon();
  await checkAgain();
  await expect(banner('You continued without the keychain')).toBeHidden();
  await switchTo('Moscow');
  await expectListOpens();
});
