/** The ports of reminders; re-exported by `ports.ts`. */
import type { NotificationOutcome } from '../shared/model/reminder.ts';
import type { StorageFault } from './ports.ts';

/** A notification of the operating system. */
export interface SystemNotification {
  readonly title: string;
  /** Plain text; lines are separated by a line feed. */
  readonly body: string;
  /** Called when the user clicks it, after the window was brought to the front. */
  readonly onClick: () => void;
}

/** The notifications of the operating system. */
export interface Notifications {
  /** Shows a notification. Never rejects. */
  show(notification: SystemNotification): Promise<NotificationOutcome>;
}

/** The last reminder of a key. */
export interface Reminded {
  /** Expiry of the key at that time, in milliseconds since the epoch, UTC: another expiry begins anew. */
  readonly expiry: number;
  /** Which reminder it was, in days before the expiry. */
  readonly days: number;
}

/** The last reminders by connection id and token. */
export type RemindedKeys = ReadonlyMap<string, ReadonlyMap<string, Reminded>>;

/** The reminders that were shown, on disk. */
export interface ReminderStore {
  /** Reads them; none if there is no usable file. A damaged file is set aside. Never throws. */
  read(): RemindedKeys;
  /** Replaces them. On failure, returns why and leaves the file unchanged. */
  write(reminded: RemindedKeys): Promise<StorageFault | null>;
}
