import { expect, test } from '@playwright/test';
import { deleteKeysSchema, keyPageSchema } from '../../shared/adminApi/keyService.ts';
import { quantile } from '../bench/table.ts';
import { type FaultProxy, startFaultProxy } from '../harness/faultProxy.ts';
import { type Fault, refuseKeys } from '../harness/faults.ts';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import { type StandalonePlatform, startPlatformCommand } from '../harness/platformCommand.ts';
import { searchFor } from './evidence/startEvidence.ts';
import { launchApp, type RunningApp } from './launchApp.ts';
import { startCallMeter, waitForDialog } from './pages/callMeter.ts';
import { ConnectionDialog } from './pages/connections.ts';
import { KeysPage } from './pages/keysPage.ts';

const KEYS = 100_000;
const CHOSEN = 2_000;
/** Which key of which call is refused, and why. */
const REASONS: ReadonlyMap<number, string> = new Map([
  [3, 'Used by a running job.'],
  [40, 'Somebody else holds it.'],
  [79, 'The database was busy.'],
]);
const LIST_LIMIT = { timeout: 120_000 };

let keyring: Keyring;
let platform: StandalonePlatform;
let proxy: FaultProxy;
let app: RunningApp;

test.describe.configure({ timeout: 400_000 });

test.beforeAll(async () => {
  keyring = await startKeyring();
  // Its hundred thousand secrets are not searched for at the end, as those of every other platform are: that would take
  // longer than all tests. Nothing here asks for one.
  platform = await startPlatformCommand(['--accounts', '1000', '--keys', String(KEYS)]);
  searchFor("the administrator's password", platform.password);
  proxy = await startFaultProxy(platform.address);
  app = await launchApp({ keyring, language: 'en', recordsCalls: false });
});

test.afterAll(async () => {
  await app.close();
  await proxy.stop();
  await platform.stop();
  await keyring.stop();
});

/** How many keys the platform has, whatever the window shows. */
async function countOnPlatform(): Promise<number> {
  return keyPageSchema.parse(await platform.call('List', { Take: 1 })).Total;
}

/** The keys that the application has asked to be deleted, in order. */
function askedToDelete(): readonly string[] {
  return proxy.bodies
    .filter((_body, index) => proxy.calls[index] === 'Delete')
    .flatMap((body) => deleteKeysSchema.parse(JSON.parse(body.toString())).Ids);
}

test('of 100,000 keys 2,000 are deleted: three are refused, named with their reasons, and tried again alone', async () => {
  const { page } = app;
  const keys = new KeysPage(page);
  await keys.waitForList();
  await new ConnectionDialog(page).add({ ...platform, name: 'Stand', address: proxy.address });
  await expect.poll(() => keys.count(), LIST_LIMIT).toBe(KEYS);
  await expect(page.getByText(/^Live/).first()).toBeVisible(LIST_LIMIT);

  const refused = new Map<string, string>();
  let calls = 0;
  const refuse: Fault = async (call) => {
    calls += 1;
    const [id = ''] = deleteKeysSchema.parse(JSON.parse(call.body.toString())).Ids;
    const reason = REASONS.get(calls);
    if (reason !== undefined) {
      refused.set(id, reason);
    }
    await refuseKeys(refused)(call);
  };
  proxy.always.set('Delete', refuse);

  await keys.tickRows(1, CHOSEN);
  await expect(page.getByText('2,000 of 100,000 selected').first()).toBeVisible();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(keys.confirmation).toBeVisible();
  const stopMeter = await startCallMeter(page);
  await keys.confirmDeletion(CHOSEN);
  await waitForDialog(page, 'alert', LIST_LIMIT.timeout);
  const { times, statuses } = await stopMeter();
  expect(statuses).toContainEqual(expect.stringMatching(/^[\d,]+ of 2,000 done/));
  const outcome = keys.confirmation.getByRole('alert');
  await expect(outcome).toContainText('3 keys were not deleted. They stay selected.');

  const reasons = outcome.getByRole('listitem');
  await expect(reasons).toHaveCount(3);
  for (const reason of REASONS.values()) {
    await expect(reasons.filter({ hasText: reason })).toHaveCount(1);
  }
  expect(await countOnPlatform()).toBe(KEYS - CHOSEN + 3);
  expect(new Set(askedToDelete()).size).toBe(CHOSEN);
  expect(askedToDelete()).toHaveLength(CHOSEN);

  proxy.heal();
  await keys.confirmation.getByRole('button', { name: 'Try 3 keys again' }).click();
  await expect(keys.confirmation).toBeHidden();
  expect([...askedToDelete().slice(CHOSEN)].sort()).toEqual([...refused.keys()].sort());
  expect(await countOnPlatform()).toBe(KEYS - CHOSEN);
  await expect.poll(() => keys.count()).toBe(KEYS - CHOSEN);
  // How responsive the window was is judged by `npm run bench:window`; here it is only told.
  process.stdout.write(
    `While 2,000 of 100,000 keys were deleted ${times.length} calls of the window were answered; p95 ${quantile(times, 0.95).toFixed(1)} ms.\n`,
  );
});
