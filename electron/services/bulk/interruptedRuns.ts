import type { BulkState } from '../../../shared/model/bulkChange.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import type { Logger } from '../../ports.ts';
import type { ConnectionKeyList } from '../keys/connectionKeyList.ts';
import type { BulkJournal, InterruptedRun } from './bulkJournal.ts';

/** What the interrupted runs are made of. */
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
 * Runs that an earlier start did not live to end. Each is told until the user closes it, until the keys that were told as
 * left are settled, or until its connection is removed; no other run touches it.
 */
export class InterruptedRuns {
  readonly #options: InterruptedRunsOptions;
  #found: readonly Found[] = [];

  constructor(options: InterruptedRunsOptions) {
    this.#options = options;
  }

  /** Looks for them. Never fails. */
  async load(): Promise<void> {
    const onUnreadable = (error: unknown): void =>
      this.#options.logger.warn('The record of an earlier run could not be read', { error });
    try {
      const runs = await this.#options.journal.readInterrupted(onUnreadable);
      this.#found = runs.map((run) => ({ run, left: null }));
      if (this.#found.length > 0) {
        this.#options.onChanged();
      }
    } catch (error) {
      onUnreadable(error);
    }
  }

  /** What the window shows, the oldest first. */
  get summaries(): Summary[] {
    return this.#found.map(summaryOf);
  }

  /** Compares the runs of a connection with the list that the installation has just told. */
  check(connectionId: string, list: ConnectionKeyList): void {
    const settled: string[] = [];
    let isChanged = false;
    this.#found = this.#found.map((found) => {
      const { run, left: leftBefore } = found;
      // Under another address or account the same identifiers are other keys.
      if (run.connectionId !== connectionId || (run.source !== null && run.source !== list.source)) {
        return found;
      }
      isChanged = true;
      const left = keysLeft(run, list);
      if (leftBefore !== null && leftBefore.length > 0 && left.length === 0) {
        settled.push(run.id);
      }
      return { run, left };
    });
    if (settled.length > 0) {
      void this.#forget(({ id }) => settled.includes(id));
    } else if (isChanged) {
      this.#options.onChanged();
    }
  }

  /** Forgets one run. */
  async dismiss(runId: string): Promise<void> {
    await this.#forget(({ id }) => id === runId);
  }

  /** Forgets the runs of a connection that was removed: nobody is there any more to be told. */
  async forgetConnection(removedId: string): Promise<void> {
    await this.#forget(({ connectionId }) => connectionId === removedId);
  }

  async #forget(isMeant: (run: InterruptedRun) => boolean): Promise<void> {
    const gone = this.#found.filter(({ run }) => isMeant(run));
    this.#found = this.#found.filter((found) => !gone.includes(found));
    this.#options.onChanged();
    for (const { run } of gone) {
      await this.#options.journal.remove(run.id).catch((error: unknown) => {
        this.#options.logger.warn('The record of a run could not be removed', { error });
      });
    }
  }
}

/**
 * Keys that the installation still has, with another expiry than the run was to give them. Another key under the
 * identifier of one of them has nothing to do with the run.
 */
function keysLeft({ keyIds, tokens, expirationDates }: InterruptedRun, list: ConnectionKeyList): string[] {
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
