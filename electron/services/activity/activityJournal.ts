import { Mutex } from 'async-mutex';
import type { ActivityEntry, ActivityVerdict } from '../../../shared/model/activity.ts';
import type { JournalStore } from '../../ports.ts';
import type { Keychain } from '../secrets/keychain.ts';
import {
  CHAIN_START,
  type ChainPosition,
  type CheckedJournal,
  chainEntries,
  checkJournal,
  holds,
  type JournalSeal,
  parseSeal,
} from './activityChain.ts';

/** An entry without its number. */
export type UnnumberedEntry = Omit<ActivityEntry, 'number'>;

/** Dependencies of a journal. */
export interface ActivityJournalOptions {
  readonly store: JournalStore;
  readonly keychain: Keychain;
}

/** End of a journal and the number of its first sealed entry, `null` while the keychain is unavailable. */
interface Position {
  readonly end: ChainPosition;
  readonly sealedFrom: number | null;
}

/**
 * The journal of one connection. Its end is stored in memory and, as a seal, in the keychain. A file that was truncated
 * or rewritten no longer ends there; later entries continue from the expected end, so that the gap remains visible.
 * docs/decisions/0009 describes what this can detect and what not.
 */
export class ActivityJournal {
  readonly #connectionId: string;
  readonly #options: ActivityJournalOptions;
  #unwritten: readonly UnnumberedEntry[] = [];
  #position: Position | null = null;
  /** Last end known to this process; kept while {@link #position} is reset. */
  #lastEnd: ChainPosition | null = null;
  /** Result of the last read, which the file usually still starts with. */
  #checked: CheckedJournal | undefined;
  readonly #file = new Mutex();
  readonly #sealing = new Mutex();
  #sealed: ChainPosition | null = null;
  #isUnsealed = false;

  constructor(connectionId: string, options: ActivityJournalOptions) {
    this.#connectionId = connectionId;
    this.#options = options;
  }

  /** Number of entries that could not be written yet. */
  get unwritten(): number {
    return this.#unwritten.length;
  }

  /**
   * Writes entries, after those still pending.
   * @throws Error if they cannot be written; they stay pending.
   */
  add(entries: readonly UnnumberedEntry[]): Promise<void> {
    return this.#file.runExclusive(async () => {
      const pending = [...this.#unwritten, ...entries];
      try {
        if (pending.length > 0) {
          await this.#write(pending);
        }
        this.#unwritten = [];
      } catch (error) {
        this.#unwritten = pending;
        throw error;
      }
    });
  }

  /** Returns the entries in order, and the result of checking them. @throws Error if the file cannot be read. */
  read(): Promise<{ readonly entries: readonly ActivityEntry[]; readonly verdict: ActivityVerdict }> {
    return this.#file.runExclusive(async () => {
      const { end, sealedFrom } = await this.#locate();
      const journal = await this.#check();
      const brokenAt = journal.brokenAt ?? firstDifference(journal, end);
      const lacksEntries = journal.brokenAt === null ? journal.end.number < end.number : journal.lacksEntries;
      const verdict = {
        brokenAt,
        lacksEntries: brokenAt !== null && lacksEntries,
        tornLines: journal.tornLines,
        sealedFrom,
      };
      return { entries: journal.entries, verdict };
    });
  }

  /**
   * Removes the seal of this journal, whose connection is being removed.
   * @param remove deletes the keychain item with this id.
   */
  unseal(remove: (sealId: string) => Promise<void>): Promise<void> {
    return this.#file.runExclusive(async () => {
      this.#isUnsealed = true;
      await this.#sealing.waitForUnlock();
      await remove(this.#sealId);
    });
  }

  /** Tries to write pending entries and waits for the keychain. Never rejects. */
  async close(): Promise<void> {
    await this.add([]).catch(() => {});
    await this.#sealing.waitForUnlock();
  }

  async #write(entries: readonly UnnumberedEntry[]): Promise<void> {
    const before = await this.#locate();
    const { text, end } = chainEntries(entries, before.end);
    try {
      await this.#options.store.append(this.#connectionId, text);
    } catch (error) {
      // A part may have been written: the next attempt reads the end of the file.
      this.#position = null;
      throw error;
    }
    this.#position = { ...before, end };
    this.#lastEnd = end;
    this.#seal();
  }

  async #locate(): Promise<Position> {
    // Until the user has unlocked the keychain, it is not queried again: each query may open a prompt.
    const position = this.#position;
    if (position !== null && (position.sealedFrom !== null || this.#options.keychain.problem !== null)) {
      return position;
    }
    const journal = await this.#check();
    const lookup = await this.#options.keychain.find(this.#sealId);
    const seal = lookup.state === 'present' ? parseSeal(lookup.secret) : null;
    const expected = [seal, this.#lastEnd].filter((position) => position !== null);
    const missed = expected.find((position) => !holds(journal, position));
    const end =
      missed === undefined ? journal.end : { number: Math.max(missed.number, journal.end.number), hash: missed.hash };
    this.#lastEnd = end;
    this.#position = { end, sealedFrom: lookup.state === 'unavailable' ? null : firstSealed(journal, seal) };
    return this.#position;
  }

  async #check(): Promise<CheckedJournal> {
    const text = await this.#options.store.read(this.#connectionId);
    if (this.#checked?.text !== text) {
      this.#checked = checkJournal(text, this.#checked);
    }
    return this.#checked;
  }

  /** Stores the end in the keychain in the background, since a keychain can be slow. */
  #seal(): void {
    void this.#sealing.runExclusive(async () => {
      const position = this.#position;
      const isDone = position === null || position.sealedFrom === null || position.end === this.#sealed;
      // After the user denied access, the keychain must not prompt again with every entry.
      if (isDone || this.#isUnsealed || this.#options.keychain.isSuspended) {
        return;
      }
      const seal: JournalSeal = { ...position.end, from: position.sealedFrom };
      await this.#options.keychain.keep(this.#sealId, JSON.stringify(seal));
      this.#sealed = position.end;
    });
  }

  get #sealId(): string {
    return `activity-${this.#connectionId}`;
  }
}

/** Returns the number of the first sealed entry: entries in the file beyond the seal are not sealed. */
function firstSealed({ end }: CheckedJournal, seal: JournalSeal | null): number {
  const sealedTo = seal ?? CHAIN_START;
  if (end.number > sealedTo.number) {
    return end.number + 1;
  }
  return seal?.from ?? 1;
}

/** Returns the number of the first entry that differs from the expected end; `null` if the journal ends there. */
function firstDifference(journal: CheckedJournal, end: ChainPosition): number | null {
  if (journal.end.number === end.number && holds(journal, end)) {
    return null;
  }
  return Math.min(journal.end.number + 1, end.number + (holds(journal, end) ? 1 : 0));
}
