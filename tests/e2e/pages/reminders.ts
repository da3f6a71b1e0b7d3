import type { Locator } from '@playwright/test';
import type { english } from '../../../renderer/i18n/i18n.ts';
import type { RunningApp } from '../runningApp.ts';

/**
 * Opens the dialogs about reminders and calendar files from the page "Expiry". Leaves no file that is kept up to date.
 * @param shown called with each state while it is shown.
 */
export async function visitReminders(
  { page, chooseFile, userDataFolder }: RunningApp,
  { expiry, reminders, app }: Pick<typeof english, 'expiry' | 'reminders' | 'app'>,
  shown: (name: string, element: Locator) => Promise<void>,
): Promise<void> {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await page.getByRole('navigation').getByRole('button', { name: expiry.title }).click();
  await button(reminders.open).click();
  const days = page.getByRole('dialog', { name: reminders.title });
  await button(reminders.test).click();
  await shown('reminders', days.getByRole('alert'));
  await button(app.cancel).click();
  await days.waitFor({ state: 'hidden' });

  await button(reminders.calendar.open).click();
  const calendar = page.getByRole('dialog', { name: reminders.calendar.title });
  await shown('calendarFile', button(reminders.calendar.keep.action));
  await chooseFile(userDataFolder);
  await button(reminders.calendar.keep.action).click();
  await shown('keptCalendarFile', button(reminders.calendar.keep.stop));
  await button(reminders.calendar.keep.stop).click();
  await button(reminders.calendar.keep.action).waitFor();
  await button(app.close).click();
  await calendar.waitFor({ state: 'hidden' });
}
