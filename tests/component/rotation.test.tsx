import { beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { english, russian } from '../../renderer/i18n/i18n.ts';
import { AppError } from '../../shared/result.ts';
import { CONNECTION_FORM } from '../fakes/connectionForm.ts';
import type { MemoryPorts } from '../fakes/memoryPorts.ts';
import { openKeys, openWindow } from './openWindow.tsx';
import type { KeysPage } from './pages/keysPage.ts';

/** Wide enough for all actions on the selection. */
const WIDE = [1700, 900] as const;
const DAY_MS = 24 * 60 * 60 * 1000;
const { rotation } = english;
const dialog = page.getByRole('dialog', { name: rotation.title });
const panel = page.getByRole('dialog', { name: rotation.panel });
const items = panel.getByRole('list', { name: rotation.panel }).getByRole('listitem');

let keys: KeysPage;
let memory: MemoryPorts;

beforeEach(async () => {
  ({ keys, memory } = await openKeys({ count: 40, size: WIDE }));
  await keys.search.fill('user.');
  await keys.sort('Expires', 'descending');
});

const expiries = () => new Map([...memory.adminApi.keys].map(([id, { expirationDate }]) => [id, expirationDate]));
/** The keys that were created since `before`. */
const created = (before: ReadonlyMap<string, string>) =>
  [...memory.adminApi.keys.values()].filter(({ id }) => !before.has(id));

/** Opens the dialog for the first keys in the list. */
async function choose(count: number): Promise<void> {
  if (count === 1) {
    await keys.grid.getByRole('checkbox').nth(1).click();
    await keys.press(rotation.action);
  } else {
    await keys.selectFirst(count, rotation.action);
  }
}

/** Starts the rotation of the first keys in the list. */
async function rotate(count: number): Promise<void> {
  await choose(count);
  await expect.element(dialog).toBeVisible();
  await dialog.getByRole('checkbox', { name: /^The new keys? expires? on / }).click();
  await keys.press(`Create ${count} new key${count === 1 ? '' : 's'}`, dialog);
  await expect.element(items).toHaveLength(count);
}

test('a key is rotated: the old one is untouched until the new one was handed over and has passed its test', async () => {
  const before = expiries();
  await rotate(1);
  const [successor] = created(before);
  const [old] = [...memory.adminApi.keys.values()].filter(
    ({ accountId, id }) => accountId === successor?.accountId && id !== successor.id,
  );
  if (successor === undefined || old === undefined) {
    throw new Error('No key was created.');
  }
  expect(new Map([...expiries()].filter(([id]) => id !== successor.id))).toEqual(before);
  await expect.element(items).toMatchTextContent(rotation.states.handOver.text);

  // Hand over leads back.
  await items.getByRole('button', { name: /^Hand over…: user/ }).click();
  const handOver = page.getByRole('dialog', { name: english.handOver.title });
  await expect.element(handOver).toMatchTextContent(successor.username);
  await keys.press('Close', handOver);
  await expect.element(items).toHaveLength(1);

  // A failing test leaves the old key as it is, and says so.
  memory.connectionProbe.failure = new AppError('UNAUTHORIZED', '', {
    reason: { kind: 'credential', problem: 'unknownToken' },
  });
  await items.getByRole('button', { name: /^Test and go on: user/ }).click();
  await expect.element(items).toMatchTextContent(rotation.states.testFailed.text);
  expect(expiries().get(old.id)).toBe(before.get(old.id));

  memory.connectionProbe.failure = null;
  await items.getByRole('button', { name: /^Test and go on: user/ }).click();
  await expect.element(items).toMatchTextContent(/Both keys work/);
  const shortened = Date.parse(expiries().get(old.id) ?? '');
  expect(Math.abs(shortened - Date.now() - 7 * DAY_MS)).toBeLessThan(60 * 60_000);
  await keys.press('Close', panel);

  // Both rows have a mark that names the other key.
  await keys.search.fill('status:rotating');
  await expect.element(keys.grid).toHaveAttribute('aria-rowcount', '3');
  await expect.element(keys.grid.getByRole('button', { name: /^Rotating: replaced by / })).toBeVisible();
  await keys.grid.getByRole('button', { name: /^Rotating: replaces / }).click();
  await items.getByRole('button', { name: /^End now: user/ }).click();
  await items.getByRole('button', { name: 'End now', exact: true }).click();
  await expect.element(items).toMatchTextContent(/Only the new key works/);
  expect(Date.parse(expiries().get(old.id) ?? '')).toBeLessThanOrEqual(Date.now());
  await items.getByRole('button', { name: /^Remove from this list/ }).click();
  await expect.element(panel).toMatchTextContent(rotation.none);
});

test('a rotation outlasts a restart, is opened from the properties, and taken back exactly', async () => {
  const before = expiries();
  await rotate(1);
  const { username = '' } = created(before)[0] ?? {};
  await items.getByRole('button', { name: /^Test and go on/ }).click();
  await expect.element(items).toMatchTextContent(/Both keys work/);
  // Starts again over the same files; nothing ended the run before.
  ({ keys } = await openKeys({ memory, size: WIDE }));
  await keys.search.fill(username);
  await userEvent.dblClick(keys.rowAt(1));
  await keys.press(rotation.openOne, keys.properties);
  await items.getByRole('button', { name: /^Take back: user/ }).click();
  await items.getByRole('button', { name: 'Take back', exact: true }).click();
  await expect.element(items).toMatchTextContent(rotation.states.takenBack.text);
  expect(expiries()).toEqual(before);
});

test('many keys: the failed ones are named and untouched, and the rest is tested again together', async () => {
  const before = expiries();
  await rotate(3);
  memory.connectionProbe.failure = new AppError('UNAUTHORIZED', '', {
    reason: { kind: 'credential', problem: 'unknownToken' },
  });
  await keys.press('Test all 3 and go on', panel);
  const outcome = panel.getByRole('alert').filter({ hasText: 'not done for 3 keys' });
  await expect.element(outcome).toBeVisible();
  for (const { username } of created(before)) {
    await expect.element(outcome).toMatchTextContent(username);
  }
  expect([...before].every(([id, expiry]) => expiries().get(id) === expiry)).toBe(true);
  memory.connectionProbe.failure = null;
  await keys.press('Test all 3 and go on', panel);
  await expect.element(panel.getByRole('alert').filter({ hasText: 'Done for 3 keys.' })).toBeVisible();
  memory.fileDialogs.choice = '/home/user/plan.md';
  await keys.press(rotation.checklist, panel);
  await expect.element(page.getByText('Checklist saved as plan.md')).toBeVisible();
});

test('stop: calls in progress complete, the rest is not tried, and is tried again together', async () => {
  const create = memory.adminApi.createKey.bind(memory.adminApi);
  const released = Promise.withResolvers<void>();
  const held = vi.spyOn(memory.adminApi, 'createKey').mockImplementation(async (...call) => {
    await released.promise;
    return create(...call);
  });
  const before = expiries();
  await choose(12);
  await dialog.getByRole('checkbox', { name: /^The new keys expire on / }).click();
  await keys.press('Create 12 new keys', dialog);
  await expect.poll(() => held.mock.calls.length).toBeGreaterThan(0);
  await keys.press('Stop', dialog);
  released.resolve();
  const outcome = dialog.getByRole('alert').filter({ hasText: 'not done for' });
  await expect.element(outcome).toMatchTextContent(rotation.outcomes.notTried);
  const started = created(before).length;
  expect(started).toBeLessThan(12);
  expect(held).toHaveBeenCalledTimes(started);
  expect(new Map([...expiries()].filter(([id]) => before.has(id)))).toEqual(before);
  await keys.press(/^Try \d+ keys? again$/, dialog);
  await expect.poll(() => created(before).length).toBe(12);
});

test('keys that cannot be rotated are named with the reason, and the lifetime has to be confirmed', async () => {
  await keys.sort('Expires', 'ascending');
  await choose(1);
  await expect.element(dialog).toMatchTextContent(rotation.obstacles.expired);
  await expect.element(dialog.getByRole('button', { name: /^Create/ })).not.toBeInTheDocument();
  await keys.press('Cancel', dialog);
  await keys.press('Clear selection');
  await keys.sort('Expires', 'descending');
  await rotate(1);
  await keys.press('Close', panel);
  await keys.press('Clear selection');
  await keys.search.fill('status:rotating');
  await choose(1);
  await expect.element(dialog).toMatchTextContent(rotation.obstacles.rotating);
});

test('production is confirmed apart; by keyboard alone, with another overlap', async () => {
  ({ keys, memory } = await openKeys({
    connections: [{ ...CONNECTION_FORM, environment: 'production' }],
    count: 40,
    size: WIDE,
  }));
  await keys.search.fill('user.');
  await keys.sort('Expires', 'descending');
  await choose(1);
  const start = dialog.getByRole('button', { name: 'Create 1 new key' });
  const lifetime = dialog.getByRole('checkbox', { name: /^The new key expires on / });
  const focus = (of: typeof start): void => (of.element() as HTMLElement).focus();
  await expect.element(dialog.getByRole('button', { name: 'Cancel' })).toHaveFocus();
  focus(lifetime);
  await userEvent.keyboard(' ');
  await expect.element(start).toBeDisabled();
  const overlap = dialog.getByRole('combobox', { name: rotation.overlap });
  focus(overlap);
  await userEvent.keyboard('{Enter}{End}{Enter}');
  const days = dialog.getByRole('textbox', { name: 'Days' });
  await days.fill('999');
  await expect.element(dialog).toMatchTextContent('A whole number from 0 to 90');
  await days.fill('3');
  focus(dialog.getByRole('checkbox', { name: rotation.confirmProduction }));
  await userEvent.keyboard(' ');
  await expect.element(start).toBeEnabled();
  focus(start);
  await userEvent.keyboard('{Enter}');
  await expect.element(items).toHaveLength(1);
});

test('in Russian the dialogs are complete', async () => {
  ({ keys, memory } = await openWindow({ count: 40, language: 'ru', size: WIDE }));
  const grid = page.getByRole('grid');
  await expect.element(grid.getByRole('row').nth(1)).toBeVisible();
  await page.getByRole('combobox', { name: 'Поиск' }).fill('user.00020');
  await userEvent.click(grid.getByRole('checkbox').nth(1));
  await keys.press(russian.rotation.action);
  await expect
    .element(page.getByRole('dialog', { name: russian.rotation.title }))
    .toMatchTextContent(russian.rotation.about);
});
