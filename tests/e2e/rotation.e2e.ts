import { expect, type Locator, type Page } from '@playwright/test';
import {
  eligibleAccountPageSchema,
  keyPageSchema,
  type WireKey,
  wireKeySchema,
} from '../../shared/adminApi/keyService.ts';
import { DAY_MS } from '../../shared/model/instant.ts';
import { test } from './fixtures.ts';
import { connect } from './pages/windowCalls.ts';
import { startPlatform } from './startPlatform.ts';

/** Enough that a kill right after the first change comes before the last. */
const COUNT = 24;
const OVERLAP_MS = 7 * DAY_MS;
const LIMIT = { timeout: 120_000 };

test(`${COUNT} keys are rotated through two kills, and one rotation is taken back by keyboard`, async ({ launch }) => {
  test.setTimeout(400_000);
  const platform = await startPlatform(['--accounts', '60', '--keys', '10']);
  const keysOf = async (): Promise<readonly WireKey[]> =>
    keyPageSchema.parse(await platform.call('List', { Take: 1000 })).Items;
  const accounts = eligibleAccountPageSchema.parse(await platform.call('ListEligibleAccounts', { Take: 1000 })).Items;
  const used = new Set((await keysOf()).map(({ Username }) => Username));
  const chosen = accounts.filter((account) => account.IsEligible && !used.has(account.Username)).slice(0, COUNT);
  expect(chosen).toHaveLength(COUNT);
  const ExpirationDate = new Date(Date.now() + 60 * DAY_MS).toISOString();
  const old = new Map<string, WireKey>();
  for (const { Id } of chosen) {
    const key = wireKeySchema.parse(await platform.call('Create', { AccountId: Id, ExpirationDate }));
    old.set(key.Id, key);
  }
  const total = (await keysOf()).length;
  const shortened = async () =>
    (await keysOf()).filter(({ Id, ExpirationDate: end }) => old.has(Id) && end !== old.get(Id)?.ExpirationDate);

  let app = await launch({ recordsCalls: false });
  const { userDataFolder } = app;
  const keys = await connect(app.page, { ...platform, name: 'Moscow' });
  await expect.poll(() => keys.count()).toBe(total);
  // The newest come first.
  await keys.selectRows(1, COUNT);
  await app.page.getByRole('button', { name: 'Rotate…' }).click();
  const dialog = app.page.getByRole('dialog', { name: 'Rotate keys' });
  await dialog.getByRole('checkbox', { name: /^The new keys expire on / }).click();
  await dialog.getByRole('button', { name: `Create ${COUNT} new keys` }).click();
  await expect.poll(async () => (await keysOf()).length, LIMIT).toBeGreaterThan(total);
  await app.kill();

  // What was not created is created.
  app = await launch({ recordsCalls: false, userDataFolder });
  let { items, goOn } = await openRotations(app.page);
  await goOn();
  await expect(items.filter({ hasText: /Creating|Not created/ })).toHaveCount(0, LIMIT);
  expect(await keysOf()).toHaveLength(total + COUNT);

  // The new keys are tested; killed again while the old ones are shortened.
  if ((await shortened()).length === 0) {
    await goOn();
  }
  await expect.poll(async () => (await shortened()).length, LIMIT).toBeGreaterThan(0);
  await app.kill();

  app = await launch({ recordsCalls: false, userDataFolder });
  ({ items, goOn } = await openRotations(app.page));
  if ((await shortened()).length < COUNT) {
    await goOn();
  }
  await expect(items.filter({ hasText: 'Both keys work' })).toHaveCount(COUNT, LIMIT);
  expect(await keysOf()).toHaveLength(total + COUNT);
  for (const { ExpirationDate: end } of await shortened()) {
    expect(Math.abs(Date.parse(end) - Date.now() - OVERLAP_MS)).toBeLessThan(DAY_MS);
  }
  expect(await shortened()).toHaveLength(COUNT);
  await expect(app.page.getByText(/KeyDesk was closed while/)).toHaveCount(0);

  await items
    .first()
    .getByRole('button', { name: /^Take back: / })
    .focus();
  await app.page.keyboard.press('Enter');
  await expect(items.first().getByRole('button', { name: 'Take back', exact: true })).toBeFocused();
  await app.page.keyboard.press('Enter');
  await expect(items.filter({ hasText: 'Taken back' })).toHaveCount(1);
  expect(await keysOf()).toHaveLength(total + COUNT - 1);
  expect(await shortened()).toHaveLength(COUNT - 1);
  await platform.stop();
});

/** Opens the rotations from the line below the list. */
async function openRotations(page: Page): Promise<{ readonly items: Locator; readonly goOn: () => Promise<void> }> {
  await page.getByRole('button', { name: `${COUNT} rotations`, exact: true }).click(LIMIT);
  const panel = page.getByRole('dialog', { name: 'Rotations' });
  return {
    items: panel.getByRole('list', { name: 'Rotations' }).getByRole('listitem'),
    goOn: () =>
      panel
        .getByRole('button', { name: /^Test(?: all \d+)? and go on/ })
        // The button for all follows those of single rotations; it is missing if only one is left.
        .last()
        .click(LIMIT),
  };
}
