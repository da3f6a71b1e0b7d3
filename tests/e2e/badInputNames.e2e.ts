import { expect, test } from '@playwright/test';
import { keyPageSchema } from '../../shared/adminApi/keyService.ts';
import { type AccountName, accountsRenamed } from '../harness/accountsRenamed.ts';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import { openStand, type Stand } from './openStand.ts';
import { leftEdges } from './pages/layout.ts';
import { startPlatform } from './startPlatform.ts';

const HEBREW: AccountName = { username: 'חשבון.ראשי', fullName: 'שלום וברכה' };
const ARABIC: AccountName = { username: 'خدمة.١', fullName: 'عبد الله 2027' };
/** Turns all that follows it in the same line, unless it is held in. */
const OVERRIDE: AccountName = { username: '\u202euser', fullName: '\u202egnp.exe' };
const COMPOSED: AccountName = { username: 'zo\u00eb.caf\u00e9', fullName: 'Zo\u00eb Caf\u00e9 \ud55c\uae00' };
const DECOMPOSED: AccountName = {
  username: 'zoe\u0308.cafe\u0301.2',
  fullName: COMPOSED.fullName.normalize('NFD'),
};
const TURNING = [HEBREW, ARABIC, OVERRIDE];
const COUNT = 60;

test.describe.configure({ timeout: 120_000 });

let keyring: Keyring;
let stand: Stand;
let counts: ReadonlyMap<AccountName, number>;

test.beforeAll(async () => {
  keyring = await startKeyring();
  const platform = await startPlatform(['--accounts', '6', '--keys', String(COUNT)]);
  const names = new Map<string, AccountName>(
    [...TURNING, COMPOSED, DECOMPOSED].map((name, index) => [`user.0000${index + 1}`, name]),
  );
  const { Items } = keyPageSchema.parse(await platform.call('List', {}));
  counts = new Map(
    [...names].map(([username, name]) => [name, Items.filter(({ Username }) => Username === username).length]),
  );
  stand = await openStand({
    keyring,
    platform,
    count: COUNT,
    fault: accountsRenamed((username) => names.get(username)),
    width: 1280,
    height: 800,
  });
});

test.afterAll(async () => {
  await stand.stop();
  await keyring.stop();
});

test.beforeEach(() => stand.keys.search.fill(''));

/** The first row of the keys of an account, with those alone in the list. */
async function firstRowOf(name: AccountName) {
  await stand.keys.search.fill(`account:"${name.username}"`);
  await expect.poll(() => stand.keys.count()).toBe(counts.get(name));
  return stand.keys.grid.getByRole('row').nth(1);
}

test('names are found however their accents are written, and from right to left', async () => {
  const { keys } = stand;
  const expectFound = async (search: string, ...names: readonly AccountName[]): Promise<void> => {
    await keys.search.fill(search);
    await expect.poll(() => keys.count()).toBe(names.reduce((sum, name) => sum + (counts.get(name) ?? 0), 0));
    for (const { username } of names) {
      await expect(keys.grid.getByText(username).first()).toBeVisible();
    }
  };
  for (const search of [
    '"zo\u00eb caf\u00e9"',
    '"zoe\u0308 cafe\u0301"',
    '\ud55c\uae00',
    '\ud55c\uae00'.normalize('NFD'),
  ]) {
    await expectFound(search, COMPOSED, DECOMPOSED);
  }
  await expectFound('caf\u00e9.2', DECOMPOSED);
  await expectFound('account:cafe\u0301.2', DECOMPOSED);
  for (const name of [HEBREW, ARABIC]) {
    await expectFound(`account:${name.username}`, name);
    await expectFound(name.fullName, name);
  }
});

for (const name of TURNING) {
  test(`${JSON.stringify(name.fullName)} turns neither its row nor a dialog around`, async () => {
    const { keys, app } = stand;
    const { page } = app;
    const row = await firstRowOf(name);
    const headers = await keys.grid.getByRole('columnheader').all();
    const cells = await row.getByRole('gridcell').all();
    expect(cells).toHaveLength(headers.length);
    for (const [index, cell] of cells.entries()) {
      const [shown, above] = [await cell.boundingBox(), await headers[index]?.boundingBox()];
      const middle = (above?.x ?? 0) + (above?.width ?? 0) / 2;
      expect(shown?.x).toBeLessThan(middle);
      expect((shown?.x ?? 0) + (shown?.width ?? 0)).toBeGreaterThan(middle);
    }
    await expectInOrder(row, [name.username, 'API integrations']);

    await row.dblclick();
    const context = keys.properties.getByText(/ · created /);
    await expectInOrder(context, [name.fullName, name.username, 'created', ':']);
    await keys.closeProperties();

    await row.getByRole('checkbox').click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await expectInOrder(keys.confirmation.getByRole('listitem'), [name.username, '1 key', 'valid left']);
    await keys.confirmation.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Clear selection' }).click();

    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await keys.newKey.getByRole('combobox', { name: 'User name' }).click();
    const option = page.getByRole('option').filter({ hasText: name.fullName });
    await expectInOrder(option, [name.username, 'API integrations']);
    await page.keyboard.press('Escape');
    await keys.newKey.getByRole('button', { name: 'Cancel' }).click();
  });
}

/** The parts of a text stand from left to right as they are written. */
async function expectInOrder(root: Parameters<typeof leftEdges>[0], parts: readonly string[]): Promise<void> {
  const edges = await leftEdges(root, parts);
  expect(edges.every(Number.isFinite)).toBe(true);
  expect(edges).toEqual(edges.toSorted((left, right) => left - right));
}
