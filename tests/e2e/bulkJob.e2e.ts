import { expect } from '@playwright/test';
import { deleteKeysSchema, keyPageSchema } from '../../shared/adminApi/keyService.ts';
import { amount } from '../harness/amount.ts';
import { startFaultProxy } from '../harness/faultProxy.ts';
import { rejectKeys } from '../harness/faults.ts';
import { startPlatformCommand } from '../harness/platformCommand.ts';
import { searchFor } from './evidence/startEvidence.ts';
import { test } from './fixtures.ts';
import { connect } from './pages/windowCalls.ts';

const REASONS = ['Used by a running job.', 'Somebody else holds it.', 'The database was busy.'];
const LIST_LIMIT = { timeout: 120_000 };

/** `failingCalls` are the deletion calls in which one key is rejected. */
const { total, chosen, failingCalls } = amount({
  sample: { total: 1_000, chosen: 100, failingCalls: [1, 2, 4] },
  full: { total: 100_000, chosen: 2_000, failingCalls: [3, 40, 79] },
});
const [ofAll, ofChosen] = [total, chosen].map((count) => count.toLocaleString('en'));

test(`of ${ofAll} keys ${ofChosen} are deleted: three are rejected, listed with reasons, and retried alone`, async ({
  launch,
}) => {
  test.setTimeout(400_000);
  // The secrets of its keys are not searched for at the end of the run, which would take longer than all tests. Nothing
  // here requests one.
  const platform = await startPlatformCommand(['--accounts', '1000', '--keys', String(total)]);
  searchFor("the administrator's password", platform.password);
  const proxy = await startFaultProxy(platform.address);
  const { page } = await launch({ recordsCalls: false });
  const countOnPlatform = async () => keyPageSchema.parse(await platform.call('List', { Take: 1 })).Total;
  /** The ids sent with deletion calls, in order. */
  const deletedIds = () =>
    proxy.bodies
      .filter((_body, index) => proxy.calls[index] === 'Delete')
      .flatMap((body) => deleteKeysSchema.parse(JSON.parse(body.toString())).Ids);
  const keys = await connect(page, { ...platform, name: 'Moscow', address: proxy.address });
  await expect.poll(() => keys.count(), LIST_LIMIT).toBe(total);
  await expect(page.getByText(/^Live/).first()).toBeVisible(LIST_LIMIT);

  const rejected = new Map<string, string>();
  let calls = 0;
  proxy.always.set('Delete', async (call) => {
    calls += 1;
    const [id = ''] = deleteKeysSchema.parse(JSON.parse(call.body.toString())).Ids;
    const reason = REASONS[failingCalls.indexOf(calls)];
    if (reason !== undefined) {
      rejected.set(id, reason);
    }
    await rejectKeys(rejected)(call);
  });
  await keys.selectRows(1, chosen);
  await expect(page.getByText(`${ofChosen} of ${ofAll} selected`).first()).toBeVisible();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await keys.confirmDeletion(chosen);
  const outcome = keys.confirmation.getByRole('alert');
  await expect(outcome).toContainText('3 keys were not deleted. They stay selected.', LIST_LIMIT);
  const reasons = outcome.getByRole('listitem');
  await expect(reasons).toHaveCount(3);
  for (const reason of REASONS) {
    await expect(reasons.filter({ hasText: reason })).toHaveCount(1);
  }
  expect(await countOnPlatform()).toBe(total - chosen + 3);
  expect(new Set(deletedIds()).size).toBe(chosen);
  expect(deletedIds()).toHaveLength(chosen);

  proxy.heal();
  await keys.confirmation.getByRole('button', { name: 'Try 3 keys again' }).click();
  await expect(keys.confirmation).toBeHidden();
  expect(deletedIds().slice(chosen).toSorted()).toEqual([...rejected.keys()].toSorted());
  expect(await countOnPlatform()).toBe(total - chosen);
  await expect.poll(() => keys.count()).toBe(total - chosen);
  await proxy.stop();
  await platform.stop();
});
