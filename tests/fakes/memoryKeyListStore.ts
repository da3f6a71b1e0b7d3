import type { CachedKeyListLookup, KeyListStore, StorageFault } from '../../electron/ports.ts';
import type { StorageProblem } from '../../shared/model/appState.ts';
import type { CachedKeyList } from '../../shared/model/keyList.ts';

/** Cached lists in memory. `problem` makes writes fail as on a full disk; `lookup` replaces what is cached. */
export class MemoryKeyListStore implements KeyListStore {
  readonly lists = new Map<string, CachedKeyList>();
  problem: StorageProblem | null = null;
  /** What the system says to a problem. */
  code: string | null = null;
  lookup: CachedKeyListLookup | null = null;
  /** How often a list was written. */
  writes = 0;

  async read(connectionId: string): Promise<CachedKeyListLookup> {
    const list = this.lists.get(connectionId);
    return this.lookup ?? (list === undefined ? { state: 'absent' } : { state: 'present', list, isRestored: false });
  }

  async write(connectionId: string, list: CachedKeyList): Promise<StorageFault | null> {
    if (this.problem === null) {
      this.writes += 1;
      this.lists.set(connectionId, list);
    }
    return this.problem === null ? null : { problem: this.problem, code: this.code };
  }

  async remove(connectionId: string): Promise<void> {
    if (this.problem !== null) {
      throw new Error(this.problem);
    }
    this.lists.delete(connectionId);
  }

  async keepOnly(connectionIds: readonly string[]): Promise<void> {
    for (const id of this.lists.keys()) {
      if (!connectionIds.includes(id)) {
        this.lists.delete(id);
      }
    }
  }
}
