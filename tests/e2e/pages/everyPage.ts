import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { english, russian } from '../../../renderer/i18n/i18n.ts';
import { SAMPLE_CONNECTION_ID } from '../../../shared/model/connection.ts';
import type { Language } from '../../../shared/model/language.ts';
import type { RunningApp } from '../runningApp.ts';
import { accessLog } from './accessLog.ts';
import { visitExpiry } from './expiry.ts';
import { folderWithKeys } from './folderWithKeys.ts';
import { visitHygiene } from './hygiene.ts';
import { visitIncident } from './incident.ts';
import { visitReminders } from './reminders.ts';
import { visitRotation } from './rotation.ts';
import { addConnection, callBridge } from './windowCalls.ts';

const AWAY = 'Away';
/** Longest wait, in milliseconds; outside Playwright's runner its assertions wait 5 s only. */
const LIMIT_MS = 60_000;

/**
 * Opens every page and dialog once, starting with the sample platform. Adds a connection that cannot be reached.
 * @param language language of the window.
 * @param onShown called with the name of each page, dialog and menu while it is shown and nothing moves.
 */
export async function visitEverything(
  app: RunningApp,
  language: Language,
  onShown: (name: string) => Promise<void>,
): Promise<void> {
  const { page } = app;
  const labels = { en: english, ru: russian }[language];
  const { keys, connections, trust, bulk, search, handOver, protectedFile } = labels;
  const button = (name: string, inside: Page | Locator = page) => inside.getByRole('button', { name, exact: true });
  const dialog = (name: string) => page.getByRole('dialog', { name });
  const goTo = (name: string) => page.getByRole('navigation').getByRole('button', { name }).click();
  const shown = async (name: string, element: Locator): Promise<void> => {
    await element.waitFor({ timeout: LIMIT_MS });
    // A hint under the resting mouse is none of the page's.
    await page.mouse.move(0, 0);
    // A color in the middle of a transition is none of the window's.
    await page.waitForFunction(() =>
      document.getAnimations().every(({ playState, effect }) => {
        return playState !== 'running' || effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY;
      }),
    );
    await onShown(name);
  };
  const close = async (opened: Locator): Promise<void> => {
    await button(labels.app.cancel, opened).or(button(labels.app.close, opened)).first().click();
    await opened.waitFor({ state: 'hidden' });
  };
  const openAndClose = async (name: string, opener: string, title: string): Promise<void> => {
    await button(opener).click();
    await shown(name, dialog(title));
    await close(dialog(title));
  };

  await addConnection(page, { name: AWAY, address: 'http://127.0.0.1:9', username: 'admin', password: 'password' });
  await callBridge(page, 'connections:activate', { connectionId: SAMPLE_CONNECTION_ID });
  const exported = join(app.userDataFolder, 'exported.json');
  await app.chooseFile(exported);
  await callBridge(page, 'connections:export', { fileKind: 'JSON' });
  await page.reload();

  const grid = page.getByRole('grid', { name: keys.title });
  const field = page.getByRole('combobox', { name: keys.search });
  await shown('keys', grid.getByRole('row').nth(1));
  await button(keys.view.title).click();
  await shown('view', dialog(keys.view.title));
  await page.keyboard.press('Escape');
  await field.fill('status:');
  await shown('suggestions', page.getByRole('option').first());
  await field.fill('status:valid expires:nonsense');
  await field.and(page.locator('[aria-invalid=true]')).waitFor();
  await button(search.saved.title).click();
  await shown('savedFilters', dialog(search.saved.title));
  await page.keyboard.press('Escape');
  await button(search.help.title).click();
  await shown('searchHelp', dialog(search.help.title));
  await page.keyboard.press('Escape');
  await openAndClose('shortcuts', labels.app.shortcuts.title, labels.app.shortcuts.title);
  await field.fill('gtnh');
  await shown('searchHint', button(keys.noMatch.takeHint));
  await field.fill('no key has this name');
  await shown('noMatch', button(keys.noMatch.action));
  await button(keys.noMatch.action).click();
  await openAndClose('exportKeys', labels.tables.export, labels.tables.keys.title);
  await button(keys.create).click();
  const newKey = dialog(keys.form.newTitle);
  await newKey.getByRole('combobox', { name: keys.userName }).click();
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Escape');
  await newKey.getByRole('button', { name: /^(Choose date|Выберите дату)/ }).click();
  await page.getByRole('gridcell', { name: '15' }).waitFor();
  await page.keyboard.press('Escape');
  await shown('newKey', newKey);
  await close(newKey);

  await grid.getByRole('row').nth(1).dblclick();
  const properties = dialog(keys.properties.title);
  await shown('properties', properties);
  await button(keys.properties.revealLabel, properties).click();
  await button(keys.properties.hideLabel, properties).waitFor();
  await button(keys.properties.copySecret, properties).click();
  await expect.poll(app.readClipboard, { timeout: LIMIT_MS }).toMatch(/^[\w+/]{86}==$/);
  await shown('revealed', properties);
  await button(handOver.open, properties).click();
  const handedOver = dialog(handOver.title);
  await shown('handOver', handedOver);
  await handedOver.getByRole('tab', { name: handOver.tabs.protectedFile }).click();
  await shown('protectedFile', button(protectedFile.save, handedOver));
  await handedOver.getByRole('radio', { name: protectedFile.formats.age }).click();
  await app.chooseFile(join(app.userDataFolder, 'key.age'));
  await button(protectedFile.save, handedOver).click();
  await shown('protectedFileSaved', button(protectedFile.copy, handedOver));
  await close(handedOver);
  await close(properties);
  await grid.getByRole('checkbox').nth(1).click();
  await grid.getByRole('checkbox').nth(3).click();
  await shown('selection', button(keys.clearSelection));
  await openAndClose('deletion', keys.delete, bulk.delete.title);
  await openAndClose('expiry', bulk.actions.setExpiry, bulk.setExpiry.title);
  await openAndClose('disabling', bulk.actions.disable, bulk.disable.title);
  await button(keys.clearSelection).click();
  await grid.getByRole('row').nth(1).press('Control+A');
  await page.keyboard.press('Control+T');
  const tests = dialog(labels.keyTest.title);
  await shown('keyTest', tests);
  await page.keyboard.press('Enter');
  await shown('keyTestResults', tests.getByRole('status', { name: labels.keyTest.summary }));
  await close(tests);
  await button(keys.clearSelection).click();
  await shown('tested', grid.getByRole('row').nth(1));
  await openAndClose('adoptKey', labels.adopted.add, labels.adopted.dialog.addTitle);
  await visitRotation(page, labels as typeof english, shown);

  await goTo(labels.doctor.title);
  await shown('doctor', page.getByLabel(labels.doctor.field));
  await button(labels.doctor.example).click();
  await button(labels.doctor.check).click();
  await shown('doctorResult', button(labels.doctor.edit));
  await goTo(labels.lastUse.title);
  await shown('lastUse', button(labels.lastUse.openFiles));
  await app.chooseFile(accessLog(app.userDataFolder));
  await button(labels.lastUse.openFiles).click();
  await shown('lastUseRead', page.getByRole('table', { name: labels.lastUse.table }));
  await goTo(labels.usage.title);
  await shown('usage', button(labels.usage.chooseFolder));
  await app.chooseFile(await folderWithKeys(page, SAMPLE_CONNECTION_ID, app.userDataFolder));
  await button(labels.usage.chooseFolder).click();
  await button(labels.usage.options).click();
  await shown('usageLimits', page.getByLabel(labels.usage.exclusions));
  await button(labels.usage.options).click();
  await button(labels.usage.search).click();
  await shown('usageResults', page.getByRole('table', { name: labels.usage.table }));
  await openAndClose('exportUsage', labels.tables.export, labels.tables.usage.title);
  await visitExpiry(page, labels as typeof english, shown);
  await visitReminders(app, labels as typeof english, shown);
  await visitHygiene(page, labels as typeof english, shown);
  await goTo(connections.title);
  await shown('connections', button(connections.add));
  await openAndClose('newConnection', connections.add, connections.form.newTitle);
  await openAndClose('connection', `${connections.edit}: ${AWAY}`, connections.form.editTitle);
  await openAndClose('removal', `${connections.remove}: ${AWAY}`, connections.removal.title);
  // Other files were chosen since it was written.
  await app.chooseFile(exported);
  await openAndClose('import', connections.transfer.importLabel, connections.transfer.importLabel);
  await button(`${connections.activate}: ${AWAY}`).click();
  await goTo(keys.title);
  await shown('unreachable', button(labels.app.retry));

  await visitIncident(page, language, shown);
  await goTo(labels.compare.menu);
  await shown('compare', page.getByRole('heading', { name: labels.compare.title }));
  await goTo(labels.activity.title);
  await shown('activity', page.getByRole('heading', { name: labels.activity.title }));
  await openAndClose('exportActivity', labels.tables.export, labels.tables.activity.title);
  await goTo(labels.app.settings);
  await shown('settings', page.getByRole('heading', { name: labels.settings.title }));
  await openAndClose('passphrase', trust.settings.set, trust.dialog.setTitle);
  await goTo(trust.lock.action);
  await shown('locked', button(trust.lock.unlock));
  await button(trust.lock.unlock).click();
  await page.getByRole('heading', { name: labels.settings.title }).waitFor();
}
