import { expect, test } from '@playwright/test';
import {
  eligibleAccountPageSchema,
  keyPageSchema,
  type WireKey,
  wireKeySchema,
} from '../../shared/adminApi/keyService.ts';
import { type Keyring, startKeyring } from '../harness/keyring.ts';
import { openStand, type Stand } from './openStand.ts';
import { startPlatform } from './startPlatform.ts';

const COUNT = 90;
const LIMIT = { timeout: 30_000 };
const LATER = '2031-03-04T00:00:00.000Z';

test.describe.configure({ timeout: 120_000 });

let keyring: Keyring;
let stand: Stand;

test.beforeAll(async () => {
  keyring = await startKeyring();
});

test.afterAll(() => keyring.stop());

test.beforeEach(async () => {
  const platform = await startPlatform(['--accounts', '5', '--keys', String(COUNT)]);
  stand = await openStand({ keyring, platform, count: COUNT });
});

test.afterEach(() => stand.stop());

/** What another administrator does over the API. */
const others = {
  read: async (): Promise<readonly WireKey[]> => keyPageSchema.parse(await stand.platform.call('List', {})).Items,
  delete: (...keys: readonly WireKey[]) => stand.platform.call('Delete', { Ids: keys.map(({ Id }) => Id) }),
  extend: async ({ Id, Version }: WireKey): Promise<WireKey> =>
    wireKeySchema.parse(await stand.platform.call('Edit', { Id, Version, ExpirationDate: LATER })),
  create: async (): Promise<WireKey> => {
    const { Items } = eligibleAccountPageSchema.parse(await stand.platform.call('ListEligibleAccounts', {}));
    const AccountId = Items.find(({ Username }) => Username.startsWith('user.'))?.Id;
    return wireKeySchema.parse(await stand.platform.call('Create', { AccountId, ExpirationDate: LATER }));
  },
};

const selected = (text: string) => stand.app.page.getByRole('status').filter({ hasText: text });
const press = (name: string) => stand.app.page.getByRole('button', { name, exact: true }).click();

/** The keys of the first rows, so many, by the tokens that these show. */
async function keysOfRows(count: number): Promise<readonly WireKey[]> {
  const [rows, keys] = [await stand.keys.grid.getByRole('row').allTextContents(), await others.read()];
  return rows.slice(1, count + 1).map((row) => {
    const key = keys.find(({ Token }) => row.includes(`${Token.slice(0, 8)}…${Token.slice(-4)}`));
    if (key === undefined) {
      throw new Error(`No key of the platform is shown as ${row}`);
    }
    return key;
  });
}

test('a filtered list changes under a selection: that stays with the keys that are there, and what is gone leaves it', async () => {
  const { keys, app } = stand;
  await keys.search.fill('status:expired');
  await expect.poll(() => keys.count()).toBeLessThan(COUNT);
  const shown = await keys.count();
  const [gone, extended, kept, alsoKept] = await keysOfRows(4);
  if (gone === undefined || extended === undefined || kept === undefined || alsoKept === undefined) {
    throw new Error('There are too few expired keys');
  }
  await keys.tickRows(1, 4);
  await expect(selected(`4 of ${COUNT} selected`)).toBeVisible();

  await others.delete(gone);
  await others.extend(extended);
  const created = await others.create();
  await keys.refresh(LIMIT);
  // The deleted key is gone; the extended one is not expired any more, and still selected.
  await expect(selected(`3 of ${COUNT} selected · 1 not shown by the filter`)).toBeVisible();
  await expect(keys.search).toHaveValue('status:expired');
  await expect.poll(() => keys.count()).toBe(shown - 2);
  for (const { Token } of [kept, alsoKept]) {
    await expect(keys.row(Token).getByRole('checkbox')).toBeChecked();
  }
  await expect(keys.grid.getByRole('checkbox', { checked: true })).toHaveCount(2);

  await keys.search.fill(`token:${extended.Token}`);
  await expect(keys.row(extended.Token).getByRole('checkbox')).toBeChecked();
  await keys.search.fill(`token:${created.Token}`);
  await expect(keys.row(created.Token).getByRole('checkbox')).not.toBeChecked();
  await keys.search.fill(`token:${gone.Token}`);
  await expect(keys.search).toHaveAccessibleDescription(/No key of this connection has this token/);
  await expect(app.page.getByRole('alert')).toHaveCount(0);
});

