import type { Notifications, SystemNotification } from '../../electron/ports.ts';
import type { NotificationOutcome } from '../../shared/model/reminder.ts';

/** A system that shows every notification, unless `outcome` says otherwise. Remembers what it has shown. */
export class MemoryNotifications implements Notifications {
  outcome: NotificationOutcome = 'shown';
  readonly shown: SystemNotification[] = [];

  async show(notification: SystemNotification): Promise<NotificationOutcome> {
    if (this.outcome === 'shown') {
      this.shown.push(notification);
    }
    return this.outcome;
  }
}
