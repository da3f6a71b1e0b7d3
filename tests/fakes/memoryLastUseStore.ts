import type { KeptReading, LastUseStore, StorageFault } from '../../electron/ports.ts';

/** Readings of logs in memory. `fault` makes writes fail as on a full disk. */
export class MemoryLastUseStore implements LastUseStore {
  readonly readings = new Map<string, KeptReading>();
  fault: StorageFault | null = null;

  read(connectionId: string): KeptReading | null {
    return this.readings.get(connectionId) ?? null;
  }

  async write(connectionId: string, reading: KeptReading): Promise<StorageFault | null> {
    if (this.fault === null) {
      this.readings.set(connectionId, reading);
    }
    return this.fault;
  }

  async remove(connectionId: string): Promise<void> {
    this.readings.delete(connectionId);
  }

  async keepOnly(connectionIds: readonly string[]): Promise<void> {
    for (const id of this.readings.keys()) {
      if (!connectionIds.includes(id)) {
        this.readings.delete(id);
      }
    }
  }
}
