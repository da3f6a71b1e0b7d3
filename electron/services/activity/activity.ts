import { foldText, searchWords } from '../../../shared/foldText.ts';
import type {
  ActivityAction,
  ActivityEntry,
  ActivityJournal as JournalSummary,
} from '../../../shared/model/activity.ts';
import type { SavedTable } from '../../../shared/model/tableFile.ts';
import { AppError } from '../../../shared/result.ts';
import { systemCodeOf } from '../../../shared/systemCode.ts';
import type { JournalStore, Logger, PageRequest, Publish } from '../../ports.ts';
import type { Keychain } from '../secrets/keychain.ts';
import { type SaveTableOptions, saveTable, type TableFileRequest } from '../tables/saveTable.ts';
import { ActivityJournal, type UnnumberedEntry } from './activityJournal.ts';
import { type ActivityLabels, activityTable } from './activityTable.ts';

/** Minimum time between two `activity:changed` events, in milliseconds. */
const EVENT_INTERVAL_MS = 200;

/** Dependencies of {@link Activity}. */
export interface ActivityOptions extends SaveTableOptions {
  readonly store: JournalStore;
  readonly keychain: Keychain;
  readonly logger: Logger;
  readonly publish: Publish;
}

/** Selects entries. */
export interface ActivityFilter {
  /** Id of one connection, or `null` for all, removed ones included. */
  readonly connectionId: string | null;
  /** Words that an entry has to contain, folded; among them days such as 27.11.2026 in the time zone of the system. */
  readonly search: string;
  /** Labels of the actions in the language of the window, for the search. */
  readonly actions: Readonly<Record<ActivityAction, string>>;
}

/** One page of entries, newest first. */
export interface ActivityPage {
  readonly items: ActivityEntry[];
  /** Number of entries that match the filter. */
  readonly total: number;
  readonly journals: JournalSummary[];
}

/** Records the actions on this computer in one append-only journal per connection. */
export class Activity {
  readonly #options: ActivityOptions;
  readonly #journals = new Map<string, ActivityJournal>();
  #cancelEvent: (() => void) | null = null;
  /** Whether something was recorded since the last event. */
  #isEventDue = false;
  #code: string | null = null;

  constructor(options: ActivityOptions) {
    this.#options = options;
  }

