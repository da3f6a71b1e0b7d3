import type { AdoptedKey } from '../../../shared/model/adoptedKey.ts';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import { KEY_LINK_SCHEME } from '../../../shared/model/keyLink.ts';
import type { Language } from '../../../shared/model/language.ts';
import type {
  NotificationOutcome,
  OpenedReminder,
  ReminderDays,
  ReminderState,
} from '../../../shared/model/reminder.ts';
import { reminderTexts } from '../../../shared/reminderTexts/reminderTexts.ts';
import type { Clock, Logger, Notifications, Publish, Reminded, ReminderStore } from '../../ports.ts';
import { type DueReminders, dueReminders } from './dueReminders.ts';
import { type ConnectionReminder, reminderMessage } from './reminderMessage.ts';

/** Interval of the checks, in milliseconds. The first also waits for this, so that the start is not slowed down. */
export const REMINDER_CHECK_MS = 60_000;
/** Delay in ms after a notification that was not shown: the program that shows them may start later. */
export const REMINDER_RETRY_MS = 10 * REMINDER_CHECK_MS;

/** What is known about the keys of all connections without a request. */
export interface ReminderSource {
  /** `name` is empty for the sample platform. */
  readonly connections: () => readonly { readonly id: string; readonly name: string }[];
  /** The list of a connection from memory or the cache; `null` if it was never fetched. */
  readonly keysOf: (connectionId: string) => Promise<readonly AuthenticationKey[] | null>;
  readonly adoptedKeysOf: (connectionId: string) => readonly AdoptedKey[];
  readonly daysOf: (connectionId: string) => ReminderDays;
}

/** Dependencies of {@link Reminders}. */
export interface RemindersOptions {
  readonly source: ReminderSource;
  readonly store: ReminderStore;
  readonly notifications: Notifications;
  readonly isLocked: () => boolean;
  readonly language: () => Language;
  /** Opens a link to a key in the window. */
  readonly openKeyLink: (link: string) => void;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly publish: Publish;
}

/**
 * Reminds of keys that expire by notifications of the operating system while KeyDesk runs: once per key and reminder, all that
 * are due in one notification. The clock is compared every minute, so that a reminder that was jumped over, for example
 * during sleep, is shown afterwards.
 */
