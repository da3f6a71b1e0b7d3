import { SAMPLE_CONNECTION_ID } from '../../../shared/model/connection.ts';
import { DEFAULT_REMINDER_DAYS, type ReminderDays } from '../../../shared/model/reminder.ts';
import type { Publish } from '../../ports.ts';
import type { SettingsService } from '../settings/settings.ts';

/** Keys of the sample platform are nobody's concern until the user asks for reminders. */
const NONE: ReminderDays = [];

/** Stores for each connection how many days before the expiry of a key reminders are due. */
export class ReminderSettings {
  readonly #settings: SettingsService;
  readonly #nameOf: (connectionId: string) => string | null;
  readonly #publish: Publish;

  /** @param nameOf returns `null` for an unknown connection. */
  constructor(settings: SettingsService, nameOf: (connectionId: string) => string | null, publish: Publish) {
    this.#settings = settings;
    this.#nameOf = nameOf;
    this.#publish = publish;
  }

  /** Returns the days of a connection in descending order; empty if it has no reminders. */
  daysOf(connectionId: string): ReminderDays {
    const { reminderDays } = this.#settings.current;
    // The window may send any id: inherited properties are no settings.
    const stored = Object.hasOwn(reminderDays, connectionId) ? reminderDays[connectionId] : undefined;
    return stored ?? (connectionId === SAMPLE_CONNECTION_ID ? NONE : DEFAULT_REMINDER_DAYS);
  }

  /** Stores the days of a connection. No-op if it was removed in the meantime. */
  set(connectionId: string, days: ReminderDays): void {
    if (this.#nameOf(connectionId) === null) {
      return;
    }
    const { reminderDays } = this.#settings.current;
    const sorted = [...days].sort((one, other) => other - one);
    this.#settings.change({ reminderDays: { ...reminderDays, [connectionId]: sorted } });
    this.#publish('reminders:changed');
  }
}
