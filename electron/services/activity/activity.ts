import type {
  ActivityAction,
  ActivityEntry,
  ActivityJournal as JournalSummary,
} from '../../../shared/model/activity.ts';
import { AppError } from '../../../shared/result.ts';
import { systemCodeOf } from '../../../shared/systemCode.ts';
import type { Clock, FileDialogs, JournalStore, Logger, PageRequest, Publish, UserFiles } from '../../ports.ts';
import type { Keychain } from '../secrets/keychain.ts';
import { saveTable } from '../tables/saveTable.ts';
import { type ActivityLabels, activityCsv } from './activityCsv.ts';
import { ActivityJournal, type UnnumberedEntry } from './activityJournal.ts';

/** That something was recorded is told at once, and then at most this often, in milliseconds. */
const TELLING_INTERVAL_MS = 200;

/** What the activity works with. */
export interface ActivityOptions {
  readonly store: JournalStore;
  readonly keychain: Keychain;
  readonly fileDialogs: FileDialogs;
  readonly userFiles: UserFiles;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly publish: Publish;
}

/** Which entries are asked for. */
export interface ActivityFilter {
  /** Identifier of one connection, or `null` for all that ever were. */
  readonly connectionId: string | null;
  /** Every word of it has to be found in an entry, in any letter case. */
  readonly search: string;
  /** The actions in the language of the window, so that they can be searched for. */
  readonly actions: Readonly<Record<ActivityAction, string>>;
}

/** A part of the entries, the newest first. */
export interface ActivityPage {
  readonly items: ActivityEntry[];
  /** How many entries pass the filter. */
  readonly total: number;
  readonly journals: JournalSummary[];
}

/** What was done from this computer: one journal per connection, which only ever grows. */
export class Activity {
  readonly #options: ActivityOptions;
  readonly #journals = new Map<string, ActivityJournal>();
  #cancelTelling: (() => void) | null = null;
  /** Whether something was recorded since it was last told. */
  #isUntold = false;
  #code: string | null = null;

  constructor(options: ActivityOptions) {
    this.#options = options;
  }

  /** How many entries wait because they could not be written. */
  get unwritten(): number {
    return [...this.#journals.values()].reduce((sum, journal) => sum + journal.unwritten, 0);
  }

  /** What the system said when entries could last not be written, for example `ENOSPC`; `null` where none wait. */
  get unwrittenCode(): string | null {
    return this.unwritten === 0 ? null : this.#code;
  }

  /** Records what was done over one connection at this moment. Never fails: what was done is done. */
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
    this.#tell();
    if (this.unwritten !== before) {
      publish('app:changed');
    }
  }

  /** Gives a part of the entries that pass a filter, the newest first. @throws AppError `ACTIVITY_NOT_READ`. */
  async list(filter: ActivityFilter, { skip, take }: PageRequest): Promise<ActivityPage> {
    const { entries, journals } = await this.#read(filter);
    return { items: entries.slice(skip, skip + take), total: entries.length, journals };
  }

  /**
   * Asks where to save the entries that pass a filter, and writes them as CSV, the newest first. Gives the name of the
   * file without its folders, or `null` when the user cancelled.
   * @throws AppError `ACTIVITY_NOT_READ`, `FILE_NOT_SAVED`.
   */
  export(filter: ActivityFilter, words: ActivityLabels, fileKind: string): Promise<string | null> {
    return saveTable(this.#options, 'activity', fileKind, async () => {
      const { entries } = await this.#read(filter);
      return activityCsv(entries, words);
    });
  }

  /** Has the keychain vouch for the journal of a connection no more. @param remove deletes an item of the keychain. */
  async unseal(connectionId: string, remove: (sealId: string) => Promise<void>): Promise<void> {
    await this.#journalOf(connectionId).unseal(remove);
  }

  /** Tries once more to write what waits. Never fails. */
  async close(): Promise<void> {
    this.#cancelTelling?.();
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
      const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
      const found = read.flatMap(({ entries }) =>
        entries.toReversed().filter((entry) => matches(entry, words, actions)),
      );
      return {
        // Within a journal its own order counts: the clock of the computer may have been set back.
        entries: ids.length > 1 ? found.sort((left, right) => Date.parse(right.at) - Date.parse(left.at)) : found,
        journals: read.map(({ id, entries, verdict }) => ({
          connectionId: id,
          connectionName: entries.at(-1)?.connectionName ?? '',
          verdict,
        })),
      };
    } catch (cause) {
      throw new AppError('ACTIVITY_NOT_READ', 'The activity journal could not be read.', {
        cause,
        detail: systemCodeOf(cause),
      });
    }
  }

  /** A bulk run records something with every call, some forty times a second. */
  #tell(): void {
    if (this.#cancelTelling !== null) {
      this.#isUntold = true;
      return;
    }
    const { clock, publish } = this.#options;
    this.#isUntold = false;
    publish('activity:changed');
    this.#cancelTelling = clock.schedule(TELLING_INTERVAL_MS, () => {
      this.#cancelTelling = null;
      if (this.#isUntold) {
        this.#tell();
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

function matches(entry: ActivityEntry, words: readonly string[], actions: ActivityFilter['actions']): boolean {
  const { action, connectionName, username, token, keyId } = entry;
  const text = [actions[action], connectionName, username, token, keyId].join('\n').toLocaleLowerCase();
  return words.every((word) => text.includes(word));
}
