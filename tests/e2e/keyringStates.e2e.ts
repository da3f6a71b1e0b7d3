import { expect } from '@playwright/test';
import type { Bridge } from '../../shared/ipc/bridge.ts';
import { filesWith } from '../harness/filesWith.ts';
import { type Keyring, type KeyringOptions, startKeyring } from '../harness/keyring.ts';
import { test } from './fixtures.ts';
import type { RunningApp } from './launchApp.ts';
import { ConnectionDialog } from './pages/connections.ts';
import { KeysPage } from './pages/keysPage.ts';
import { connect } from './pages/windowCalls.ts';

let keyring: Keyring | 'none' = 'none';
let app: RunningApp;

test.afterEach(async () => {
  await app.close();
  if (keyring !== 'none') {
    await keyring.stop();
    keyring = 'none';
  }
});

type Launch = (options: {
  readonly keyring: Keyring | 'none';
  readonly userDataFolder?: string;
}) => Promise<RunningApp>;

const banner = (text: string) => app.page.getByRole('note').filter({ hasText: text });
const checkAgain = () => app.page.getByRole('button', { name: 'Check again' }).click();
const card = (name: string) => app.page.getByRole('main').getByRole('listitem').filter({ hasText: name });
const openConnections = () => app.page.getByRole('button', { name: 'Connections', exact: true }).click();

async function start(launch: Launch, userDataFolder?: string): Promise<void> {
  app = await launch({ keyring, ...(userDataFolder === undefined ? {} : { userDataFolder }) });
  await expect(app.page.getByRole('navigation')).toBeVisible();
}

async function restart(launch: Launch): Promise<void> {
  await app.close();
  await start(launch, app.userDataFolder);
}

/** Starts a keyring for this test. */
async function useKeyring(options: KeyringOptions): Promise<Keyring> {
  const started = await startKeyring(options);
  keyring = started;
  return started;
}

/** Calls that need no keychain are answered, whatever the keychain does. A call that waited for it would never end. */
async function expectCallsAnswered(): Promise<void> {
  const outcomes = await app.page.evaluate(async () => {
    const { keydesk } = window as unknown as { readonly keydesk: Bridge };
    return [(await keydesk.app.getState()).ok, (await keydesk.connections.list()).ok];
  });
  expect(outcomes).toEqual([true, true]);
}

/** Neither the data of the application nor the keyring holds the password so that it could be read. */
function expectNothingReadable(password: string): void {
  const folders = keyring === 'none' ? [] : [keyring.folder];
  for (const folder of [app.userDataFolder, ...folders]) {
    expect(filesWith(folder, password)).toEqual([]);
  }
}

/** The list of the connection is there although nobody has entered its password in this run. */
async function expectListOpens(): Promise<void> {
  await expect(app.page.getByRole('button', { name: 'Connection: Moscow' })).toBeVisible();
  await new KeysPage(app.page).waitForList();
  await expect(banner('Passwords are kept only until KeyDesk is closed')).toBeHidden();
}

test('no bus: everything works for this run, a banner says so, and the password is written nowhere', async ({
  launch,
  platform,
}) => {
  await start(launch);
  await expect(banner('No desktop session bus')).toBeVisible();
  await expectCallsAnswered();
  await connect(app.page, { ...platform, name: 'Moscow' });
  await expect(
    app.page.getByText('Passwords are kept only until KeyDesk is closed; nothing is written to disk.'),
  ).toBeVisible();
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
  await app.page.getByRole('button', { name: 'Switch to it: Sample platform' }).click();
  await new KeysPage(app.page).waitForList();
  await openConnections();
  await expect(card('Sample platform').getByText('Data lost on exit')).toBeVisible();
  await expect(
    card('Sample platform').getByText('everything created here is lost when KeyDesk is closed'),
  ).toBeVisible();
});

