import { expect, type Page, test } from '@playwright/test';
import type { Bridge } from '../../shared/ipc/bridge.ts';
import { filesWith } from '../harness/filesWith.ts';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import type { StandalonePlatform } from '../harness/platformCommand.ts';
import { launchApp, type RunningApp } from './launchApp.ts';
import { ConnectionDialog } from './pages/connections.ts';
import { KeysPage } from './pages/keysPage.ts';
import { startPlatform } from './startPlatform.ts';

/** Longest time that a call which needs no keychain may take, in milliseconds, whatever the keychain does. */
const CALL_LIMIT_MS = 200;
const MEASURED_CALLS = 20;
const SERIES = 3;

let platform: StandalonePlatform;
let keyring: Keyring | 'none';
let app: RunningApp;

test.beforeAll(async () => {
  platform = await startPlatform(['--sample']);
});

test.afterAll(() => platform.stop());

test.afterEach(async () => {
  await app.close();
  if (keyring !== 'none') {
    await keyring.stop();
  }
});

const start = async (userDataFolder?: string): Promise<void> => {
  const before = Date.now();
  app = await launchApp({ keyring, ...(userDataFolder === undefined ? {} : { userDataFolder }) });
  await expect(app.page.getByRole('navigation')).toBeVisible();
  process.stdout.write(`    the window was there after ${Date.now() - before} ms\n`);
};
const banner = (text: string) => app.page.getByRole('note').filter({ hasText: text });
const checkAgain = () => app.page.getByRole('button', { name: 'Check again' }).click();

/** Adds a connection to the platform of this file, with its password. */
async function addStand(): Promise<void> {
  await new ConnectionDialog(app.page).add({ ...platform, name: 'Stand' });
  await new KeysPage(app.page).waitForList();
}

/** Makes a keyring that holds the password of a connection, by way of a first run of the application. */
async function keepPassword(prompt: 'dismissed' | 'unanswered'): Promise<Keyring> {
  const made = await startKeyring({ prompt });
  keyring = made;
  await start();
  await addStand();
  await app.close();
  return made;
}

/**
 * Times calls that need no keychain, from the page, and prints the slowest of each series. A keychain that blocks the
 * application blocks it in every series; a machine that is busy for a moment does not.
 */
async function expectCallsAnswered(page: Page, state: string): Promise<void> {
  const slowest: number[] = [];
  while (slowest.length < SERIES && !slowest.some((time) => time < CALL_LIMIT_MS)) {
    const times = await page.evaluate(timeCalls, MEASURED_CALLS);
    slowest.push(times.at(-1) ?? Number.NaN);
    const texts = [times[MEASURED_CALLS / 2], times.at(-1)].map((time) => time?.toFixed(1));
    process.stdout.write(`    ${state}: calls took ${texts[0]} ms (median), ${texts[1]} ms (slowest)\n`);
  }
  expect(Math.min(...slowest)).toBeLessThan(CALL_LIMIT_MS);
}

/** Runs in the page; gives milliseconds, the shortest first. */
async function timeCalls(count: number): Promise<number[]> {
  const { keydesk } = window as unknown as { readonly keydesk: Bridge };
  const times: number[] = [];
  for (let call = 0; call < count; call += 1) {
    const before = performance.now();
    await (call % 2 === 0 ? keydesk.app.getState() : keydesk.connections.list());
    times.push(performance.now() - before);
  }
  return times.sort((one, other) => one - other);
}

/** Neither the data of the application nor the keyring holds the password so that it could be read. */
function expectNothingReadable(): void {
  const folders = keyring === 'none' ? [] : [keyring.folder];
  for (const folder of [app.userDataFolder, ...folders]) {
    expect(filesWith(folder, platform.password)).toEqual([]);
  }
}

/** The list of the connection is there although nobody has entered its password in this run. */
async function expectStandOpens(): Promise<void> {
  await expect(app.page.getByRole('button', { name: 'Connection: Stand' })).toBeVisible();
  await new KeysPage(app.page).waitForList();
  await expect(banner('Passwords are kept for this run only')).toBeHidden();
}

test('unlocked: the password is found again after a restart', async () => {
  await keepPassword('dismissed');
  await start(app.userDataFolder);
  await expectCallsAnswered(app.page, 'unlocked');
  await expectStandOpens();
  expectNothingReadable();
});

