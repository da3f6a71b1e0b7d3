import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { CALENDAR_CHECK_MS, CALENDAR_RETRY_MS } from '../../electron/services/calendar/keptCalendar.ts';
import { english, russian } from '../../renderer/i18n/i18n.ts';
import { CONNECTION_FORM } from '../fakes/connectionForm.ts';
import type { MemoryPorts } from '../fakes/memoryPorts.ts';
import { press } from './keyboard.ts';
import { openWindow, type WindowOptions } from './openWindow.tsx';
import { button, focusOn, goTo, text } from './pages/appWindow.ts';

const ERP = { ...CONNECTION_FORM, name: 'ERP' };
const dialog = page.getByRole('dialog', { name: 'Calendar (.ics)' });
const texts = english.reminders.calendar;
const FILE = '/home/user/calendars/keydesk-expiry.ics';

/** Opens the dialog with the keyboard, over a connection called ERP. */
async function openCalendar(options: WindowOptions = {}) {
  const opened = await openWindow({ connections: [ERP], ...options });
  await expect.element(page.getByRole('grid').getByRole('row').nth(1)).toBeVisible();
  const { reminders, expiry } = options.language === 'ru' ? russian : english;
  await goTo(expiry.title);
  await focusOn(button(reminders.calendar.open));
  await press('Enter');
  await expect.element(page.getByRole('dialog', { name: reminders.calendar.title })).toBeVisible();
  return opened;
}

/** Has the calendar file compared with the lists, until something holds. */
async function compared({ clock }: MemoryPorts, holds: () => Promise<unknown>): Promise<void> {
  await vi.waitFor(
    async () => {
      clock.advance(CALENDAR_CHECK_MS);
      await holds();
    },
    { timeout: 15_000 },
  );
}

const eventsIn = (content = '') => content.match(/^BEGIN:VEVENT/gm)?.length ?? 0;

test('a file is saved by keyboard, with the keys of the connection that expire, and without a complete token', async () => {
  const { memory } = await openCalendar();
  await expect.element(page.getByRole('radio', { name: 'Keys of the connection ERP' })).toHaveFocus();
  await expect.element(text(/shortened tokens only: no complete token and no secret key/, dialog)).toBeVisible();
  await expect.element(text(/doubles the entries in some programs, for example calcurse/, dialog)).toBeVisible();
  memory.fileDialogs.choice = '/home/user/expiry.ics';
  await press('Tab');
  await expect.element(button(texts.once.action, dialog)).toHaveFocus();
  await press('Enter');
  await expect.element(dialog).not.toBeInTheDocument();
  const content = memory.userFiles.files.get('/home/user/expiry.ics');
  const count = eventsIn(content);
  expect(count).toBeGreaterThan(3);
  await expect.element(text(`Saved ${count} keys to expiry.ics in the folder user`)).toBeVisible();
  expect(memory.fileDialogs.offered.at(-1)).toMatchObject({ filter: { name: 'Calendar file', extensions: ['ics'] } });
  for (const { token } of memory.adminApi.keys.values()) {
    expect(content).not.toContain(token);
  }
  await expect.element(button(texts.open)).toHaveFocus();
});

test('a file that cannot be saved is reported; a cancelled dialog is not', async () => {
  const { memory } = await openCalendar({ prepare: ({ userFiles }) => (userFiles.isReadOnly = true) });
  await button(texts.once.action, dialog).click();
  await expect.element(page.getByRole('alert')).toMatchTextContent(english.errors.FILE_NOT_SAVED.title);
  memory.fileDialogs.choice = null;
  await button(texts.once.action, dialog).click();
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
  await expect.element(dialog).toBeVisible();
});

test('a connection without keys that expire says so, and saves nothing', async () => {
  const { memory } = await openWindow({ connections: [ERP], prepare: ({ adminApi }) => adminApi.keys.clear() });
  await goTo(english.expiry.title);
  await expect.element(text(english.expiry.empty.title)).toBeVisible();
  await button(texts.open).click();
  await button(texts.once.action, dialog).click();
  await expect.element(page.getByRole('alert')).toMatchTextContent(texts.nothing.title);
  expect([...memory.userFiles.files]).toEqual([]);
});

test('a file is kept up to date in a folder until that is stopped', async () => {
  const { memory, services } = await openCalendar();
  memory.fileDialogs.choice = '/home/user/calendars';
  await page.getByRole('radio', { name: texts.scopes.all }).click();
  await focusOn(button(texts.keep.action, dialog));
  await press('Enter');
  await expect.element(button(texts.keep.stop, dialog)).toHaveFocus();
  const kept = page.getByRole('group', { name: texts.keep.file });
  const count = eventsIn(memory.userFiles.files.get(FILE));
  await expect.element(kept).toMatchTextContent(FILE);
  await expect.element(kept).toMatchTextContent(`${texts.scopes.all} · ${count} keys`);

  const [first] = [...memory.adminApi.keys.values()].filter((key) => Date.parse(key.expirationDate) > Date.now());
  const { id = '', token = '', version = 0 } = first ?? {};
  await services.recorded.deleteKeys(services.connections.list().activeConnectionId, [{ id, token, version }]);
  await compared(memory, async () => expect(eventsIn(memory.userFiles.files.get(FILE))).toBeLessThan(count));
  await expect.element(kept).toMatchTextContent(`${eventsIn(memory.userFiles.files.get(FILE))} keys`);

  await focusOn(button(texts.keep.stop, dialog));
  await press('Enter');
  await expect.element(button(texts.keep.action, dialog)).toHaveFocus();
  expect(memory.userFiles.files.has(FILE)).toBe(true);
  await press('Escape');
  await press('Enter');
  await expect.element(button(texts.keep.action, dialog)).toBeVisible();
});

test('fault 186: a file that can no longer be written is reported with its cause, until it can be', async () => {
  const { memory } = await openCalendar();
  memory.fileDialogs.choice = '/home/user/calendars';
  await button(texts.keep.action, dialog).click();
  await expect.element(button(texts.keep.stop, dialog)).toBeVisible();
  memory.userFiles.isReadOnly = true;
  memory.userFiles.files.clear();
  memory.clock.advance(CALENDAR_RETRY_MS);
  await compared(memory, () => expect.element(text(texts.notWritten.title, dialog)).toBeVisible());
  await expect.element(text('Cause: EACCES', dialog)).toBeVisible();
  memory.userFiles.isReadOnly = false;
  memory.clock.advance(CALENDAR_RETRY_MS);
  await compared(memory, () => expect.element(text(texts.notWritten.title, dialog)).not.toBeInTheDocument());
  expect(memory.userFiles.files.has(FILE)).toBe(true);
});

test('a choice that cannot be stored is reported with what holds', async () => {
  const { memory } = await openCalendar();
  memory.fileDialogs.choice = '/home/user/calendars';
  memory.settingsStore.problem = 'readOnly';
  await button(texts.keep.action, dialog).click();
  await expect.element(page.getByRole('alert').filter({ hasText: texts.notKept.title })).toBeVisible();
});

test('the dialog is in Russian in a Russian window', async () => {
  const { memory } = await openCalendar({ language: 'ru' });
  const russianDialog = page.getByRole('dialog', { name: 'Календарь (.ics)' });
  memory.fileDialogs.choice = '/home/user/calendars';
  await button('Выбрать папку…', russianDialog).click();
  await expect
    .element(page.getByRole('group', { name: 'Обновляемый файл' }))
    .toMatchTextContent(/Ключи подключения ERP · \d+ ключ/);
  expect(memory.userFiles.files.get(FILE)).toContain('SUMMARY:Истекает срок действия ключа API: ');
});
