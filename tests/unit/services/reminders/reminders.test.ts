import { beforeEach, describe, expect, it, test, vi } from 'vitest';
import { REMINDER_CHECK_MS, REMINDER_RETRY_MS } from '../../../../electron/services/reminders/reminders.ts';
import { DAY_MS } from '../../../../shared/model/instant.ts';
import { listedKey, RemindersBed } from './remindersBed.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const inDays = (days: number) => NOW + days * DAY_MS;
let bed: RemindersBed;

beforeEach(() => {
  vi.stubEnv('TZ', 'Europe/Moscow');
  bed = new RemindersBed(NOW);
});

const list = (...keys: ReturnType<typeof listedKey>[]) => bed.lists.set('production', keys);

describe('a reminder of one key', () => {
  it('is shown on each of the days, and says who loses access where and when', async () => {
    list(listedKey(1, inDays(40)));
    expect(await bed.pass(9.9 * DAY_MS)).toEqual([]);
    expect(await bed.pass(0.1 * DAY_MS)).toMatchObject([
      {
        title: 'An API key expires in 30 days',
        body: 'It is the last valid key of this account.\nUser 1 · ERP production · 1 January 2027 at 15:00',
      },
    ]);
    expect(await bed.pass(15 * DAY_MS)).toEqual([]);
    expect(await bed.pass(DAY_MS)).toMatchObject([{ title: 'An API key expires in 14 days' }]);
    expect(await bed.pass(11 * DAY_MS)).toMatchObject([{ title: 'An API key expires in 3 days' }]);
    expect(await bed.pass(10 * DAY_MS)).toEqual([]);
  });

  it('is in Russian in a Russian window', async () => {
    bed.language = 'ru';
    list(listedKey(1, inDays(2)));
    expect(await bed.pass(REMINDER_CHECK_MS)).toMatchObject([
      {
        title: 'Срок действия ключа API истекает через 2 дня',
        body: 'Это последний действующий ключ аккаунта.\nUser 1 · ERP production · 24 ноября 2026 г. в 15:00',
      },
    ]);
  });

  it('is not shown again after a restart', async () => {
    list(listedKey(1, inDays(10)));
    expect(await bed.pass(REMINDER_CHECK_MS)).toHaveLength(1);
    bed.restart();
    expect(await bed.pass(DAY_MS)).toEqual([]);
    expect(await bed.pass(6 * DAY_MS)).toMatchObject([{ title: 'An API key expires in 3 days' }]);
  });

  it('comes once, for the nearest day, if two days passed while KeyDesk was closed', async () => {
    list(listedKey(1, inDays(31)));
    await bed.pass(REMINDER_CHECK_MS);
    await bed.reminders.close();
    bed.clock.advance(18 * DAY_MS);
    bed.restart();
    expect(await bed.pass(REMINDER_CHECK_MS)).toMatchObject([{ title: 'An API key expires in 13 days' }]);
    expect(await bed.pass(DAY_MS)).toEqual([]);
  });

  it('is not shown for a key whose account has a key that goes on working', async () => {
    const [old, next] = [listedKey(1, inDays(2)), listedKey(2, inDays(200), { accountId: 'account.1' })];
    list(old, next);
    expect(await bed.pass(REMINDER_CHECK_MS)).toEqual([]);
    list(old, { ...next, expirationDate: old.expirationDate });
    expect(await bed.pass(REMINDER_CHECK_MS)).toMatchObject([{ title: '2 API keys expire soon' }]);
  });

  it('is not shown for a key of an account that may not use the API, until it may again', async () => {
    list(listedKey(1, inDays(2), { accountProblem: 'archived' }));
    expect(await bed.pass(REMINDER_CHECK_MS)).toEqual([]);
    list(listedKey(1, inDays(2)));
    expect(await bed.pass(REMINDER_CHECK_MS)).toHaveLength(1);
  });

  it('is not shown for a key that was extended before, and begins anew after that', async () => {
    list(listedKey(1, inDays(15)));
    expect(await bed.pass(REMINDER_CHECK_MS)).toHaveLength(1);
    list(listedKey(1, inDays(50)));
    expect(await bed.pass(2 * DAY_MS)).toEqual([]);
    expect(await bed.pass(19 * DAY_MS)).toMatchObject([{ title: 'An API key expires in 29 days' }]);
  });

  it('leaves out days from before the key was created', async () => {
    list(listedKey(1, inDays(5), { creationDate: new Date(NOW - DAY_MS).toISOString() }));
    expect(await bed.pass(REMINDER_CHECK_MS)).toEqual([]);
    expect(await bed.pass(2 * DAY_MS)).toMatchObject([{ title: 'An API key expires in 3 days' }]);
  });

  it('is not shown for keys that expired before KeyDesk was started', async () => {
    list(listedKey(1, inDays(-1)));
    expect(await bed.pass(REMINDER_CHECK_MS)).toEqual([]);
  });

  it('says that a key has expired during a sleep that jumped over all days', async () => {
    list(listedKey(1, inDays(40)));
    await bed.pass(REMINDER_CHECK_MS);
    expect(await bed.pass(50 * DAY_MS)).toMatchObject([{ title: 'An API key has expired' }]);
    expect(await bed.pass(REMINDER_CHECK_MS)).toEqual([]);
  });

  it('is about keys that are not managed here, too, if their expiry is known', async () => {
    const adopted = { token: 'ad'.repeat(16), label: 'Partner <b>' };
    bed.adopted = [{ ...adopted, expirationDate: null }];
    expect(await bed.pass(REMINDER_CHECK_MS)).toEqual([]);
    bed.adopted = [{ ...adopted, expirationDate: new Date(inDays(1)).toISOString() }];
    expect(await bed.pass(REMINDER_CHECK_MS)).toMatchObject([
      {
        title: 'An API key expires tomorrow',
        body: 'The key is not managed here.\nPartner <b> · ERP production · 23 November 2026 at 15:00',
      },
    ]);
  });

  it('is not shown where reminders are off', async () => {
    bed.days = [];
    list(listedKey(1, inDays(2)));
    expect(await bed.pass(REMINDER_CHECK_MS)).toEqual([]);
    bed.days = [7];
    expect(await bed.pass(REMINDER_CHECK_MS)).toHaveLength(1);
  });

  it('does not come twice when the clock is set back and forward', async () => {
    list(listedKey(1, inDays(15)));
    expect(await bed.pass(2 * DAY_MS)).toHaveLength(1);
    for (const jump of [-10, 10, -1, 1]) {
      bed.clock.advance(jump * DAY_MS);
      expect(await bed.pass(REMINDER_CHECK_MS)).toEqual([]);
    }
  });
});

