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

/** An entry before it has its number. */
export type UnnumberedEntry = Omit<ActivityEntry, 'number'>;

/** What a journal works with. */
export interface ActivityJournalOptions {
  readonly store: JournalStore;
  readonly keychain: Keychain;
}

/** Where a journal goes on, and from where on the keychain vouches for it; `null` while it cannot be asked. */
interface Place {
  readonly end: ChainPosition;
  readonly sealedFrom: number | null;
}

/**
 * The journal of one connection. Its end is kept in memory and, as a seal, in the keychain: a file that was cut or
 * rewritten no longer ends there, and every later entry goes on from where the journal ought to end, so that the gap
 * stays to be seen. docs/decisions/0009 says what this can show and what not.
 */
export class ActivityJournal {
  readonly #connectionId: string;
  readonly #options: ActivityJournalOptions;
  #unwritten: readonly UnnumberedEntry[] = [];
  #place: Place | null = null;
  /** Where this run last knew the end to be; stays when {@link #place} has to be looked up again. */
  #lastEnd: ChainPosition | null = null;
  /** What was read last: mostly the file still begins with it. */
  #checked: CheckedJournal | undefined;
  readonly #file = new Mutex();
  readonly #sealing = new Mutex();
  #sealed: ChainPosition | null = null;
  #isUnsealed = false;

  constructor(connectionId: string, options: ActivityJournalOptions) {
    this.#connectionId = connectionId;
    this.#options = options;
  }

  /** How many entries could not be written yet. */
  get unwritten(): number {
    return this.#unwritten.length;
  }

  /**
   * Writes entries, and before them those that could not be written earlier.
   * @throws Error when they cannot be written now; they are kept for the next time.
   */
  add(entries: readonly UnnumberedEntry[]): Promise<void> {
    return this.#file.runExclusive(async () => {
      const due = [...this.#unwritten, ...entries];
      try {
        if (due.length > 0) {
          await this.#write(due);
        }
        this.#unwritten = [];
      } catch (error) {
        this.#unwritten = due;
        throw error;
      }
    });
  }

  /** Gives the entries in their order, and how much of them can be trusted. @throws Error when the file is not readable. */
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
   * Has the keychain vouch for this journal no more, since its connection is removed.
   * @param remove deletes the item of this name from the keychain.
   */
  unseal(remove: (sealId: string) => Promise<void>): Promise<void> {
    return this.#file.runExclusive(async () => {
      this.#isUnsealed = true;
      await this.#sealing.waitForUnlock();
      await remove(this.#sealId);
    });
  }

  /** Writes what waits, if it can be written now, and waits for the keychain. */
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
      // A part may have been written: the next attempt looks where the file ends.
      this.#place = null;
      throw error;
    }
    this.#place = { ...before, end };
    this.#lastEnd = end;
    this.#seal();
  }

  async #locate(): Promise<Place> {
    // A locked keychain is asked again only after the user has unlocked it: it may open a prompt each time.
    const place = this.#place;
    if (place !== null && (place.sealedFrom !== null || this.#options.keychain.problem !== null)) {
      return place;
    }
    const journal = await this.#check();
    const lookup = await this.#options.keychain.find(this.#sealId);
    const seal = lookup.state === 'present' ? parseSeal(lookup.secret) : null;
    const expected = [seal, this.#lastEnd].filter((position) => position !== null);
    const missed = expected.find((position) => !holds(journal, position));
    const end =
      missed === undefined ? journal.end : { number: Math.max(missed.number, journal.end.number), hash: missed.hash };
    this.#lastEnd = end;
    this.#place = { end, sealedFrom: lookup.state === 'unavailable' ? null : firstSealed(journal, seal) };
    return this.#place;
  }

  async #check(): Promise<CheckedJournal> {
    const text = await this.#options.store.read(this.#connectionId);
    if (this.#checked?.text !== text) {
      this.#checked = checkJournal(text, this.#checked);
    }
    return this.#checked;
  }

  /** Has the keychain vouch for the end, behind whoever waits for the entry: a keychain can be slow. */
  #seal(): void {
    void this.#sealing.runExclusive(async () => {
      const place = this.#place;
      const isDone = place === null || place.sealedFrom === null || place.end === this.#sealed;
      // A keychain that its user has just refused is not to ask once more with every entry.
      if (isDone || this.#isUnsealed || this.#options.keychain.isGivenUp) {
        return;
      }
      const seal: JournalSeal = { ...place.end, from: place.sealedFrom };
      await this.#options.keychain.keep(this.#sealId, JSON.stringify(seal));
      this.#sealed = place.end;
    });
  }

  get #sealId(): string {
    return `activity-${this.#connectionId}`;
  }
}

/** From which entry on the keychain vouches: what the file holds beyond the seal was not sealed. */
function firstSealed({ end }: CheckedJournal, seal: JournalSeal | null): number {
  const sealedTo = seal ?? CHAIN_START;
  if (end.number > sealedTo.number) {
    return end.number + 1;
  }
  return seal?.from ?? 1;
}

/** Number of the first entry at which a journal is not what it ought to be at its end; `null` where it is. */
function firstDifference(journal: CheckedJournal, end: ChainPosition): number | null {
  if (journal.end.number === end.number && holds(journal, end)) {
    return null;
  }
  return Math.min(journal.end.number + 1, end.number + (holds(journal, end) ? 1 : 0));
}
