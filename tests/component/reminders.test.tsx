import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { REMINDER_CHECK_MS } from '../../electron/services/reminders/reminders.ts';
import { english, russian } from '../../renderer/i18n/i18n.ts';
import { CONNECTION_FORM } from '../fakes/connectionForm.ts';
import { press, type } from './keyboard.ts';
import { openWindow, type WindowOptions } from './openWindow.tsx';
import { button, field, focusOn, goTo, text } from './pages/appWindow.ts';

const ERP = { ...CONNECTION_FORM, name: 'ERP' };
const dialog = page.getByRole('dialog', { name: 'Reminders' });
const texts = english.reminders;

/** Opens the dialog with the keyboard, over a connection called ERP. */
async function openReminders(options: WindowOptions = {}) {
  const opened = await openWindow({ connections: [ERP], ...options });
  await expect.element(page.getByRole('grid').getByRole('row').nth(1)).toBeVisible();
  const { reminders, expiry } = options.language === 'ru' ? russian : english;
  await goTo(expiry.title);
  await focusOn(button(reminders.open));
  await press('Enter');
  await expect.element(page.getByRole('dialog', { name: reminders.title })).toBeVisible();
  return opened;
}

test('the days of each connection are set by keyboard, and what is wrong with them is said', async () => {
  const { services, memory } = await openReminders();
  await expect.element(field('ERP', dialog)).toHaveFocus();
  await expect.element(field('ERP', dialog)).toHaveValue('30, 14, 3');
  await expect.element(field('Sample platform', dialog)).toHaveValue('');
  await expect.element(dialog.getByText(texts.off, { exact: true })).toBeVisible();
  for (const wrong of ['0', '1, 366', '7, 7', '1 2 3 4 5 6', '3 days', '-3', '2.5']) {
    await field('ERP', dialog).fill(wrong);
    await expect.element(field('ERP', dialog)).toHaveAttribute('aria-invalid', 'true');
    await expect.element(text(/^Up to 5 different whole numbers from 1 to 365/, dialog)).toBeVisible();
    await press('Enter');
  }
  expect(memory.settingsStore.stored.reminderDays).toEqual({});
  await press('Control+A');
  await type(' 7; 60,365 ');
  await press('Enter');
  await expect.element(dialog).not.toBeInTheDocument();
  await expect.element(button(texts.open)).toHaveFocus();
  const connectionId = services.connections.list().activeConnectionId;
  expect(memory.settingsStore.stored.reminderDays).toEqual({ [connectionId]: [365, 60, 7] });

  await press('Enter');
  await expect.element(field('ERP', dialog)).toHaveValue('365, 60, 7');
  await field('ERP', dialog).fill('');
  await field('Sample platform', dialog).fill('1');
  await button(texts.save, dialog).click();
  await expect.element(dialog).not.toBeInTheDocument();
  expect(memory.settingsStore.stored.reminderDays).toEqual({ [connectionId]: [], sample: [1] });
});

test('changed days are forgotten when the dialog is cancelled', async () => {
  const { memory } = await openReminders();
  await field('ERP', dialog).fill('5');
  await press('Escape');
  await expect.element(dialog).not.toBeInTheDocument();
  expect(memory.settingsStore.stored.reminderDays).toEqual({});
});

test('a notification is shown as a test', async () => {
  const { memory } = await openReminders();
  await button(texts.test, dialog).click();
  await expect.element(page.getByRole('alert')).toMatchTextContent(texts.outcomes.shown.title);
  expect(memory.notifications.shown).toMatchObject([{ title: 'KeyDesk can remind you' }]);
  await press('Escape');
  await press('Enter');
  await expect.element(button(texts.test, dialog)).toBeVisible();
  await expect.element(text(texts.outcomes.shown.title, dialog)).not.toBeInTheDocument();
});

test('fault 187: a system that shows no notifications is reported, with what to do', async () => {
  const { memory } = await openReminders();
  for (const outcome of ['notSupported', 'failed'] as const) {
    memory.notifications.outcome = outcome;
    await button(texts.test, dialog).click();
    await expect.element(page.getByRole('alert')).toMatchTextContent(texts.outcomes[outcome].title);
    await expect.element(text(texts.outcomes[outcome].text, dialog)).toBeVisible();
  }
  await press('Escape');
  await press('Enter');
  await expect.element(text(texts.outcomes.failed.title, dialog)).toBeVisible();
  expect(memory.notifications.shown).toEqual([]);
});

test('fault 187: a reminder that the system has not shown is reported in the open dialog, and shown later', async () => {
  const { memory } = await openReminders({ prepare: ({ notifications }) => (notifications.outcome = 'failed') });
  memory.clock.advance(REMINDER_CHECK_MS);
  await expect.element(text(texts.outcomes.failed.title, dialog)).toBeVisible();
  memory.notifications.outcome = 'shown';
  memory.clock.advance(10 * REMINDER_CHECK_MS);
  await expect.element(text(texts.outcomes.failed.title, dialog)).not.toBeInTheDocument();
  expect(memory.notifications.shown).toHaveLength(1);
});

test('the dialog is in Russian in a Russian window', async () => {
  await openReminders({ language: 'ru' });
  const russianDialog = page.getByRole('dialog', { name: 'Напоминания' });
  await field('ERP', russianDialog).fill('0');
  await expect.element(text('разных целых чисел от 1 до 365', russianDialog)).toBeVisible();
  await button('Показать пробное уведомление', russianDialog).click();
  await expect.element(page.getByRole('alert')).toMatchTextContent('Система приняла уведомление');
});
