import type {
  CachedKeyListLookup,
  HeadSteps,
  KeyListStore,
  StorageFault,
  StoredListHead,
} from '../../electron/ports.ts';
import type { StorageProblem } from '../../shared/model/appState.ts';
import type { CachedKeyList } from '../../shared/model/keyList.ts';

/** Cached lists in memory. `problem` makes writes fail as on a full disk; `lookup` replaces what is cached. */
export class MemoryKeyListStore implements KeyListStore {
  readonly lists = new Map<string, CachedKeyList>();
  /** By connection, with the list that each belongs to. */
  readonly heads = new Map<string, { readonly list: CachedKeyList | undefined; readonly head: StoredListHead }>();
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

  async readHead(connectionId: string): Promise<StoredListHead | null> {
    const stored = this.heads.get(connectionId);
    return stored === undefined || stored.list !== this.lists.get(connectionId) ? null : stored.head;
  }

  async writeHead(connectionId: string, steps: HeadSteps): Promise<void> {
    let step = steps.next();
    while (step.done !== true) {
      step = steps.next();
    }
    this.heads.delete(connectionId);
    if (step.value !== null) {
      this.heads.set(connectionId, { list: this.lists.get(connectionId), head: step.value });
    }
  }

  async remove(connectionId: string): Promise<void> {
    if (this.problem !== null) {
      throw new Error(this.problem);
    }
    this.lists.delete(connectionId);
    this.heads.delete(connectionId);
  }

  async keepOnly(connectionIds: readonly string[]): Promise<void> {
    for (const id of this.lists.keys()) {
      if (!connectionIds.includes(id)) {
        this.lists.delete(id);
      }
    }
  }
}