test('of the keys to delete one is changed and one deleted before "Delete": the changed one is left alone, and both are told', async () => {
  const { keys, app, platform, proxy } = stand;
  await keys.search.fill('status:expired');
  await expect.poll(() => keys.count()).toBeLessThan(COUNT);
  const [gone, changed, ...rest] = await keysOfRows(4);
  if (gone === undefined || changed === undefined) {
    throw new Error('There are too few expired keys');
  }
  await keys.tickRows(1, 4);
  await press('Delete');
  await expect(keys.confirmation).toBeVisible();
  await others.delete(gone);
  await others.extend(changed);
  await keys.confirmDeletion(4);
  const outcome = keys.confirmation.getByRole('alert');
  await expect(outcome).toContainText('1 key was not deleted. It stays selected.');
  await expect(outcome.getByRole('listitem')).toHaveCount(1);
  await expect(outcome.getByRole('listitem')).toContainText(changed.Token.slice(0, 8));
  await expect(outcome.getByRole('listitem')).toContainText(
    'somebody changed it in the meantime, so it was left alone',
  );
  await expect(app.page.getByText(/2 keys deleted.*1 had already been deleted by someone else/)).toBeVisible();

  const left = await others.read();
  expect(left.map(({ Id }) => Id)).toContain(changed.Id);
  expect(left).toHaveLength(COUNT - 4 + 1);
  const asked = proxy.bodies
    .filter((_body, index) => proxy.calls[index] === 'Delete')
    .map(String)
    .join();
  expect(asked).not.toContain(`"${changed.Id}"`);
  expect(rest.every(({ Id }) => asked.includes(`"${Id}"`))).toBe(true);
  await keys.confirmation.getByRole('button', { name: 'Close' }).click();
  await expect(selected(`1 of ${COUNT - 3} selected`)).toBeVisible();

  // Who has seen the change may go on: the key is as it is shown now.
  await press('Delete');
  await keys.confirmDeletion(1);
  await expect(keys.confirmation).toBeHidden();
  expect(keyPageSchema.parse(await platform.call('List', {})).Total).toBe(COUNT - 4);
});

test('while keys are being deleted others delete some of them and make new ones: all is told, and nothing else is touched', async () => {
  const { keys, app, proxy } = stand;
  const before = await others.read();
  await keys.tickRows(1, 60);
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const held: string[][] = [];
  proxy.always.set('Delete', async ({ response, body, passOn }) => {
    held.push((JSON.parse(body.toString()) as { Ids: string[] }).Ids);
    await released;
    const { status, headers, body: answered } = await passOn();
    response.writeHead(status, headers);
    response.end(answered);
  });
  await press('Delete');
  await keys.confirmDeletion(60);
  await expect.poll(() => held.flat().length).toBe(60);
  const taken = before.filter(({ Id }) => [held[0]?.[0], held[1]?.[0]].includes(Id));
  expect(taken).toHaveLength(2);
  await others.delete(...taken);
  const created = await others.create();
  release();
  await expect(keys.confirmation).toBeHidden();
  await expect(app.page.getByText(/58 keys deleted.*2 had already been deleted by someone else/)).toBeVisible();
  const left = (await others.read()).map(({ Id }) => Id);
  const asked = new Set(held.flat());
  expect(left.toSorted()).toEqual(
    [...before.map(({ Id }) => Id).filter((id) => !asked.has(id)), created.Id].toSorted(),
  );
  await keys.refresh(LIMIT);
  await expect.poll(() => keys.count()).toBe(COUNT - 60 + 1);
  await expect(selected('selected')).toHaveCount(0);
  await expect(keys.grid.getByRole('checkbox', { checked: true })).toHaveCount(0);
});
