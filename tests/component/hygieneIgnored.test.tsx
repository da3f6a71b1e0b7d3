import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { russian } from '../../renderer/i18n/i18n.ts';
import { press } from './keyboard.ts';
import { openWindow } from './openWindow.tsx';
import { button, field, focusOn, goTo, text } from './pages/appWindow.ts';
import { countOf, finding, openHygiene, rows, selectAll } from './pages/hygienePage.ts';

const REASON = 'Nightly import, ticket 4711';

test('a finding is ignored with a reason by keyboard, shown with who and why, and taken back', async () => {
  const { services } = await openHygiene();
  const count = await countOf('Old keys');
  await finding('Old keys').click();
  await rows('Old keys').nth(1).getByRole('checkbox').click();
  await focusOn(button('Ignore…'));
  await press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Ignore findings' });
  await expect.element(field('Reason', dialog)).toHaveFocus();
  await button('Ignore', dialog).click();
  await expect.element(text('Say why', dialog)).toBeVisible();
  await field('For, days', dialog).fill('0');
  await expect.element(text('A whole number from 1 to 3,650, or empty.', dialog)).toBeVisible();
  await field('For, days', dialog).fill('');
  await expect.element(text('Until it is taken back.', dialog)).toBeVisible();
  await field('Reason', dialog).fill(REASON);
  await focusOn(button('Ignore', dialog));
  await press('Enter');
  await expect.element(dialog).not.toBeInTheDocument();
  await expect.element(finding('Old keys')).toMatchTextContent(String(count - 1));
  await expect.element(finding('Ignored')).toMatchTextContent('1');
  await finding('Ignored').click();
  await expect.element(rows('Ignored').nth(1)).toMatchTextContent(REASON);
  await expect.element(rows('Ignored').nth(1)).toMatchTextContent('until taken back');
  expect(services.ignoredFindings.list('sample')).toMatchObject([{ kind: 'old', reason: REASON, until: null }]);
  await focusOn(rows('Ignored').nth(1).getByRole('button', { name: 'Take back: Old keys' }));
  await press('Enter');
  await expect.element(text('Nothing is ignored')).toBeVisible();
  await expect.element(finding('Old keys')).toMatchTextContent(String(count));
  await goTo('Activity');
  await expect.element(text('Finding no longer ignored').first()).toBeVisible();
  await expect.element(text(`Old keys: ${REASON}`).first()).toBeVisible();
});

test('in Russian a finding is ignored for a key, and the decision names its reason', async () => {
  await openWindow({ language: 'ru' });
  const { hygiene } = russian;
  await goTo(hygiene.title);
  const chip = (name: string) =>
    page.getByRole('group', { name: hygiene.findings }).getByRole('button', { name, exact: false });
  await chip(hygiene.texts.findings.old).click();
  await rows(hygiene.texts.findings.old).nth(1).getByRole('checkbox').click();
  await button(hygiene.ignore.action).click();
  const dialog = page.getByRole('dialog', { name: hygiene.ignore.title });
  await expect.element(text('Замечание не будет учитываться для 1 ключа', dialog)).toBeVisible();
  await field(hygiene.ignore.reason, dialog).fill('Ночная загрузка');
  await button(hygiene.ignore.submit, dialog).click();
  await chip(hygiene.texts.ignored.title).click();
  const row = rows(hygiene.texts.ignored.title).nth(1);
  await expect.element(row).toMatchTextContent('Ночная загрузка');
  await row.getByRole('button', { name: 'Снова учитывать: Старые ключи' }).click();
  await expect.element(text(hygiene.ignored.nothing.title)).toBeVisible();
});

test('a finding about an account is ignored for all its keys', async () => {
  const { services } = await openHygiene();
  await selectAll('Keys of persons');
  await button('Ignore…').click();
  const dialog = page.getByRole('dialog', { name: 'Ignore findings' });
  await expect.element(text('also for those that', dialog)).toBeVisible();
  await field('Reason', dialog).fill(REASON);
  await button('Ignore', dialog).click();
  await expect.element(finding('Keys of persons')).toMatchTextContent('0');
  const ignored = services.ignoredFindings.list('sample');
  expect(ignored.every(({ token, until }) => token === null && until !== null)).toBe(true);
  await finding('Ignored').click();
  await expect.element(rows('Ignored').nth(1)).toMatchTextContent('all keys of the account');
});
