import { Mutex } from 'async-mutex';
import type { BulkKind, BulkState } from '../../../shared/model/bulkChange.ts';
import { isLeftOver } from '../../../shared/model/bulkChange.ts';
import type { BulkRun } from './bulkRun.ts';

/** A run that sends calls. */
export interface ActiveRun {
  readonly kind: BulkKind;
  /** Number of its keys. */
  readonly total: number;
  readonly run: BulkRun;
}

interface Queue {
  readonly mutex: Mutex;
  /** Number of times that it was stopped: a run also honours one made before it sends anything. */
  stops: number;
  active: ActiveRun | null;
}

/** Queues of bulk runs: one at a time for each connection, those of different connections side by side. */
export class RunQueues {
  readonly #queues = new Map<string, Queue>();

  /**
   * Executes a run after those of the same connection that were enqueued before.
   * @param run gets a function that tells whether it was stopped since it was enqueued.
   */
  enqueue<Value>(connectionId: string, run: (isStopped: () => boolean) => Promise<Value>): Promise<Value> {
    const queue = this.#queues.get(connectionId) ?? { mutex: new Mutex(), stops: 0, active: null };
    this.#queues.set(connectionId, queue);
    const { stops } = queue;
    return queue.mutex.runExclusive(() => run(() => queue.stops !== stops));
  }

  /** Sets the run of a connection that sends calls; `null` once it has ended. Called within {@link enqueue}. */
  setActive(connectionId: string, active: ActiveRun | null): void {
    const queue = this.#queues.get(connectionId);
    if (queue !== undefined) {
      queue.active = active;
    }
  }

  /** Stops the active and the enqueued runs of a connection, or of all if it is `null`. */
  stop(connectionId: string | null): void {
    for (const [id, queue] of this.#queues) {
      if (connectionId === null || id === connectionId) {
        queue.stops += 1;
        queue.active?.run.stop();
      }
    }
  }

  /** Resolves when no run is active or enqueued. */
  async settled(): Promise<void> {
    await Promise.all([...this.#queues.values()].map(({ mutex }) => mutex.waitForUnlock()));
  }

  /** Progress of the active runs. */
  get progress(): BulkState['running'] {
    return [...this.#queues].flatMap(([connectionId, { active }]) => {
      if (active === null) {
        return [];
      }
      const { kind, total, run } = active;
      const outcomes = [...run.results.values()];
      const failed = outcomes.filter(isLeftOver).length;
      return [{ kind, connectionId, total, finished: outcomes.length, failed, isStopping: run.isStopping }];
    });
  }
}
