import { Mutex } from 'async-mutex';
import type { StorageProblem } from '../../../shared/model/appState.ts';
import type { LastUse as AccountsLastUse, AccountUse, LastUseState } from '../../../shared/model/lastUse.ts';
import { instantsOf } from '../../../shared/model/localTime.ts';
import { AppError } from '../../../shared/result.ts';
import type { Clock, FileDialogs, KeptReading, LastUseStore, LoggedUse, Publish, ReadAccessLogs } from '../../ports.ts';

/** Endings of logs and their archives. */
const LOG_EXTENSIONS = ['log', 'txt', 'gz', 'zip'];

/** Dependencies of {@link LastUse}. */
export interface LastUseOptions {
  readonly store: LastUseStore;
  readonly readAccessLogs: ReadAccessLogs;
  readonly fileDialogs: Pick<FileDialogs, 'chooseOpenFiles' | 'chooseFolder'>;
  /** Name of a connection; `null` if there is no such connection. */
  readonly nameOf: (connectionId: string) => string | null;
  /** Folder of the logs of a connection, if it is on this computer and known. */
  readonly logFolderOf: (connectionId: string) => string | null;
  readonly clock: Pick<Clock, 'now'>;
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
  #state: LastUseState = null;
  #stopping: AbortController | null = null;

  constructor(options: LastUseOptions) {
    this.#options = options;
  }

  /** How far the running reading is; `null` while nothing is read. */
  get state(): LastUseState {
    return this.#state;
  }

  /** What was read for a connection; `null` if nothing was. @throws AppError `CONNECTION_UNKNOWN`. */
  get(connectionId: string): AccountsLastUse | null {
    const { reading, problem } = this.#knownOf(connectionId);
    return reading === null ? null : inItsTimeZone(reading, problem);
  }

  /**
   * Lets the user choose logs, and reads them; what was read before is replaced once that is complete. No-op if the user
   * cancels, or while another reading runs.
   * @param timeZone IANA name of the time zone of their times.
   * @param fileKind name of the file type for the dialog; `null` to choose a folder.
   * @returns whether something was read.
   * @throws AppError `CONNECTION_UNKNOWN`, `FILE_NOT_READ`; then what was read before is unchanged.
   */
  async read(connectionId: string, timeZone: string, fileKind: string | null): Promise<boolean> {
    this.#knownOf(connectionId);
    const sources = await this.#choose(connectionId, fileKind);
    if (sources.length === 0 || this.#stopping !== null) {
      return false;
    }
    const stopping = new AbortController();
    this.#stopping = stopping;
    this.#show({ connectionId, bytes: 0, totalBytes: 0 });
    try {
      const reading = await this.#options.readAccessLogs(
        sources,
        (bytes, totalBytes) => this.#show({ connectionId, bytes, totalBytes }),
        stopping.signal,
      );
      if (reading === null) {
        return false;
      }
      const readAt = new Date(this.#options.clock.now()).toISOString();
      await this.#keep(connectionId, { ...reading, readAt, timeZone });
      return true;
    } finally {
      this.#stopping = null;
      this.#show(null);
    }
  }

  /** Ends the running reading; what was read before is unchanged. */
  stop(): void {
    this.#stopping?.abort();
  }

  /** Corrects the time zone of the times. No-op if nothing was read. @throws AppError `CONNECTION_UNKNOWN`. */
  async setTimeZone(connectionId: string, timeZone: string): Promise<void> {
    const { reading } = this.#knownOf(connectionId);
    if (reading !== null) {
      await this.#keep(connectionId, { ...reading, timeZone });
      this.#options.publish('lastUse:changed');
    }
  }

  /** Removes what was read for a connection. @throws Error if it is still on the disk. */
  async forget(connectionId: string): Promise<void> {
    if (this.#state?.connectionId === connectionId) {
      this.stop();
    }
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

  /** Ends the running reading, and resolves when the last change is written. */
  async close(): Promise<void> {
    this.stop();
    await this.#changes.waitForUnlock();
  }

  async #choose(connectionId: string, fileKind: string | null): Promise<readonly string[]> {
    const { fileDialogs, logFolderOf } = this.#options;
    const startIn = logFolderOf(connectionId);
    if (fileKind === null) {
      const folder = await fileDialogs.chooseFolder(startIn);
      return folder === null ? [] : [folder];
    }
    return fileDialogs.chooseOpenFiles({ filter: { name: fileKind, extensions: LOG_EXTENSIONS } }, startIn);
  }

  async #keep(connectionId: string, reading: KeptReading): Promise<void> {
    await this.#changes.runExclusive(async () => {
      if (this.#options.nameOf(connectionId) !== null) {
        const fault = await this.#options.store.write(connectionId, reading);
        this.#known.set(connectionId, { reading, problem: fault?.problem ?? null });
      }
    });
  }

  #show(state: LastUseState): void {
    this.#state = state;
    this.#options.publish(state === null ? 'lastUse:changed' : 'lastUse:progress');
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
