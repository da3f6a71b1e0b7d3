import { Mutex } from 'async-mutex';
import type { StorageProblem } from '../../../shared/model/appState.ts';
import type { LastUse as AccountsLastUse, AccountUse } from '../../../shared/model/lastUse.ts';
import { instantsOf } from '../../../shared/model/localTime.ts';
import { AppError } from '../../../shared/result.ts';
import type { KeptReading, LastUseStore, LoggedUse, Publish } from '../../ports.ts';

/** Dependencies of {@link LastUse}. */
export interface LastUseOptions {
  readonly store: LastUseStore;
  /** Name of a connection; `null` if there is no such connection. */
  readonly nameOf: (connectionId: string) => string | null;
  readonly publish: Publish;
}

/** A reading, and why it is not on the disk. */
interface KnownReading {
  readonly reading: KeptReading | null;
  readonly problem: StorageProblem | null;
}

/** What the access logs of each connection say about its accounts. Sends no request. */
export class LastUse {
  readonly #options: LastUseOptions;
  readonly #known = new Map<string, KnownReading>();
  /** Serializes the changes of files. */
  readonly #changes = new Mutex();

  constructor(options: LastUseOptions) {
    this.#options = options;
  }

  /** What was read for a connection; `null` if nothing was. @throws AppError `CONNECTION_UNKNOWN`. */
  get(connectionId: string): AccountsLastUse | null {
    const { reading, problem } = this.#knownOf(connectionId);
    return reading === null ? null : inItsTimeZone(reading, problem);
  }

  /** Removes what was read for a connection. @throws Error if it is still on the disk. */
  async forget(connectionId: string): Promise<void> {
    await this.#changes.runExclusive(async () => {
      this.#known.delete(connectionId);
      await this.#options.store.remove(connectionId);
    });
    this.#options.publish('lastUse:changed');
  }

  /** Removes what was read for all other connections, which an earlier run could not remove. */
  async keepOnly(connectionIds: readonly string[]): Promise<void> {
    await this.#changes.runExclusive(() => this.#options.store.keepOnly(connectionIds));
  }

  /** Resolves when the last change is written. */
  async close(): Promise<void> {
    await this.#changes.waitForUnlock();
  }

  #knownOf(connectionId: string): KnownReading {
    const { nameOf, store } = this.#options;
    if (nameOf(connectionId) === null) {
      throw new AppError('CONNECTION_UNKNOWN', 'There is no such connection.');
    }
    const known = this.#known.get(connectionId) ?? { reading: store.read(connectionId), problem: null };
    this.#known.set(connectionId, known);
    return known;
  }
}

function inItsTimeZone(reading: KeptReading, problem: StorageProblem | null): AccountsLastUse {
  const { period, accounts, ...summary } = reading;
  const instantOf = instantsOf(reading.timeZone);
  const use = ({ lastCall, lastRejection, ...account }: LoggedUse): AccountUse => ({
    ...account,
    lastCallAt: lastCall === null ? null : instantOf(lastCall),
    lastRejectionAt: lastRejection === null ? null : instantOf(lastRejection),
  });
  return {
    ...summary,
    problem,
    period: period && { from: instantOf(period.from), to: instantOf(period.to) },
    accounts: accounts.map(use),
  };
}
