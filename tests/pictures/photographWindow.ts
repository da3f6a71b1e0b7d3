import type { Page } from '@playwright/test';
import { activity as englishActivity } from '../../renderer/i18n/en/activity.ts';
import { app as englishApp } from '../../renderer/i18n/en/app.ts';
import { connections as englishConnections } from '../../renderer/i18n/en/connections.ts';
import { errors as englishErrors } from '../../renderer/i18n/en/errors.ts';
import { keys as englishKeys } from '../../renderer/i18n/en/keys.ts';
import { trust as englishTrust } from '../../renderer/i18n/en/trust.ts';
import { activity as russianActivity } from '../../renderer/i18n/ru/activity.ts';
import { app as russianApp } from '../../renderer/i18n/ru/app.ts';
import { connections as russianConnections } from '../../renderer/i18n/ru/connections.ts';
import { errors as russianErrors } from '../../renderer/i18n/ru/errors.ts';
import { keys as russianKeys } from '../../renderer/i18n/ru/keys.ts';
import { trust as russianTrust } from '../../renderer/i18n/ru/trust.ts';

const WORDS = {
  en: {
    activity: englishActivity,
    app: englishApp,
    connections: englishConnections,
    keys: englishKeys,
    trust: englishTrust,
    errors: englishErrors,
  },
  ru: {
    activity: russianActivity,
    app: russianApp,
    connections: russianConnections,
    keys: russianKeys,
    trust: russianTrust,
    errors: russianErrors,
  },
};

const PASSPHRASE = 'four words make one';

/** Time for transitions (at most 200 ms) and fonts to settle, in milliseconds. */
const SETTLE_MS = 400;

/**
 * Walks through the pages and dialogs of a window that shows the sample platform.
 * @param shoot takes a picture of what is shown now, under a name.
 */
export async function photographWindow(
  page: Page,
  language: 'en' | 'ru',
  shoot: (name: string) => Promise<void>,
): Promise<void> {
  const { activity, app, connections, keys, trust } = WORDS[language];
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const grid = page.getByRole('grid', { name: keys.title });
  const picture = async (name: string): Promise<void> => {
    await page.waitForTimeout(SETTLE_MS);
    await shoot(name);
  };

  await grid.getByRole('row').nth(1).waitFor();
  await picture('keys');
  await grid.getByRole('row').nth(2).getByRole('checkbox').click();
  await grid.getByRole('row').nth(7).getByRole('checkbox').click();
  await picture('selection');
  await button(keys.delete).click();
  await picture('deletion');
  await button(app.cancel).click();
  await button(keys.clearSelection).click();

  await button(keys.create).click();
  await picture('newKey');
  await page.getByRole('combobox', { name: keys.userName }).click();
  await page.getByRole('option').nth(1).waitFor();
  await picture('accounts');
  await page.keyboard.press('End');
  await picture('accountsEnd');
  await page.keyboard.press('Escape');
  await button(app.save).click();
  await picture('newKeyRefused');
  await button(app.cancel).click();

  await grid.getByRole('row').nth(3).dblclick();
  await picture('properties');
  await button(keys.properties.revealLabel).click();
  await button(keys.properties.hideLabel).waitFor();
  await picture('revealed');
  await button(keys.properties.copySecret).click();
  await picture('copied');
  await button(app.close).click();

  await page.getByRole('combobox', { name: keys.search }).fill('nothing like this');
  await picture('noMatch');
  await page.getByRole('combobox', { name: keys.search }).fill('');

  await page.getByRole('button', { name: app.connections }).click();
  await picture('connections');
  await button(connections.add).click();
  await picture('connectionForm');
  await page.getByRole('textbox', { name: connections.form.address }).fill('http://platform.invalid');
  await button(app.save).click();
  await picture('connectionRefused');
  const fields = [
    [connections.form.name, 'Production'],
    [connections.form.username, 'admin'],
  ] as const;
  for (const [name, text] of fields) {
    await page.getByRole('textbox', { name, exact: true }).fill(text);
  }
  await page.getByLabel(connections.form.password, { exact: true }).fill('not a real one');
  await page.getByRole('checkbox', { name: connections.form.acknowledge }).click();
  await button(app.save).click();
  await page.getByText(app.banners.plainHttp).waitFor();
  await button(app.retry).waitFor();
  await picture('unreachable');
  await page.getByRole('button', { name: activity.title }).click();
  await button(activity.allConnections).click();
  await page.getByRole('table').getByRole('row').nth(1).waitFor();
  await picture('activity');
  await page.getByRole('button', { name: app.settings }).click();
  await picture('settings');
  await photographLock();

  async function photographLock(): Promise<void> {
    await page.getByRole('button', { name: trust.settings.set }).click();
    await button(app.save).click();
    await picture('passphrase');
    await page.getByLabel(trust.dialog.next, { exact: true }).fill(PASSPHRASE);
    await page.getByLabel(trust.dialog.repeat).fill(PASSPHRASE);
    await button(app.save).click();
    await page.getByText(trust.dialog.wasSet).waitFor();
    await picture('settingsWithPassphrase');
    await button(trust.lock.action).click();
    await picture('locked');
    await page.getByLabel(trust.lock.passphrase, { exact: true }).fill('wrong');
    await button(trust.lock.unlock).click();
    await page.getByText(WORDS[language].errors.PASSPHRASE_WRONG.title).waitFor();
    await button(trust.lock.forgotten).click();
    await picture('lockedRefused');
    await page.getByLabel(trust.lock.passphrase, { exact: true }).fill(PASSPHRASE);
    await button(trust.lock.unlock).click();
    await button(trust.settings.removeLabel).click();
    await picture('passphraseRemoval');
    await page.getByLabel(trust.dialog.current, { exact: true }).fill(PASSPHRASE);
    await button(trust.dialog.remove).click();
    await page.getByText(trust.dialog.wasRemoved).waitFor();
    await button(trust.lock.action).click();
    await picture('lockedWithoutPassphrase');
  }
}
