import { type ReminderSource, Reminders } from '../../../../electron/services/reminders/reminders.ts';
import type { AdoptedKey } from '../../../../shared/model/adoptedKey.ts';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import type { Language } from '../../../../shared/model/language.ts';
import { DEFAULT_REMINDER_DAYS, type ReminderDays } from '../../../../shared/model/reminder.ts';
import { ManualClock } from '../../../fakes/manualClock.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';
import { MemoryNotifications } from '../../../fakes/memoryNotifications.ts';
import { MemoryReminderStore } from '../../../fakes/memoryReminderStore.ts';
import { settle } from '../../../fakes/settle.ts';

/** A key of the list; the number gives id and token, and the account unless another one is named. */
export function listedKey(
  number: number,
  expiry: number | string,
  change: Partial<AuthenticationKey> = {},
): AuthenticationKey {
  const digits = String(number).padStart(8, '0');
  return {
    id: `authkey.${number}`,
    accountId: `account.${number}`,
    username: `user${number}`,
    fullName: `User ${number}`,
    systemRoles: [],
    token: `0123456789abcdef01234567${digits}`,
    creationDate: '2020-01-01T00:00:00.000Z',
    expirationDate: new Date(expiry).toISOString(),
    lastUsedDate: null,
    version: 1,
    accountProblem: null,
    ...change,
  };
}

/** A clock that can be set, back too, without an effect on its timers, like that of a computer. */
class SettableClock extends ManualClock {
  #ahead = 0;

  override now(): number {
    return super.now() + this.#ahead;
  }

  set(now: number): void {
    this.#ahead += now - this.now();
  }
}

/** Reminders over lists that a test replaces. */
export class RemindersBed {
  readonly clock: SettableClock;
  readonly notifications = new MemoryNotifications();
  readonly store = new MemoryReminderStore();
  readonly published: string[] = [];
  readonly links: string[] = [];
  /** By connection id; `null`: never fetched. */
  lists = new Map<string, readonly AuthenticationKey[] | null>([['production', []]]);
  adopted: readonly AdoptedKey[] = [];
  days: ReminderDays = DEFAULT_REMINDER_DAYS;
  isLocked = false;
  language: Language = 'en';
  reminders: Reminders;

  constructor(now: number) {
    this.clock = new SettableClock(now);
    this.reminders = this.restart();
  }

  /** Starts anew over the same disk; what ran before ends. */
  restart(): Reminders {
    void this.reminders?.close();
    const source: ReminderSource = {
      connections: () => [...this.lists.keys()].map((id) => ({ id, name: id === 'sample' ? '' : `ERP ${id}` })),
      keysOf: async (id) => this.lists.get(id) ?? null,
      adoptedKeysOf: (id) => (id === 'production' ? this.adopted : []),
      daysOf: () => this.days,
    };
    this.reminders = new Reminders({
      source,
      store: this.store,
      notifications: this.notifications,
      isLocked: () => this.isLocked,
      language: () => this.language,
      openKeyLink: (link) => this.links.push(link),
      clock: this.clock,
      logger: new MemoryLogger(),
      publish: (event) => this.published.push(event),
    });
    this.reminders.start();
    return this.reminders;
  }

  /** Lets time pass and everything that is due happen. Returns the notifications shown meanwhile. */
  async pass(milliseconds: number): Promise<readonly { readonly title: string; readonly body: string }[]> {
    const before = this.notifications.shown.length;
    this.clock.advance(milliseconds);
    await settle();
    return this.notifications.shown.slice(before);
  }
}
