import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { deleteKeysSchema, keyPageSchema } from '../../shared/adminApi/keyService.ts';
import { type FaultProxy, startFaultProxy } from '../harness/faultProxy.ts';
import { answer, hang, keepAnswer, late, loseAnswer, pass, refuseKeys } from '../harness/faults.ts';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import type { StandalonePlatform } from '../harness/platformCommand.ts';
import { launchApp, type RunningApp } from './launchApp.ts';
import { ConnectionDialog } from './pages/connections.ts';
import { KeysPage } from './pages/keysPage.ts';
import { startPlatform } from './startPlatform.ts';

/** File of the list of a connection that somebody has added. */
const LIST = /^[\w-]{36}\.jsonl$/;
/** The window asks an installation that is away every ten seconds. */
const RECONNECT = { timeout: 25_000 };

let keyring: Keyring;
let platform: StandalonePlatform;
let proxy: FaultProxy;
let app: RunningApp;
let keys: KeysPage;

test.describe.configure({ timeout: 120_000 });

test.beforeAll(async () => {
  keyring = await startKeyring();
});

test.afterAll(() => keyring.stop());

test.afterEach(async () => {
  await app.close();
  await proxy.stop();
  await platform.stop();
});

/** Starts a platform with so many keys and the application with a connection to it, over the proxy. */
async function connect(count: number): Promise<void> {
  platform = await startPlatform(['--accounts', '40', '--keys', String(count)]);
  proxy = await startFaultProxy(platform.address);
  app = await launchApp({ keyring, language: 'en' });
  keys = new KeysPage(app.page);
  await keys.waitForList();
  await new ConnectionDialog(app.page).add({ ...platform, name: 'Stand', address: proxy.address });
  await expect.poll(() => keys.count()).toBe(count);
  await expect(app.page.getByText('Live · updated just now')).toBeVisible();
}

/** Ticks all keys but the first of the table, and opens the dialog that asks before they are deleted. */
async function askToDeleteAllButOne(): Promise<void> {
  await keys.grid.getByRole('checkbox').first().click();
  await keys.grid.getByRole('checkbox').nth(1).click();
  await app.page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(keys.confirmation).toBeVisible();
}

const press = (name: string) => keys.confirmation.getByRole('button', { name, exact: true }).click();
/** The line with the numbers; a message of the window stands in the dialog as well. */
const progress = () => keys.confirmation.getByRole('status').filter({ hasText: /done|Checking/ });
const outcome = () => keys.confirmation.getByRole('alert');

/** What the platform has, whatever the window shows. */
async function keysOfPlatform(): Promise<ReadonlyMap<string, string>> {
  const { Items } = keyPageSchema.parse(await platform.call('List', {}));
  return new Map(Items.map(({ Id, Token }) => [Id, Token]));
}

/** The keys that the application has asked to be deleted, one list for each call. */
function deletionCalls(): readonly (readonly string[])[] {
  return proxy.bodies
    .filter((_body, index) => proxy.calls[index] === 'Delete')
    .map((body) => deleteKeysSchema.parse(JSON.parse(body.toString())).Ids);
}

/** The number in a text, or 0 where there is no such text. */
async function numberIn(text: RegExp): Promise<number> {
  const shown = (await outcome().textContent()) ?? '';
  return Number(text.exec(shown)?.[1] ?? 0);
}

/** Deletes 300 keys and stands in the middle: 100 are answered, 50 deleted without an answer, 50 hang, 100 wait. */
async function deleteToTheMiddle(): Promise<void> {
  await connect(301);
  proxy.next('Delete', pass, pass, pass, pass, keepAnswer, keepAnswer, hang, hang);
  await askToDeleteAllButOne();
  await keys.confirmDeletion(300);
  await expect.poll(() => deletionCalls().length).toBe(8);
  await expect(progress()).toHaveText(/^100 of 300 done/);
}

