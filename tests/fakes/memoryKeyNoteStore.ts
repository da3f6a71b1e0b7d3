import type { DamagedFile, KeyNoteStore, StorageFault, StoredNotes } from '../../electron/ports.ts';
import type { KeyNotes } from '../../shared/model/keyNote.ts';

/** Notes in memory. `fault` makes writes fail as on a full disk. */
export class MemoryKeyNoteStore implements KeyNoteStore {
  readonly notes = new Map<string, KeyNotes>();
  fault: StorageFault | null = null;
  /** Set aside when the notes are read. */
  damaged: DamagedFile | null = null;

  read(connectionId: string): StoredNotes {
    const isNewer = this.fault?.problem === 'newerVersion';
    return {
      notes: this.notes.get(connectionId) ?? new Map(),
      damaged: this.damaged,
      fault: isNewer ? this.fault : null,
    };
  }

  async write(connectionId: string, notes: KeyNotes): Promise<StorageFault | null> {
    if (this.fault === null) {
      this.notes.set(connectionId, notes);
    }
    return this.fault;
  }

  async remove(connectionId: string): Promise<void> {
    if (this.fault !== null) {
      throw new Error(this.fault.problem);
    }
    this.notes.delete(connectionId);
  }

  async keepOnly(connectionIds: readonly string[]): Promise<void> {
    for (const id of this.notes.keys()) {
      if (!connectionIds.includes(id)) {
        this.notes.delete(id);
      }
    }
  }
}