describe('reminders that are due together', () => {
  it('are one notification with the number and the first names, last valid keys first', async () => {
    const keys = Array.from({ length: 200 }, (_, number) => listedKey(number + 1, inDays(30 - number / 100)));
    list(...keys);
    bed.adopted = [{ token: 'ad'.repeat(16), label: 'Partner', expirationDate: new Date(inDays(1)).toISOString() }];
    expect(await bed.pass(REMINDER_CHECK_MS)).toMatchObject([
      {
        title: '201 API keys expire soon',
        body: [
          'Last valid keys of their accounts: User 200 (in 28 days), User 199 (in 28 days) and 198 more',
          'Not managed here: Partner (tomorrow)',
          'ERP production',
        ].join('\n'),
      },
    ]);
    expect(await bed.pass(REMINDER_CHECK_MS)).toEqual([]);
  });

  it('name the connection of each key if there are several', async () => {
    list(listedKey(1, inDays(3)));
    bed.lists.set('test', [listedKey(7, inDays(2), { fullName: '' })]);
    expect(await bed.pass(REMINDER_CHECK_MS)).toMatchObject([
      {
        title: '2 API keys expire soon',
        body: 'Last valid keys of their accounts: user7, ERP test (in 2 days), User 1, ERP production (in 3 days)',
      },
    ]);
  });

  it('contain neither tokens nor line breaks of names, and long names shortened', async () => {
    list(
      listedKey(1, inDays(3), { fullName: 'One\nTwo\u2028Three' }),
      listedKey(2, inDays(3), { fullName: 'Ж'.repeat(500) }),
    );
    const [shown] = await bed.pass(REMINDER_CHECK_MS);
    expect(shown?.body).toContain('One Two Three');
    expect(shown?.body.length).toBeLessThan(250);
    expect(shown?.body).not.toMatch(/[0-9a-f]{8}/);
  });

  it('name only the number while KeyDesk is locked', async () => {
    bed.isLocked = true;
    list(listedKey(1, inDays(3)), listedKey(2, inDays(3)));
    expect(await bed.pass(REMINDER_CHECK_MS)).toMatchObject([
      { title: '2 API keys expire soon', body: 'Unlock KeyDesk to see more.' },
    ]);
  });
});