  /** Number of entries that could not be written yet. */
  get unwritten(): number {
    return [...this.#journals.values()].reduce((sum, journal) => sum + journal.unwritten, 0);
  }

  /** System code of the last failed write, for example `ENOSPC`; `null` if no entry is pending. */
  get unwrittenCode(): string | null {
    return this.unwritten === 0 ? null : this.#code;
  }

  /** Records actions on a connection with the current time. Never rejects: the actions have already happened. */
  async record(connectionId: string, facts: readonly Omit<UnnumberedEntry, 'at' | 'connectionId'>[]): Promise<void> {
    const { clock, logger, publish } = this.#options;
    const at = new Date(clock.now()).toISOString();
    const before = this.unwritten;
    try {
      await this.#journalOf(connectionId).add(facts.map((fact) => ({ at, connectionId, ...fact })));
    } catch (error) {
      this.#code = systemCodeOf(error) ?? null;
      logger.error('The activity could not be recorded', { error, entries: facts.length });
    }
    this.#publishChange();
    if (this.unwritten !== before) {
      publish('app:changed');
    }
  }

  /** Returns one page of the entries that match a filter, newest first. @throws AppError `ACTIVITY_NOT_READ`. */
  async list(filter: ActivityFilter, { skip, take }: PageRequest): Promise<ActivityPage> {
    const { entries, journals } = await this.#read(filter);
    return { items: entries.slice(skip, skip + take), total: entries.length, journals };
  }

  /**
   * Returns the entries of one connection in order, up to the first that the hash chain does not confirm.
   * @throws AppError `ACTIVITY_NOT_READ`.
   */
  async confirmedEntries(connectionId: string): Promise<readonly ActivityEntry[]> {
    try {
      const { entries, verdict } = await this.#journalOf(connectionId).read();
      const { brokenAt } = verdict;
      return brokenAt === null ? entries : entries.filter(({ number }) => number < brokenAt);
    } catch (cause) {
      throw notRead(cause);
    }
  }

  /**
   * Saves the entries that match a filter as a table, newest first, to a file that the user chooses.
   * @returns `null` if the user cancelled.
   * @throws AppError `ACTIVITY_NOT_READ`; else as {@link saveTable}.
   */
  async export(
    filter: ActivityFilter,
    labels: ActivityLabels,
    file: Omit<TableFileRequest, 'content'>,
  ): Promise<SavedTable | null> {
    const { entries } = await this.#read(filter);
    return saveTable(this.#options, { ...file, content: 'activity' }, activityTable(entries, labels));
  }

  /** Removes the seal of the journal of a connection. @param remove deletes a keychain item. */
  async unseal(connectionId: string, remove: (sealId: string) => Promise<void>): Promise<void> {
    await this.#journalOf(connectionId).unseal(remove);
  }

  /** Tries to write pending entries once more. Never rejects. */
  async close(): Promise<void> {
    this.#cancelEvent?.();
    await Promise.all([...this.#journals.values()].map((journal) => journal.close()));
  }

  async #read({ connectionId, search, actions }: ActivityFilter): Promise<{
    readonly entries: readonly ActivityEntry[];
    readonly journals: JournalSummary[];
  }> {
    const { store } = this.#options;
    try {
      const ids = connectionId === null ? await store.list() : [connectionId];
      const read = await Promise.all(ids.map(async (id) => ({ id, ...(await this.#journalOf(id).read()) })));
      const words = searchWords(search);
      const matching = read.flatMap(({ entries }) =>
        entries.toReversed().filter((entry) => matches(entry, words, actions)),
      );
      return {
        // The entries of one journal keep their order: the clock may have been set back.
        entries: ids.length > 1 ? matching.sort((left, right) => Date.parse(right.at) - Date.parse(left.at)) : matching,
        journals: read.map(({ id, entries, verdict }) => ({
          connectionId: id,
          connectionName: entries.at(-1)?.connectionName ?? '',
          verdict,
        })),
      };
    } catch (cause) {
      throw notRead(cause);
    }
  }

  /** Limits the rate of events: a bulk run records about forty times a second. */
  #publishChange(): void {
    if (this.#cancelEvent !== null) {
      this.#isEventDue = true;
      return;
    }
    const { clock, publish } = this.#options;
    this.#isEventDue = false;
    publish('activity:changed');
    this.#cancelEvent = clock.schedule(EVENT_INTERVAL_MS, () => {
      this.#cancelEvent = null;
      if (this.#isEventDue) {
        this.#publishChange();
      }
    });
  }

  #journalOf(connectionId: string): ActivityJournal {
    const known = this.#journals.get(connectionId);
    if (known !== undefined) {
      return known;
    }
    const journal = new ActivityJournal(connectionId, this.#options);
    this.#journals.set(connectionId, journal);
    return journal;
  }
}

function notRead(cause: unknown): AppError {
  return new AppError('ACTIVITY_NOT_READ', 'The activity journal could not be read.', {
    cause,
    detail: systemCodeOf(cause),
  });
}

function matches(entry: ActivityEntry, words: readonly string[], actions: ActivityFilter['actions']): boolean {
  const { action, connectionName, username, fullName, token, keyId } = entry;
  // Formatting a day takes longer than all else, so only for what may be one.
  const days = words.some((word) => /\d/.test(word)) ? daysOf(entry.at) : [];
  const text = [actions[action], connectionName, username, fullName, token, keyId, ...days]
    .map((part) => foldText(part ?? ''))
    .join('\n');
  return words.every((word) => text.includes(word));
}

/** The day of an instant in the ways in which the window and people write it: 27.11.2026, 27 Nov 2026, 2026-11-27. */
function daysOf(instant: string): readonly string[] {
  const date = new Date(instant);
  const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  const [twoMonth, twoDay] = [month, day].map((number) => String(number).padStart(2, '0'));
  const name = MONTHS[month - 1];
  return [`${twoDay}.${twoMonth}.${year}`, `${twoDay} ${name} ${year}`, `${year}-${twoMonth}-${twoDay}`];
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
