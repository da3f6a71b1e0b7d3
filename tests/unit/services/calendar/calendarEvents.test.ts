import { beforeEach, describe, expect, it, test, vi } from 'vitest';
import { type CalendarSource, calendarEvents } from '../../../../electron/services/calendar/calendarEvents.ts';
import { DAY_MS } from '../../../../shared/model/instant.ts';
import { listedKey } from '../reminders/remindersBed.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const inDays = (days: number) => NOW + days * DAY_MS;

const SOURCE: CalendarSource = {
  name: 'ERP',
  address: 'https://erp.example',
  installation: 'https://erp.example',
  listed: [],
  adopted: [],
  days: [30, 3],
};
const eventsOf = (change: Partial<CalendarSource>, language: 'en' | 'ru' = 'en', now = NOW) =>
  calendarEvents({ ...SOURCE, ...change }, language, now);

beforeEach(() => {
  vi.stubEnv('TZ', 'Europe/Moscow');
});

it('says whose key expires where and when, and what to do, without the token', () => {
  const key = listedKey(1, inDays(40), { version: 7 });
  const [event] = eventsOf({ listed: [key] });
  expect(event).toMatchObject({
    day: '2027-01-01',
    sequence: 7,
    summary: 'API key expires: User 1',
    description: [
      'User name: user1',
      'Token: 01234567…0001',
      'Connection: ERP (https://erp.example)',
      'Expires: 1 January 2027 at 15:00',
      'Replace the key or extend it in KeyDesk before it expires.',
    ].join('\n'),
    alarmDays: [30, 3],
  });
  expect(JSON.stringify(event)).not.toContain(key.token);
});

it('is in Russian in a Russian window', () => {
  const [event] = eventsOf({ listed: [listedKey(1, inDays(40))] }, 'ru');
  expect(event?.summary).toBe('Истекает срок действия ключа API: User 1');
  expect(event?.description).toContain('Срок действия истекает: 1 января 2027 г. в 15:00');
});

describe('the day', () => {
  test.each([
    ['Europe/Moscow', '2026-12-27T21:00:00.000Z', '2026-12-28'],
    ['America/New_York', '2026-12-28T04:59:00.000Z', '2026-12-27'],
    // 29 February, seen from east and west.
    ['Asia/Vladivostok', '2028-02-28T14:00:00.000Z', '2028-02-29'],
    ['America/New_York', '2028-03-01T04:59:59.000Z', '2028-02-29'],
    // Summer time begins in Berlin; on 24 April 2026 Cairo has no midnight, on 6 September Santiago has none.
    ['Europe/Berlin', '2026-03-28T23:00:00.000Z', '2026-03-29'],
    ['Africa/Cairo', '2026-04-23T22:00:00.000Z', '2026-04-24'],
    ['Africa/Cairo', '2026-04-23T21:59:59.000Z', '2026-04-23'],
    ['America/Santiago', '2026-09-06T04:00:00.000Z', '2026-09-06'],
  ])('in %s of an expiry at %s is %s', (zone, expiry, day) => {
    vi.stubEnv('TZ', zone);
    const now = Date.parse(expiry) - 40 * DAY_MS;
    expect(eventsOf({ listed: [listedKey(1, expiry)] }, 'en', now)).toMatchObject([{ day }]);
  });
});

describe('the identifier', () => {
  const uidOf = (change: Partial<CalendarSource> = {}, expiry = inDays(40)) =>
    eventsOf({ listed: [listedKey(1, expiry)], ...change })[0]?.uid;

  it('stays when the key is extended, changed or renamed, or the language changes', () => {
    const uid = uidOf();
    expect(uid).toMatch(/^[0-9a-f]{64}@keydesk$/);
    expect(uidOf({ name: 'Other' }, inDays(90))).toBe(uid);
    expect(eventsOf({ listed: [listedKey(1, inDays(40), { fullName: 'New', version: 9 })] }, 'ru')[0]?.uid).toBe(uid);
  });

  it('differs between keys and installations, and does not contain the token', () => {
    expect(new Set([uidOf(), uidOf({ installation: 'https://test.example' })]).size).toBe(2);
    expect(eventsOf({ listed: [listedKey(2, inDays(40))] })[0]?.uid).not.toBe(uidOf());
    expect(uidOf()).not.toContain(listedKey(1, 0).token);
  });
});

it('contains keys that expire today or later and whose account may use the API', () => {
  const keys = [
    listedKey(1, inDays(-1)),
    listedKey(2, NOW - 3_600_000),
    listedKey(3, inDays(1)),
    listedKey(4, inDays(1), { accountProblem: 'archived' }),
  ];
  expect(eventsOf({ listed: keys }).map(({ summary }) => summary)).toEqual([
    'API key expires: User 2',
    'API key expires: User 3',
  ]);
});

it('has no alarms for a key whose account has one that goes on working', () => {
  const next = listedKey(2, inDays(90), { accountId: 'account.1' });
  const [old, successor] = eventsOf({ listed: [listedKey(1, inDays(40)), next] });
  expect(old?.alarmDays).toEqual([]);
  expect(old?.description).toContain('Another key of this account is valid until 20 February 2027 at 15:00.');
  expect(successor?.alarmDays).toEqual([30, 3]);
});

it('contains keys that are not managed here, once, if their expiry is known', () => {
  const adopted = { id: 'x', connectionId: 'production', revision: 2, token: 'ad'.repeat(16), label: 'Partner\nLtd' };
  const expirationDate = new Date(inDays(5)).toISOString();
  const known = { ...adopted, expirationDate };
  const listed = listedKey(1, inDays(40));
  const events = eventsOf({
    listed: [listed],
    adopted: [known, { ...adopted, expirationDate: null }, { ...known, token: listed.token }],
  });
  expect(events).toMatchObject([
    { summary: 'API key expires: Partner Ltd', sequence: 2, alarmDays: [30, 3] },
    { summary: 'API key expires: User 1' },
  ]);
  expect(events[0]?.description).toContain('not managed here');
});