describe('a notification that the system does not show', () => {
  it('is tried again, and only counts once it is shown', async () => {
    bed.notifications.outcome = 'failed';
    list(listedKey(1, inDays(3)));
    expect(await bed.pass(REMINDER_CHECK_MS)).toEqual([]);
    expect(bed.reminders.state.lastOutcome).toBe('failed');
    expect(bed.published).toEqual(['reminders:changed']);
    bed.notifications.outcome = 'shown';
    expect(await bed.pass(REMINDER_CHECK_MS)).toEqual([]);
    expect(await bed.pass(REMINDER_RETRY_MS)).toHaveLength(1);
    expect(bed.reminders.state.lastOutcome).toBe('shown');
  });

  it('still tells of a key that has expired in the meantime', async () => {
    list(listedKey(1, inDays(0) + 2 * REMINDER_CHECK_MS));
    bed.days = [];
    await bed.pass(REMINDER_CHECK_MS);
    bed.days = [3];
    bed.notifications.outcome = 'failed';
    await bed.pass(REMINDER_CHECK_MS / 2);
    await bed.pass(REMINDER_CHECK_MS / 2);
    bed.notifications.outcome = 'shown';
    expect(await bed.pass(REMINDER_RETRY_MS)).toMatchObject([{ title: 'An API key has expired' }]);
  });

  test('the number of shown reminders on a full disk is right in this run', async () => {
    bed.store.fault = { problem: 'diskFull', code: 'ENOSPC' };
    list(listedKey(1, inDays(3)));
    expect(await bed.pass(REMINDER_CHECK_MS)).toHaveLength(1);
    expect(await bed.pass(REMINDER_CHECK_MS)).toEqual([]);
  });
});

describe('a click', () => {
  it('on a reminder of one key leads to the key', async () => {
    list(listedKey(1, inDays(3), { id: 'auth/key 1' }));
    await bed.pass(REMINDER_CHECK_MS);
    bed.notifications.shown[0]?.onClick();
    expect(bed.links).toEqual(['keydesk://production/auth%2Fkey%201']);
    expect(bed.reminders.takeOpened()).toBeNull();
  });

  it('on one about several keys leads to the expiry page, of their connection if it is the same, once', async () => {
    list(listedKey(1, inDays(3)), listedKey(2, inDays(3)));
    await bed.pass(REMINDER_CHECK_MS);
    bed.notifications.shown[0]?.onClick();
    expect(bed.published).toContain('reminders:opened');
    expect(bed.reminders.takeOpened()).toEqual({ connectionId: 'production' });
    expect(bed.reminders.takeOpened()).toBeNull();

    bed.lists.set('test', [listedKey(8, inDays(3))]);
    bed.lists.set('staging', [listedKey(9, inDays(3))]);
    await bed.pass(REMINDER_CHECK_MS);
    bed.notifications.shown[1]?.onClick();
    expect(bed.reminders.takeOpened()).toEqual({ connectionId: null });
  });
});

it('drops the records of keys that are gone and of removed connections', async () => {
  list(listedKey(1, inDays(3)), listedKey(2, inDays(3)));
  await bed.pass(REMINDER_CHECK_MS);
  list(listedKey(2, inDays(3)), listedKey(3, inDays(3)));
  await bed.pass(REMINDER_CHECK_MS);
  expect([...(bed.store.reminded.get('production')?.keys() ?? [])]).toEqual([
    listedKey(2, 0).token,
    listedKey(3, 0).token,
  ]);
  await bed.reminders.forgetConnection('production');
  expect(bed.store.reminded.size).toBe(0);
});

it('does not look at a long list again before something can become due', async () => {
  const keys = Array.from({ length: 50 }, (_, number) => listedKey(number, inDays(100)));
  const read = vi.fn();
  list(
    ...keys.map((key) => ({
      ...key,
      get accountProblem() {
        read();
        return null;
      },
    })),
  );
  await bed.pass(REMINDER_CHECK_MS);
  expect(read).toHaveBeenCalled();
  read.mockClear();
  await bed.pass(REMINDER_CHECK_MS);
  expect(read).not.toHaveBeenCalled();
  expect(await bed.pass(71 * DAY_MS)).toMatchObject([{ title: '50 API keys expire soon' }]);
});
