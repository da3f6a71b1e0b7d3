import type { RemindedKeys, ReminderStore, StorageFault } from '../../electron/ports.ts';

/** Shown reminders in memory. `fault` makes writes fail as on a full disk. */
export class MemoryReminderStore implements ReminderStore {
  reminded: RemindedKeys = new Map();
  fault: StorageFault | null = null;

  read(): RemindedKeys {
    return this.reminded;
  }

  async write(reminded: RemindedKeys): Promise<StorageFault | null> {
    if (this.fault === null) {
      this.reminded = new Map([...reminded].map(([id, keys]) => [id, new Map(keys)]));
    }
    return this.fault;
  }
}
