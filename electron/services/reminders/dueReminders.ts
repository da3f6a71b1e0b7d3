import type { AdoptedKey } from '../../../shared/model/adoptedKey.ts';
import { successorsAmong } from '../../../shared/model/coverage.ts';
import { DAY_MS } from '../../../shared/model/instant.ts';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import { expiriesOf } from '../../../shared/model/keyInstants.ts';
import { nearestReminder, type ReminderDays, reminderTime } from '../../../shared/model/reminder.ts';
import type { Reminded } from '../../ports.ts';

/** A reminder that is due. */
export interface DueReminder {
  /** The key in the list; `null` for a key that is not managed here. */
  readonly key: AuthenticationKey | null;
  readonly token: string;
  /** Name to show: full name or user name of the account, or the label of a key that is not managed here. */
  readonly name: string;
  /** Milliseconds since the epoch, UTC. */
  readonly expiry: number;
  /** Which reminder it is, in days before the expiry. */
  readonly days: number;
}

/** What {@link dueReminders} is computed from. */
export interface KnownKeys {
  readonly listed: readonly AuthenticationKey[];
  readonly adopted: readonly AdoptedKey[];
  /** By token. */
  readonly reminded: ReadonlyMap<string, Reminded>;
  readonly days: ReminderDays;
  /** Milliseconds since the epoch, UTC. */
  readonly now: number;
  /** When the reminders were last computed; a key that has expired since may have a reminder too. `null`: never. */
  readonly lastCheck: number | null;
}

/** Result of {@link dueReminders}. */
export interface DueReminders {
  readonly due: readonly DueReminder[];
  /** Until this time, in milliseconds since the epoch, nothing becomes due unless the keys change. */
  readonly quietUntil: number;
}

/**
 * Returns the reminders of one connection that are due. Only the nearest reminder of a key counts: those before it that
 * were passed while KeyDesk was not running are not made up for. There is none for a key
 * - that had this reminder, or a nearer one, for the same expiry,
 * - whose account has a key that goes on working,
 * - whose account may not use the API, so that the key does not work anyway,
 * - that has expired, unless that happened since the last check.
 */
export function dueReminders({ listed, adopted, reminded, days, now, lastCheck }: KnownKeys): DueReminders {
  if (days.length === 0) {
    return { due: [], quietUntil: Number.POSITIVE_INFINITY };
  }
  // Spares the calendar for keys that are far from any reminder; a day more than that, since days differ in length.
  const reach = (Math.max(...days) + 1) * DAY_MS;
  const isShown = (token: string, expiry: number, nearest: number): boolean => {
    const last = reminded.get(token);
    return last !== undefined && last.expiry === expiry && last.days <= nearest;
  };
  let quietUntil = Number.POSITIVE_INFINITY;
  const reminderOf = (token: string, expiry: number, created: () => number): number | null => {
    if (expiry <= now && (lastCheck === null || expiry <= lastCheck)) {
      return null;
    }
    if (expiry - now > reach) {
      quietUntil = Math.min(quietUntil, expiry - reach);
      return null;
    }
    for (const each of days) {
      const time = reminderTime(expiry, each);
      quietUntil = time > now ? Math.min(quietUntil, time) : quietUntil;
    }
    quietUntil = expiry > now ? Math.min(quietUntil, expiry) : quietUntil;
    const nearest = nearestReminder(days, expiry, created(), now);
    return nearest === null || isShown(token, expiry, nearest) ? null : nearest;
  };

  const expiries = expiriesOf(listed);
  const candidates: (DueReminder & { readonly key: AuthenticationKey })[] = [];
  for (const [place, key] of listed.entries()) {
    const expiry = expiries[place] as number;
    const nearest =
      key.accountProblem === null ? reminderOf(key.token, expiry, () => Date.parse(key.creationDate)) : null;
    if (nearest !== null) {
      candidates.push({ key, token: key.token, name: key.fullName || key.username, expiry, days: nearest });
    }
  }
  const successorOf = candidates.length === 0 ? null : successorsAmong(listed, now);
  const due: DueReminder[] = candidates.filter(({ key }) => successorOf?.(key) === null);
  for (const { token, label, expirationDate } of adopted) {
    const expiry = expirationDate === null ? null : Date.parse(expirationDate);
    const nearest = expiry === null ? null : reminderOf(token, expiry, () => Number.NEGATIVE_INFINITY);
    if (expiry !== null && nearest !== null) {
      due.push({ key: null, token, name: label, expiry, days: nearest });
    }
  }
  return { due, quietUntil };
}
