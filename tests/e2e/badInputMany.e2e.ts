import { expect, test } from '@playwright/test';
import { keyPageSchema } from '../../shared/adminApi/keyService.ts';
import { rewritten } from '../harness/faults.ts';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import { startPlatformCommand } from '../harness/platformCommand.ts';
import { searchFor } from './evidence/startEvidence.ts';
import { openStand, type Stand } from './openStand.ts';

const OF_ONE = 5_000;
const COUNT = OF_ONE + 3;
const LIMIT = { timeout: 60_000 };
const ONE = { AccountId: 'account.1', Username: 'svc.one', FullName: 'The one account' };
const OTHER = { AccountId: 'account.2', Username: 'svc.other', FullName: 'Another account' };

test.describe.configure({ timeout: 180_000 });

let keyring: Keyring;
let stand: Stand;

test.beforeAll(async () => {
  keyring = await startKeyring();
  // Its secrets are not searched for at the end, which would take longer than the test; nothing here asks for one.
  const platform = await startPlatformCommand(['--accounts', '2', '--keys', String(COUNT)]);
  searchFor("the administrator's password", platform.password);
  // They are generated for any account: all but the last three shall be of one.
  const fault = rewritten((object) =>
    typeof object.Token === 'string'
      ? { ...object, ...(Number(String(object.Id).split('.')[1]) <= OF_ONE ? ONE : OTHER) }
      : object,
  );
  stand = await openStand({ keyring, platform, count: COUNT, fault, recordsCalls: false });
});

test.afterAll(async () => {
  await stand.stop();
  await keyring.stop();
});

test('5,000 keys of one account are listed, chosen with account: and told as one account; "Cancel" deletes none', async () => {
  const { keys, app, platform, proxy } = stand;
  const { page } = app;
  await keys.search.fill('account:svc.one');
  await expect.poll(() => keys.count(), LIMIT).toBe(OF_ONE);
  await keys.grid.getByRole('row').nth(1).focus();
  await page.keyboard.press('End');
  const last = keys.grid.locator(`[aria-rowindex="${OF_ONE + 1}"]`);
  await expect(last).toBeFocused();
  await expect(last).toContainText(ONE.FullName);

  await page.keyboard.press('Control+A');
  await expect(page.getByRole('status').filter({ hasText: '5,000 of 5,003 selected' })).toBeVisible();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  const dialog = keys.confirmation;
  await expect(dialog).toContainText('5,000 keys');
  await expect(dialog).toContainText('The account will lose access to the API.');
  const accounts = dialog.getByRole('list', { name: 'Accounts of these keys' }).getByRole('listitem');
  await expect(accounts).toHaveCount(1);
  await expect(accounts).toContainText(ONE.FullName);
  await expect(accounts).toContainText(/5,000 keys · no other valid key/);

  const confirm = dialog.getByRole('button', { name: 'Delete 5,000 keys', exact: true });
  await expect(confirm).toBeDisabled();
  const field = dialog.getByRole('textbox', { name: /^Type .?5000.? to confirm$/ });
  for (const [typed, isEnough] of [
    ['5', false],
    ['50000', false],
    ['5003', false],
    ['5,000', true],
    ['5000', true],
  ] as const) {
    await field.fill(typed);
    await expect(confirm).toBeEnabled({ enabled: isEnough });
  }
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  expect(proxy.calls).not.toContain('Delete');
  expect(keyPageSchema.parse(await platform.call('List', { Take: 1 })).Total).toBe(COUNT);
  await expect(page.getByRole('status').filter({ hasText: '5,000 of 5,003 selected' })).toBeVisible();
  await keys.search.fill('');
  await expect.poll(() => keys.count(), LIMIT).toBe(COUNT);
});
