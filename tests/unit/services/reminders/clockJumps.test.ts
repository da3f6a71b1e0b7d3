import { expect, it, vi } from 'vitest';
import { REMINDER_CHECK_MS } from '../../../../electron/services/reminders/reminders.ts';
import { DAY_MS } from '../../../../shared/model/instant.ts';
import { amount, seeded } from '../../../harness/amount.ts';
import { listedKey, RemindersBed } from './remindersBed.ts';

const START = Date.parse('2026-03-01T08:00:00Z');
const ZONES = ['Europe/Moscow', 'America/New_York', 'Africa/Cairo', 'Pacific/Apia'];

it('fault 185: a clock that jumps shows no reminder twice and misses none', async () => {
  const { next, below } = seeded();
  for (let round = 0; round < amount({ sample: 10, full: 300 }); round += 1) {
    vi.stubEnv('TZ', ZONES[round % ZONES.length]);
    const bed = new RemindersBed(START);
    bed.days = [60, 30, 14, 3, 1].slice(below(3));
    const expiryIn = (days: number): number => bed.clock.now() + Math.floor(next() * days * DAY_MS);
    let keys = Array.from({ length: 12 }, (_, number) =>
      listedKey(number, expiryIn(90), { accountId: `account.${number % 8}` }),
    );
    bed.lists.set('production', keys);
    /** Reminders that were shown, as `token expiry days`. */
    const shown = new Set<string>();
    let recorded = new Map<string, string>();
    for (let step = 0; step < 40; step += 1) {
      const what = below(10);
      if (what < 3) {
        // The clock is set, back or forward, or the computer has slept. The timers go on as before.
        bed.clock.set(bed.clock.now() + (below(40) - 15) * DAY_MS + below(DAY_MS));
      } else if (what === 3) {
        bed.restart();
      } else if (what === 4) {
        const changed = below(keys.length);
        keys = keys.map((key, number) => (number === changed ? listedKey(number, expiryIn(120)) : key));
        bed.lists.set('production', keys);
      }
      const notifications = await bed.pass(REMINDER_CHECK_MS);
      const now = bed.clock.now();
      expect(notifications.length).toBeLessThanOrEqual(1);

      const entries = [...(bed.store.reminded.get('production') ?? [])];
      const records = new Map(entries.map(([token, { expiry, days }]) => [token, `${token} ${expiry} ${days}`]));
      const added = [...records.values()].filter((record) => recorded.get(record.slice(0, 32)) !== record);
      expect(added.filter((record) => shown.has(record))).toEqual([]);
      expect(Number(/^\d+/.exec(notifications[0]?.title ?? '')?.[0] ?? notifications.length)).toBe(added.length);
      for (const record of added) {
        shown.add(record);
      }
      recorded = records;

      for (const key of keys) {
        const expiry = Date.parse(key.expirationDate);
        const hasSuccessor = keys.some(
          (other) => other.accountId === key.accountId && Date.parse(other.expirationDate) > expiry,
        );
        const isDue = (days: number): boolean => {
          const time = new Date(expiry);
          time.setDate(time.getDate() - days);
          return time.getTime() <= now;
        };
        const due = bed.days.filter(isDue);
        if (expiry > now && due.length > 0 && !hasSuccessor) {
          const last = bed.store.reminded.get('production')?.get(key.token);
          expect(last).toMatchObject({ expiry });
          expect(last?.days).toBeLessThanOrEqual(Math.min(...due));
        }
      }
    }
    await bed.reminders.close();
  }
});