test('fault 30: of 200 keys three are refused, they are named with their reasons, stay ticked, and are tried again alone', async () => {
  await connect(201);
  const before = await keysOfPlatform();
  const first = (await keys.grid.getByRole('row').nth(1).textContent()) ?? '';
  const chosen = [...before].filter(([, token]) => !first.includes(token.slice(0, 8)));
  const refused = [chosen[3], chosen[90], chosen[180]].filter((key) => key !== undefined);
  const reasons = ['Used by a running job.', 'Somebody else holds it.', 'The database was busy.'];
  const fault = refuseKeys(new Map(refused.map(([id], index) => [id, reasons[index] ?? ''])));
  // The first four calls are answered, the others once their progress was looked at.
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  let calls = 0;
  proxy.always.set('Delete', async (call) => {
    calls += 1;
    if (calls > 4) {
      await released;
    }
    await fault(call);
  });

  await askToDeleteAllButOne();
  await keys.confirmDeletion(200);
  await expect(progress()).toHaveText(/^100 of 200 done/);
  await expect(keys.confirmation.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '50');
  release();
  await expect(outcome()).toContainText('3 keys were not deleted. They stay selected.');
  const lines = outcome().getByRole('listitem');
  await expect(lines).toHaveCount(3);
  for (const [index, [, token]] of refused.entries()) {
    await expect(lines.filter({ hasText: token.slice(0, 8) })).toContainText(reasons[index] ?? '');
  }
  const deleted = deletionCalls().flat();
  expect(deleted).toHaveLength(200);
  expect(new Set(deleted)).toEqual(new Set(chosen.map(([id]) => id)));

  proxy.heal();
  const callsBefore = deletionCalls().length;
  await press('Try 3 keys again');
  await expect(keys.confirmation).toBeHidden();
  expect(deletionCalls().slice(callsBefore).flat().sort()).toEqual(refused.map(([id]) => id).sort());
  expect([...(await keysOfPlatform()).keys()]).toHaveLength(1);
  await expect.poll(() => keys.count()).toBe(1);
});

test('fault 28: a 401 in the middle ends the deletion, the reason is named, and the numbers are those of the platform', async () => {
  await connect(301);
  proxy.next('Delete', pass, pass, pass, pass, pass);
  proxy.always.set('Delete', answer(401, {}, { Code: 'Unauthorized', Message: 'The password was changed.' }));
  await askToDeleteAllButOne();
  await keys.confirmDeletion(300);
  await expect(outcome()).toContainText('The deletion stopped: The account or key was not accepted.');
  const left = (await keysOfPlatform()).size - 1;
  expect(left).toBe(300 - 5 * 25);
  expect(await numberIn(/(\d+) keys were not deleted/)).toBe(left);
  const tried = deletionCalls().flat().length;
  expect(await numberIn(/(\d+) keys were not processed/)).toBe(300 - tried);
  await expect(outcome()).toContainText(`${tried - 5 * 25} keys: The account or key was not accepted`);
  expect(deletionCalls().length).toBeLessThanOrEqual(9);
  await expect(keys.confirmation.getByRole('button', { name: `Try ${left} keys again` })).toBeVisible();
  await press('Close');
  await expect(app.page.getByText(`${left} of ${left + 1} selected`).first()).toBeVisible();
  expect(await keys.count()).toBe(left + 1);
});

test('fault 29: deletions whose answers were lost are looked up before anything is said of them', async () => {
  await connect(201);
  proxy.next('Delete', pass, pass, pass, pass);
  // Late, so that the last call has been sent before the first answer is missed.
  proxy.always.set('Delete', async (call) => {
    await delay(1_000);
    await loseAnswer(call);
  });
  await askToDeleteAllButOne();
  await keys.confirmDeletion(200);
  // Every call was carried out.
  await expect(keys.confirmation).toBeHidden();
  await expect(app.page.getByText('200 keys deleted')).toBeVisible();
  expect((await keysOfPlatform()).size).toBe(1);
  await expect.poll(() => keys.count()).toBe(1);
});

test('fault 29: when the network breaks, what cannot be looked up is told as unknown, and found out when it is back', async () => {
  await deleteToTheMiddle();
  await proxy.refuseConnections();

  await expect(outcome()).toContainText('200 keys were not deleted, or their state is unknown. They stay selected.');
  await expect(outcome()).toContainText(
    '100 keys were not processed. The deletion stopped: The installation cannot be reached.',
  );
  await expect(outcome()).toContainText('100 keys may be gone: no answer came.');
  await expect(app.page.getByText(/^Offline · as of \d\d:\d\d$/)).toBeVisible();
  await press('Close');
  expect((await keysOfPlatform()).size).toBe(151);
  expect(await keys.count()).toBe(201);
  await expect(app.page.getByText('200 of 201 selected').first()).toBeVisible();
  await expect(app.page.getByRole('button', { name: 'Delete', exact: true })).toBeDisabled();

  await proxy.acceptConnections();
  await expect(app.page.getByText('150 of 151 selected').first()).toBeVisible(RECONNECT);
  const before = deletionCalls().length;
  await app.page.getByRole('button', { name: 'Delete', exact: true }).click();
  await keys.confirmDeletion(150);
  await expect(keys.confirmation).toBeHidden();
  expect(deletionCalls().slice(before).flat()).toHaveLength(150);
  expect((await keysOfPlatform()).size).toBe(1);
});

