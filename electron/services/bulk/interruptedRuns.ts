import type { BulkState } from '../../../shared/model/bulkChange.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import type { Logger } from '../../ports.ts';
import type { ConnectionKeyList } from '../keys/connectionKeyList.ts';
import type { BulkJournal, InterruptedRun } from './bulkJournal.ts';

/** Dependencies of {@link InterruptedRuns}. */
export interface InterruptedRunsOptions {
  readonly journal: BulkJournal;
  readonly logger: Logger;
  /** Called when {@link InterruptedRuns.summaries} have changed. */
  readonly onChanged: () => void;
}

type Summary = BulkState['interrupted'][number];

interface Found {
  readonly run: InterruptedRun;
  readonly left: readonly string[] | null;
}

/**
 * Runs interrupted by a crash or exit of an earlier process. Each is reported until the user dismisses it, until none
 * of its remaining keys needs the change any more, or until its connection is removed. Runs that their caller resumes, such
 * as those of a rotation or an incident, are not reported.
 */
export class InterruptedRuns {
  readonly #options: InterruptedRunsOptions;
  #found: readonly Found[] = [];

  constructor(options: InterruptedRunsOptions) {
    this.#options = options;
  }

  /** Reads them from the journal. Never rejects. */
  async load(): Promise<void> {
    const onUnreadable = (error: unknown): void =>
      this.#options.logger.warn('The record of an earlier run could not be read', { error });
    try {
      const runs = await this.#options.journal.readInterrupted(onUnreadable);
      this.#found = runs.map((run) => ({ run, left: null }));
      if (runs.length > 0) {
        await this.#remove(({ isResumedByCaller }) => isResumedByCaller);
      }
    } catch (error) {
      onUnreadable(error);
    }
  }

  /** Summaries for the window, oldest first. */
  get summaries(): Summary[] {
    return this.#found.map(summaryOf);
  }

  /** Compares the runs of a connection with its list, just fetched from the installation. */
  check(connectionId: string, list: ConnectionKeyList): void {
    const settled: string[] = [];
    let isChanged = false;
    this.#found = this.#found.map((found) => {
      const { run, left: leftBefore } = found;
      // With another address or account, the same ids are other keys.
      if (run.connectionId !== connectionId || (run.source !== null && run.source !== list.source)) {
        return found;
      }
      isChanged = true;
      const left = remainingKeys(run, list);
      if (leftBefore !== null && leftBefore.length > 0 && left.length === 0) {
        settled.push(run.id);
      }
      return { run, left };
    });
    if (settled.length > 0) {
      void this.#remove(({ id }) => settled.includes(id));
    } else if (isChanged) {
      this.#options.onChanged();
    }
  }

  /** Removes one run. */
  async dismiss(runId: string): Promise<void> {
    await this.#remove(({ id }) => id === runId);
  }

  /** Removes the runs of a removed connection. */
  async forgetConnection(removedId: string): Promise<void> {
    await this.#remove(({ connectionId }) => connectionId === removedId);
  }

  async #remove(isAffected: (run: InterruptedRun) => boolean): Promise<void> {
    const removed = this.#found.filter(({ run }) => isAffected(run));
    this.#found = this.#found.filter((found) => !removed.includes(found));
    this.#options.onChanged();
    for (const { run } of removed) {
      await this.#options.journal.remove(run.id).catch((error: unknown) => {
        this.#options.logger.warn('The record of a run could not be removed', { error });
      });
    }
  }
}

/**
 * Returns the keys of a run that still exist without the new expiry, or, for a deletion, that still exist. Ids that
 * belong to other keys by now are skipped.
 */
function remainingKeys({ keyIds, tokens, expirationDates }: InterruptedRun, list: ConnectionKeyList): string[] {
  return keyIds.filter((id, index) => {
    const key = list.get(id);
    const wanted = expirationDates?.[index];
    if (key === null || (tokens !== null && tokens[index] !== shortToken(key.token))) {
      return false;
    }
    return wanted === undefined || Date.parse(key.expirationDate) !== Date.parse(wanted);
  });
}

function summaryOf({ run, left }: Found): Summary {
  const { id, kind, connectionId, startedAt, keyIds, done, unknown } = run;
  return {
    id,
    kind,
    connectionId,
    startedAt,
    total: keyIds.length,
    done: done.size,
    unknown: unknown.size,
    notTried: keyIds.filter((keyId) => !done.has(keyId) && !unknown.has(keyId)).length,
    left,
  };
}