export class Reminders {
  readonly #options: RemindersOptions;
  readonly #reminded: Map<string, Map<string, Reminded>>;
  /** By connection id: what the last check was computed from, and until when its result holds. */
  readonly #quiet = new Map<string, { readonly from: readonly unknown[]; readonly until: number }>();
  #lastCheck: number | null = null;
  #lastOutcome: NotificationOutcome | null = null;
  #opened: OpenedReminder | null = null;
  #cancelTimer: (() => void) | null = null;
  #checking: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(options: RemindersOptions) {
    this.#options = options;
    this.#reminded = new Map([...options.store.read()].map(([id, keys]) => [id, new Map(keys)]));
  }

  /** State for the window. */
  get state(): ReminderState {
    const { source } = this.#options;
    const days = Object.fromEntries(source.connections().map(({ id }) => [id, [...source.daysOf(id)]]));
    return { days, lastOutcome: this.#lastOutcome };
  }

  /** Starts the checks. No-op if they have started. */
  start(): void {
    if (this.#cancelTimer === null && !this.#isClosed) {
      this.#checkLater();
    }
  }

  /** Shows a notification that says what reminders look like. */
  async showTest(): Promise<NotificationOutcome> {
    const { testTitle, testBody } = reminderTexts(this.#options.language());
    return this.#show({ title: testTitle, body: testBody }, () => {});
  }

  /** Returns once what the last clicked notification leads to; `null` if there is nothing, or it leads to a key. */
  takeOpened(): OpenedReminder | null {
    const opened = this.#opened;
    this.#opened = null;
    return opened;
  }

  /** Drops the records of a removed connection. */
  async forgetConnection(connectionId: string): Promise<void> {
    this.#quiet.delete(connectionId);
    if (this.#reminded.delete(connectionId)) {
      await this.#save();
    }
  }

  /** Ends the checks and waits until the last record is written. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancelTimer?.();
    await this.#checking;
  }

  #checkLater(delayMs = REMINDER_CHECK_MS): void {
    this.#cancelTimer = this.#options.clock.schedule(delayMs, () => {
      this.#checking = this.#check()
        .catch((error: unknown) => {
          this.#options.logger.error('The reminders could not be checked', { error });
          return false;
        })
        .then((isDone) => {
          if (!this.#isClosed) {
            this.#checkLater(isDone ? REMINDER_CHECK_MS : REMINDER_RETRY_MS);
          }
        });
    });
  }

  /** Shows what is due. Returns false if the system has not shown it; then the next check tries again. */
  async #check(): Promise<boolean> {
    const { source, clock } = this.#options;
    const now = clock.now();
    const due: ConnectionReminder[] = [];
    for (const { id, name } of source.connections()) {
      const reminders = await this.#dueOf(id, now);
      due.push(...reminders.map((reminder) => ({ ...reminder, connectionId: id, connectionName: name })));
    }
    if (due.length > 0 && !(await this.#remind(due, now))) {
      // The time of this check is not noted, so that a key that expires before the next one still counts then.
      this.#quiet.clear();
      return false;
    }
    this.#lastCheck = now;
    return true;
  }

  async #dueOf(connectionId: string, now: number): Promise<DueReminders['due']> {
    const { source } = this.#options;
    const listed = (await source.keysOf(connectionId)) ?? [];
    const adopted = source.adoptedKeysOf(connectionId);
    const days = source.daysOf(connectionId);
    const from = [listed, ...adopted, ...days];
    const quiet = this.#quiet.get(connectionId);
    const isBack = this.#lastCheck !== null && now < this.#lastCheck;
    if (quiet !== undefined && !isBack && now < quiet.until && isSame(from, quiet.from)) {
      return [];
    }
    const reminded = this.#reminded.get(connectionId) ?? new Map<string, Reminded>();
    const result = dueReminders({ listed, adopted, reminded, days, now, lastCheck: this.#lastCheck });
    this.#quiet.set(connectionId, { from, until: result.quietUntil });
    return result.due;
  }

  /** Shows one notification about all that is due, and records them if the system has shown it. */
  async #remind(due: readonly ConnectionReminder[], now: number): Promise<boolean> {
    const { language, isLocked } = this.#options;
    const message = reminderMessage(due, language(), now, isLocked());
    if ((await this.#show(message, () => this.#open(due))) !== 'shown') {
      return false;
    }
    for (const { connectionId, token, expiry, days } of due) {
      const keys = this.#reminded.get(connectionId) ?? new Map<string, Reminded>();
      this.#reminded.set(connectionId, keys.set(token, { expiry, days }));
    }
    for (const connectionId of new Set(due.map((reminder) => reminder.connectionId))) {
      await this.#dropGone(connectionId);
    }
    await this.#save();
    return true;
  }

  /** Drops the records of keys that are gone. */
  async #dropGone(connectionId: string): Promise<void> {
    const { source } = this.#options;
    const listed = await source.keysOf(connectionId);
    const tokens = new Set([...(listed ?? []), ...source.adoptedKeysOf(connectionId)].map(({ token }) => token));
    const reminded = this.#reminded.get(connectionId);
    for (const token of listed === null ? [] : (reminded?.keys() ?? [])) {
      if (!tokens.has(token)) {
        reminded?.delete(token);
      }
    }
  }

  async #show(
    message: { readonly title: string; readonly body: string },
    onClick: () => void,
  ): Promise<NotificationOutcome> {
    const { notifications, publish } = this.#options;
    const outcome = await notifications.show({ ...message, onClick });
    if (outcome !== this.#lastOutcome) {
      this.#lastOutcome = outcome;
      publish('reminders:changed');
    }
    return outcome;
  }

  #open(due: readonly ConnectionReminder[]): void {
    const [first, ...others] = due;
    if (first !== undefined && others.length === 0 && first.key !== null) {
      this.#options.openKeyLink(`${KEY_LINK_SCHEME}://${first.connectionId}/${encodeURIComponent(first.key.id)}`);
      return;
    }
    const isOneConnection = due.every(({ connectionId }) => connectionId === first?.connectionId);
    this.#opened = { connectionId: isOneConnection ? (first?.connectionId ?? null) : null };
    this.#options.publish('reminders:opened');
  }

  async #save(): Promise<void> {
    const fault = await this.#options.store.write(this.#reminded);
    if (fault !== null) {
      this.#options.logger.warn('The shown reminders could not be recorded', { ...fault });
    }
  }
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}