test('no bus: everything works for this run', async () => {
  keyring = 'none';
  await start();
  await expect(banner('no desktop session bus')).toBeVisible();
  await expectCallsAnswered(app.page, 'no bus');
  await addStand();
  expectNothingReadable();
});

for (const [state, text] of [
  ['noService', 'No keychain service is running'],
  ['noCollection', 'no default keyring yet'],
] as const) {
  test(`${state}: everything works for this run, and moves to the keychain once there is one`, async () => {
    const made = await startKeyring({ state });
    keyring = made;
    await start();
    await expect(banner(text)).toBeVisible();
    await expectCallsAnswered(app.page, state);
    await addStand();
    expectNothingReadable();

    await made.killDaemon();
    await made.startDaemon();
    await checkAgain();
    await expectStandOpens();
    await app.close();
    await start(app.userDataFolder);
    await expectStandOpens();
    expectNothingReadable();
  });
}

test('locked, prompt dismissed: nothing is lost, and unlocking is enough', async () => {
  const made = await keepPassword('dismissed');
  await made.lock();
  await start(app.userDataFolder);
  await expect(banner('The keychain did not hand over what KeyDesk has stored in it.')).toBeVisible();
  await expectCallsAnswered(app.page, 'locked, prompt dismissed');
  expect(await made.countPrompts()).toBe(1);
  expectNothingReadable();

  await made.killDaemon();
  await made.startDaemon();
  await checkAgain();
  await app.page.getByRole('button', { name: 'Retry' }).click();
  await expectStandOpens();
});

test('locked, prompt not answered: the window shows everything else at once and goes on without', async () => {
  const made = await keepPassword('unanswered');
  await made.lock();
  await start(app.userDataFolder);
  await expect(app.page.getByRole('button', { name: 'Connection: Stand' })).toBeVisible();
  await expectCallsAnswered(app.page, 'locked, before the window says that it waits');
  await expect(app.page.getByText('Waiting for the keychain.')).toBeVisible();
  await expectCallsAnswered(app.page, 'locked, prompt not answered');
  await app.page.getByRole('button', { name: 'Connections', exact: true }).click();
  await expect(app.page.getByRole('main').getByRole('listitem')).toHaveCount(2);

  // The wait can be ended from inside a dialog, too, which hides the rest of the window.
  const dialog = new ConnectionDialog(app.page);
  await dialog.openNew();
  await dialog.adding.getByRole('button', { name: 'Go on without it' }).click();
  await expect(app.page.getByText('Waiting for the keychain.')).toBeHidden();
  await dialog.adding.getByRole('button', { name: 'Cancel' }).click();
  await expect(banner('You went on without the keychain')).toBeVisible();
  await expectCallsAnswered(app.page, 'locked, waiting given up');
  const sample = app.page.getByRole('button', { name: 'Switch to it: Sample platform' });
  await sample.click();
  await new KeysPage(app.page).waitForList();
  expectNothingReadable();

  await made.killDaemon();
  await made.startDaemon();
  await checkAgain();
  await expect(banner('You went on without the keychain')).toBeHidden();
  await app.page.getByRole('button', { name: 'Connections', exact: true }).click();
  await app.page.getByRole('button', { name: 'Switch to it: Stand' }).click();
  await app.page.getByRole('button', { name: 'Authentication keys' }).click();
  await expectStandOpens();
});

test('daemon killed and started again: the running application finds it without being restarted', async () => {
  const made = await keepPassword('dismissed');
  await start(app.userDataFolder);
  await expectStandOpens();
  await made.killDaemon();
  await expectCallsAnswered(app.page, 'daemon killed');
  const dialog = new ConnectionDialog(app.page);
  await dialog.add({ ...platform, name: 'Second' });
  await expect(banner('No keychain service is running')).toBeVisible();
  expectNothingReadable();

  await made.startDaemon();
  await dialog.add({ ...platform, name: 'Third' });
  await app.page.getByRole('button', { name: 'Connections', exact: true }).click();
  const cards = app.page.getByRole('main').getByRole('listitem');
  await expect(cards.filter({ hasText: 'Third' }).getByText('Password in the keychain')).toBeVisible();
  await expect(cards.filter({ hasText: 'Second' }).getByText('Password for this run only')).toBeVisible();
  await checkAgain();
  await expect(cards.filter({ hasText: 'Second' }).getByText('Password in the keychain')).toBeVisible();
  expectNothingReadable();
});