for (const [state, text] of [
  ['noService', 'No keychain service is running'],
  ['noCollection', 'no default keyring yet'],
] as const) {
  test(`${state}: everything works for this run, and moves to the keychain once there is one`, async ({
    launch,
    platform,
  }) => {
    const made = await useKeyring({ state });
    await start(launch);
    await expect(banner(text)).toBeVisible();
    await expectCallsAnswered();
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

test('a keyring that is unlocked, whose daemon ends and comes back, and that is locked: nothing is lost', async ({
  launch,
  platform,
}) => {
  const made = await useKeyring({ prompt: 'dismissed' });
  await start(launch);
  await connect(app.page, { ...platform, name: 'Moscow' });

  await test.step('the password is found again after a restart', async () => {
    await restart(launch);
    await expectCallsAnswered();
    await expectListOpens();
    expectNothingReadable(platform.password);
  });

  await test.step('the running application finds a daemon that was killed and started again', async () => {
    await made.killDaemon();
    await expectCallsAnswered();
    const dialog = new ConnectionDialog(app.page);
    await dialog.add({ ...platform, name: 'Second' });
    await expect(banner('No keychain service is running')).toBeVisible();
    expectNothingReadable(platform.password);

    await made.startDaemon();
    await dialog.add({ ...platform, name: 'Third' });
    await openConnections();
    await expect(card('Third').getByText('Password in the keychain')).toBeVisible();
    await expect(card('Second').getByText('Password until KeyDesk is closed')).toBeVisible();
    await checkAgain();
    await expect(card('Second').getByText('Password in the keychain')).toBeVisible();
    expectNothingReadable(platform.password);
  });

  await test.step('one that is locked, and whose prompt is dismissed, has to be unlocked and no more', async () => {
    await app.page.getByRole('button', { name: 'Switch to it: Moscow' }).click();
    await expectListOpens();
    await made.lock();
    await restart(launch);
    await expect(banner('The keychain did not return data that KeyDesk stored in it.')).toBeVisible();
    await expectCallsAnswered();
    expect(await made.countPrompts()).toBe(1);
    expectNothingReadable(platform.password);

    await made.killDaemon();
    await made.startDaemon();
    await checkAgain();
    // By itself: the password that came back is tried at once.
    await expect(app.page.getByText(/^Live · updated /)).toBeVisible();
    await expectListOpens();
  });
});

test('locked, prompt not answered: the window shows everything else at once and goes on without', async ({
  launch,
  platform,
}) => {
  const made = await useKeyring({ prompt: 'unanswered' });
  await start(launch);
  await connect(app.page, { ...platform, name: 'Moscow' });
  await made.lock();
  await restart(launch);
  await expect(app.page.getByRole('button', { name: 'Connection: Moscow' })).toBeVisible();
  await expectCallsAnswered();
  await expect(app.page.getByText('Waiting for the keychain.')).toBeVisible();
  await expectCallsAnswered();
  await openConnections();
  await expect(app.page.getByRole('main').getByRole('listitem')).toHaveCount(2);

  // The wait can be ended from inside a dialog, too, which hides the rest of the window.
  const dialog = new ConnectionDialog(app.page);
  await dialog.openNew();
  await dialog.adding.getByRole('button', { name: 'Continue without it' }).click();
  await expect(app.page.getByText('Waiting for the keychain.')).toBeHidden();
  await dialog.adding.getByRole('button', { name: 'Cancel' }).click();
  await expect(banner('You continued without the keychain')).toBeVisible();
  await expectCallsAnswered();
  await app.page.getByRole('button', { name: 'Switch to it: Sample platform' }).click();
  await new KeysPage(app.page).waitForList();
  expectNothingReadable(platform.password);

  await made.killDaemon();
  await made.startDaemon();
  await checkAgain();
  await expect(banner('You continued without the keychain')).toBeHidden();
  await openConnections();
  await app.page.getByRole('button', { name: 'Switch to it: Moscow' }).click();
  await app.page.getByRole('button', { name: 'Authentication keys' }).click();
  await expectListOpens();
});
