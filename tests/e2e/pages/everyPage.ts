import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { english, russian } from '../../../renderer/i18n/i18n.ts';
import { DEFAULT_SERVICE_PATH, SAMPLE_CONNECTION_ID } from '../../../shared/model/connection.ts';
import type { Language } from '../../../shared/model/language.ts';
import type { RunningApp } from '../runningApp.ts';
import { callBridge } from './windowCalls.ts';

const WORDS = { en: english, ru: russian } as const;

/** Adds the connection that the visit needs, and writes it to a file for the import; gives the file. */
export async function prepareVisit({ page, userDataFolder, chooseFile }: RunningApp): Promise<string> {
  await callBridge(page, 'connections:add', {
    name: 'Away',
    address: 'http://127.0.0.1:9',
    servicePath: DEFAULT_SERVICE_PATH,
    username: 'admin',
    password: 'password',
    acknowledgesPlainHttp: false,
  });
  await callBridge(page, 'connections:activate', { connectionId: SAMPLE_CONNECTION_ID });
  const file = join(userDataFolder, 'exported.json');
  await chooseFile(file);
  await callBridge(page, 'connections:export', { fileKind: 'JSON' });
  await page.reload();
  return file;
}

/**
 * Opens every page and every dialog once, in the language that the window speaks. A connection "Away" has to be there,
 * the sample platform has to be shown, and `importFile` to hold exported connections; see {@link prepareVisit}.
 * @param onShown called with the name of each page, dialog and menu while it is shown.
 */
export async function visitEverything(
  app: RunningApp,
  language: Language,
  importFile: string,
  onShown: (name: string) => Promise<void>,
): Promise<void> {
  const words = WORDS[language];
  const { page } = app;
  const button = (name: string, inside: Page | Locator = page) => inside.getByRole('button', { name, exact: true });
  const goTo = (name: string) => page.getByRole('navigation').getByRole('button', { name }).click();
  const act = (action: string, name: string) => button(`${action}: ${name}`).click();
  const leaveDialog = async (name: string): Promise<void> => {
    const dialog = page.getByRole('dialog', { name });
    await expect(dialog).toBeVisible();
    await onShown(name);
    await dialog
      .getByRole('button', { name: words.app.cancel })
      .or(dialog.getByRole('button', { name: words.app.close }))
      .first()
      .click();
    await expect(dialog).toBeHidden();
  };
  const { keys, connections, trust } = words;

  await goTo(keys.title);
  const grid = page.getByRole('grid', { name: keys.title });
  await expect(grid.getByRole('row').nth(1)).toBeVisible();
  await onShown(keys.title);
  await button(keys.view.title).click();
  await expect(page.getByRole('dialog', { name: keys.view.title })).toBeVisible();
  await onShown(keys.view.title);
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: keys.search }).fill('status:');
  await expect(page.getByRole('option').first()).toBeVisible();
  await onShown(words.search.suggestions);
  await page.getByRole('combobox', { name: keys.search }).fill('status:valid expires:nonsense');
  await expect(page.getByRole('combobox', { name: keys.search })).toHaveAttribute('aria-invalid', 'true');
  await button(words.search.saved.title).click();
  await expect(page.getByRole('dialog', { name: words.search.saved.title })).toBeVisible();
  await onShown(words.search.saved.title);
  await page.keyboard.press('Escape');
  await button(words.app.shortcuts.title).click();
  await leaveDialog(words.app.shortcuts.title);
  await page.getByRole('combobox', { name: keys.search }).fill('no key has this name');
  await expect(button(keys.noMatch.action)).toBeVisible();
  await onShown(keys.noMatch.title);
  await button(keys.noMatch.action).click();
  await button(keys.create).click();
  const newKey = page.getByRole('dialog', { name: keys.form.newTitle });
  await newKey.getByRole('combobox', { name: keys.userName }).click();
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await newKey.getByRole('button', { name: /^(Choose date|Выберите дату)/ }).click();
  await expect(page.getByRole('gridcell', { name: '15' })).toBeVisible();
  await page.keyboard.press('Escape');
  await leaveDialog(keys.form.newTitle);

  await grid.getByRole('row').nth(1).dblclick();
  const properties = page.getByRole('dialog', { name: keys.properties.title });
  await button(keys.properties.revealLabel, properties).click();
  await expect(button(keys.properties.hideLabel, properties)).toBeVisible();
  await button(keys.properties.copySecret, properties).click();
  await expect.poll(app.readClipboard).toMatch(/^[\w+/]{86}==$/);
  await leaveDialog(keys.properties.title);
  await grid.getByRole('checkbox').nth(1).click();
  await onShown(keys.clearSelection);
  await button(keys.delete).click();
  await leaveDialog(words.bulk.delete.title);
  await button(words.bulk.actions.setExpiry).click();
  await leaveDialog(words.bulk.setExpiry.title);
  await button(words.bulk.actions.disable).click();
  await leaveDialog(words.bulk.disable.title);
  await button(keys.clearSelection).click();

  await goTo(connections.title);
  await onShown(connections.title);
  await button(connections.add).click();
  await leaveDialog(connections.form.newTitle);
  await act(connections.edit, 'Away');
  await leaveDialog(connections.form.editTitle);
  await act(connections.remove, 'Away');
  await leaveDialog(connections.removal.title);
  await app.chooseFile(importFile);
  await button(connections.transfer.importLabel).click();
  await leaveDialog(connections.transfer.importLabel);

  await goTo(words.activity.title);
  await expect(page.getByRole('heading', { name: words.activity.title })).toBeVisible();
  await onShown(words.activity.title);
  await goTo(words.app.settings);
  await onShown(words.app.settings);
  await button(trust.settings.set).click();
  await leaveDialog(trust.dialog.setTitle);
  await goTo(trust.lock.action);
  await expect(button(trust.lock.unlock)).toBeVisible();
  await onShown(trust.lock.unlock);
  await button(trust.lock.unlock).click();
  await expect(page.getByRole('heading', { name: words.settings.title })).toBeVisible();
}