test('fault 32: "Stop" lets what is under way end, tries nothing more, and the numbers are those of the platform', async () => {
  await connect(301);
  proxy.always.set('Delete', late(1_500));
  await askToDeleteAllButOne();
  await keys.confirmDeletion(300);
  await expect(progress()).toHaveText(/^100 of 300 done/);
  // The keyboard is still in the dialog, on the button that began it.
  await app.page.keyboard.press('Shift+Tab');
  await app.page.keyboard.press('Enter');
  await expect(progress()).toContainText('stopping');
  await expect(outcome()).toContainText('100 keys were not deleted. They stay selected.');
  await expect(outcome()).toContainText('100 keys were not processed.');
  await expect(outcome()).not.toContainText('The deletion stopped');
  expect(deletionCalls()).toHaveLength(8);
  expect((await keysOfPlatform()).size).toBe(101);
  await press('Close');
  await expect(app.page.getByText('100 of 101 selected').first()).toBeVisible();
});

test('fault 32: "Stop" while the keys are still checked deletes nothing', async () => {
  await connect(31);
  await askToDeleteAllButOne();
  proxy.always.set('ListChanges', late(2_000));
  await keys.confirmDeletion(30);
  await expect(progress()).toHaveText('Checking the keys…');
  await press('Stop');
  await expect(outcome()).toContainText('30 keys were not processed.');
  expect(deletionCalls()).toEqual([]);
  expect((await keysOfPlatform()).size).toBe(31);
});

test('fault 31: after a crash in the middle the next start says what was done, deletes nothing, and offers the rest', async () => {
  await deleteToTheMiddle();
  const { userDataFolder } = app;
  // The list is written behind the work, and here it is to be there at the next start.
  const folder = join(userDataFolder, 'key-lists');
  const written = () => (existsSync(folder) ? readdirSync(folder).filter((name) => LIST.test(name)) : []);
  await expect.poll(written).toHaveLength(1);
  await app.kill();
  await proxy.refuseConnections();

  app = await launchApp({ keyring, language: 'en', userDataFolder });
  keys = new KeysPage(app.page);
  await keys.waitForList();
  const note = app.page.getByRole('note').filter({ hasText: 'KeyDesk was closed while deleting 300 keys' });
  await expect(note).toContainText('100 deleted, 100 unknown, 100 not processed.');
  await expect(note.getByRole('button', { name: 'Select the rest' })).toHaveCount(0);

  await proxy.acceptConnections();
  await expect(note).toContainText('150 deleted, 150 remaining.', RECONNECT);
  expect(await keys.count()).toBe(151);
  await note.getByRole('button', { name: 'Select the rest' }).click();
  await expect(note).toBeVisible();
  await expect(app.page.getByText('150 of 151 selected').first()).toBeVisible();
  // Nothing has been deleted by itself: there was no call since the start.
  expect(deletionCalls()).toHaveLength(8);
  expect((await keysOfPlatform()).size).toBe(151);

  const asked = new Set(deletionCalls().slice(0, 6).flat());
  await app.page.getByRole('button', { name: 'Delete', exact: true }).click();
  await keys.confirmDeletion(150);
  await expect(keys.confirmation).toBeHidden();
  await expect(note).toBeHidden();
  expect(
    deletionCalls()
      .slice(8)
      .flat()
      .filter((id) => asked.has(id)),
  ).toEqual([]);
  expect((await keysOfPlatform()).size).toBe(1);

  await app.close();
  app = await launchApp({ keyring, language: 'en', userDataFolder });
  keys = new KeysPage(app.page);
  await keys.waitForList();
  await expect(app.page.getByText('KeyDesk was closed while deleting')).toHaveCount(0);
});
