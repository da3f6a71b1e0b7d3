import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { boxOf, isCut, wideParts } from './layout.ts';
import { openKeys } from './openWindow.tsx';
import { button, goTo } from './pages/appWindow.ts';

/** A small window; what a screen of 1366×768 leaves at 150 %; a narrow one; a wide one. */
const SIZES = [
  [640, 400],
  [911, 512],
  [1024, 700],
  [1920, 1080],
] as const;

const countdown = page.getByRole('status').filter({ hasText: 'Secret copied' });

test.each(SIZES)('fault 157: in a window of %i×%i the countdown of the clipboard covers nothing', async (...size) => {
  const { keys } = await openKeys({ size, count: 200 });
  await keys.rowAt(1).dblClick();
  await button('Copy secret', keys.properties).click();
  await expect.element(countdown).toBeVisible();
  const title = keys.properties.getByRole('heading', { name: 'Key properties' });
  expect(boxOf(title.element()).top).toBeGreaterThan(boxOf(countdown.element()).bottom);
  const close = boxOf(button('Close', keys.properties).element());
  expect(close.bottom).toBeLessThan(size[1]);

  await keys.closeProperties();
  await expect.element(countdown).toBeVisible();
  const main = boxOf(page.getByRole('main').element());
  expect(main.bottom).toBeLessThanOrEqual(boxOf(countdown.element()).top);
  expect(boxOf(countdown.element()).bottom).toBeLessThanOrEqual(size[1]);
  for (const name of ['Connections', 'Activity', 'Settings']) {
    await goTo(name);
    await expect.element(page.getByRole('heading', { name, level: 1 })).toBeVisible();
    expect(boxOf(page.getByRole('main').element()).bottom).toBeLessThanOrEqual(boxOf(countdown.element()).top);
  }
});

test.each(SIZES)('in a window of %i×%i a search error can be read completely', async (...size) => {
  const { keys } = await openKeys({ size });
  await keys.search.fill('stauts:expired');
  const error = page.getByText('There is no field “stauts:”. Did you mean “status:”?');
  await expect.element(error).toBeVisible();
  expect(isCut(error.element())).toBe(false);
  expect(error.element().scrollHeight).toBeLessThanOrEqual(error.element().clientHeight);
  const filter = page.getByRole('button', { name: 'All', exact: true });
  expect(boxOf(error.element()).bottom).toBeLessThanOrEqual(boxOf(filter.element()).top);
  expect(boxOf(error.element()).top).toBeGreaterThanOrEqual(boxOf(keys.search.element()).bottom);
});

test.each(SIZES)('in a window of %i×%i the activity shows all of its columns', async (...size) => {
  const { keys } = await openKeys({ size });
  await keys.rowAt(1).dblClick();
  await button('Copy token', keys.properties).click();
  await keys.closeProperties();
  await goTo('Activity');
  const table = page.getByRole('table', { name: 'Activity journal' });
  await expect.element(table.getByText('Token copied')).toBeVisible();
  expect(wideParts(table.element())).toEqual([]);
  expect(isCut(table.getByText('Done').element())).toBe(false);
  const time = table.getByRole('cell').first().element();
  expect(time.scrollWidth).toBeLessThanOrEqual(time.clientWidth);
  await expect.element(table.getByText('Sample platform')).toBeVisible();
  const exported = button('Export…').element();
  expect(exported.scrollWidth).toBeLessThanOrEqual(exported.clientWidth);
});
