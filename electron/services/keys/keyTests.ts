import { Mutex } from 'async-mutex';
import pMap from 'p-map';
import type { KeyReference } from '../../../shared/model/key.ts';
import {
  hasPassed,
  type KeyTestError,
  type KeyTestReport,
  type KeyTestResult,
  type KeyTestState,
  verdictOf,
} from '../../../shared/model/keyTest.ts';
import { AppError } from '../../../shared/result.ts';
import type { AdminApiTarget, Clock, ConnectionProbe, Logger } from '../../ports.ts';
import type { SelectedKey } from '../bulk/bulkPlan.ts';
import { ProgressNotices } from '../progressNotices.ts';
import type { KeyListSync } from './keyListSync.ts';
import {
  concernsAll,
  errorOf,
  type Finding,
  finding,
  findingOf,
  notTested,
  provesArrival,
  type TestedKey,
  unreadSecret,
} from './keyTestResult.ts';

/** Maximum number of keys that are tested at the same time. */
const CONCURRENCY = 4;

/** Dependencies of {@link KeyTests}. */
export interface KeyTestsOptions {
  /** Where a connection leads; its credentials are not used. @throws AppError if the connection cannot be used. */
  readonly targetOf: (connectionId: string) => Promise<AdminApiTarget>;
  /** @returns the secret of a key in base64. @throws AppError */
  readonly readSecret: (connectionId: string, key: KeyReference) => Promise<string>;
  readonly probe: Pick<ConnectionProbe, 'askPermissions'>;
  readonly lists: Pick<KeyListSync, 'state'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called when {@link KeyTests.state} or the results have changed. */
  readonly onChanged: () => void;
}

/** Called with each result as soon as it is known, except for keys that were not tested. */
export type OnKeyTested = (result: KeyTestResult) => void;

/**
 * Tests keys: one signed call for each, which changes nothing but the time of its last use. Runs are queued. The last
 * result of each key stays in memory until the connection changes.
 */
export class KeyTests {
  readonly #options: KeyTestsOptions;
  readonly #mutex = new Mutex();
  /** The last result of each key, by connection and token. */
  readonly #results = new Map<string, Map<string, KeyTestResult>>();
  /** Until when the platform rejects wrong signatures for a token, milliseconds since the epoch, by {@link pauseName}. */
  readonly #pauses = new Map<string, { readonly until: number; readonly result: Finding }>();
  /** The queued and running runs. */
  readonly #runs = new Set<Run>();
  #running: Run | null = null;
  readonly #notices: ProgressNotices;

  constructor(options: KeyTestsOptions) {
    this.#options = options;
    this.#notices = new ProgressNotices(options.clock, options.onChanged);
  }

  /** The run in progress. */
  get state(): KeyTestState {
    return { running: this.#running?.progress ?? null };
  }

  /** Returns the last result of each key of a connection that was tested. */
  results(connectionId: string): readonly KeyTestResult[] {
    return [...(this.#results.get(connectionId)?.values() ?? [])];
  }

  /** Forgets the results of a connection that leads elsewhere, and stops its runs. */
  forget(connectionId: string): void {
    for (const run of this.#runs) {
      if (run.connectionId === connectionId) {
        run.stop();
      }
    }
    if (this.#results.delete(connectionId)) {
      this.#notices.now();
    }
  }

  /**
   * Tests keys, several at a time. A finding that all others would get too (no network, a gateway) ends the run: the
   * remaining keys are `notTested`, and their error says why. Never rejects: errors are in the results.
   * @param stopped stops this run only, unlike {@link stop}.
   */
  async test(
    connectionId: string,
    keys: readonly SelectedKey[],
    onTested: OnKeyTested = () => {},
    stopped?: AbortSignal,
  ): Promise<KeyTestReport> {
    const run = new Run(connectionId, keys.length);
    const stop = (): void => run.stop();
    stopped?.addEventListener('abort', stop);
    if (stopped?.aborted === true) {
      stop();
    }
    this.#runs.add(run);
    try {
      return await this.#mutex.runExclusive(() => this.#run(run, keys, onTested));
    } finally {
      stopped?.removeEventListener('abort', stop);
      this.#runs.delete(run);
      this.#running = null;
      this.#notices.now();
    }
  }

  /** Stops all runs: calls in progress are abandoned, and nothing more is sent. */
  stop(): void {
    for (const run of this.#runs) {
      run.stop();
      this.#notices.soon();
    }
  }

  /** Stops all runs and waits until they have ended. */
  async close(): Promise<void> {
    this.stop();
    await this.#mutex.waitForUnlock();
  }

  async #run(run: Run, keys: readonly SelectedKey[], onTested: OnKeyTested): Promise<KeyTestReport> {
    const { connectionId } = run;
    this.#running = run;
    this.#notices.now();
    const tested = keys.map((key) => this.#describe(connectionId, key));
    const results = new Map<TestedKey, KeyTestResult>();
    const finish = (key: TestedKey, found: Finding): void => {
      const result = { ...key, ...found, testedAt: new Date(this.#options.clock.now()).toISOString() };
      results.set(key, result);
      run.add(result);
      if (verdictOf(result) !== 'notTested') {
        this.#keep(connectionId, result);
        onTested(result);
      }
      this.#notices.soon();
    };
    // A wrong signature is the fault of the secret once another request has arrived as it was signed.
    const doubtful: [TestedKey, Finding][] = [];
    await pMap(
      tested,
      async (key) => {
        const found = await run.unlessStopped(() => this.#testOne(connectionId, key));
        if (found === null) {
          return;
        }
        run.hasArrived ||= provesArrival(found);
        if (concernsAll(found)) {
          run.stop(found.error);
        }
        if (found.code === 'signatureRejected') {
          doubtful.push([key, found]);
        } else {
          finish(key, found);
        }
      },
      { concurrency: CONCURRENCY },
    );
    for (const [key, found] of doubtful) {
      finish(key, run.hasArrived ? { ...found, code: 'wrongSecret' } : found);
    }
    for (const key of tested) {
      if (!results.has(key)) {
        finish(key, notTested(run.stoppedBy));
      }
    }
    return { results: tested.flatMap((key) => results.get(key) ?? []) };
  }

  /** Never rejects. */
  async #testOne(connectionId: string, key: TestedKey): Promise<Finding> {
    const { targetOf, readSecret, probe, clock, logger } = this.#options;
    const name = pauseName(connectionId, key);
    const pause = this.#pauses.get(name);
    if (pause !== undefined && clock.now() < pause.until) {
      return pause.result;
    }
    this.#pauses.delete(name);
    try {
      const target = await targetOf(connectionId);
      const secretKey = await readSecret(connectionId, key);
      const credentials = { kind: 'key', token: key.token, secretKey } as const;
      const askedAt = clock.now();
      const response = await probe.askPermissions({ ...target, credentials });
      const found = findingOf(response, (askedAt + clock.now()) / 2);
      if (found.code === 'throttled' && found.error?.retryAt) {
        this.#pauses.set(name, { until: Date.parse(found.error.retryAt), result: found });
      }
      return found;
    } catch (error) {
      if (error instanceof AppError) {
        return unreadSecret(error);
      }
      logger.error('A key could not be tested', { error });
      return finding('secretNotRead', { error: errorOf(new AppError('INTERNAL', String(error))) });
    }
  }

  #describe(connectionId: string, { id, token, version }: SelectedKey): TestedKey {
    const state = this.#options.lists.state(connectionId);
    const listed = state?.get(id) ?? null;
    const accountProblem = state && listed?.token === token ? state.join(listed).accountProblem : null;
    return { id, token, version, accountProblem };
  }

  #keep(connectionId: string, result: KeyTestResult): void {
    const known = this.#results.get(connectionId) ?? new Map<string, KeyTestResult>();
    this.#results.set(connectionId, known.set(result.token, result));
  }
}

function pauseName(connectionId: string, { token }: KeyReference): string {
  return `${connectionId}\n${token}`;
}

/** State of one run. */
class Run {
  readonly connectionId: string;
  readonly #total: number;
  readonly #stopped = Promise.withResolvers<null>();
  #finished = 0;
  #works = 0;
  #fails = 0;
  #isStopping = false;
  #stoppedBy: KeyTestError | null = null;
  /** Whether a request has arrived as it was signed. */
  hasArrived = false;

  constructor(connectionId: string, total: number) {
    this.connectionId = connectionId;
    this.#total = total;
  }

  get progress(): KeyTestState['running'] {
    const { connectionId } = this;
    return {
      connectionId,
      total: this.#total,
      finished: this.#finished,
      works: this.#works,
      fails: this.#fails,
      isStopping: this.#isStopping,
    };
  }

  /** Why the run ended early; `null` if it did not, or if the user stopped it. */
  get stoppedBy(): KeyTestError | null {
    return this.#stoppedBy;
  }

  /**
   * Starts no further test.
   * @param reason the error because of which; tests in progress then complete. Without, they are abandoned.
   */
  stop(reason: KeyTestError | null = null): void {
    if (!this.#isStopping) {
      this.#isStopping = true;
      this.#stoppedBy = reason;
    }
    if (reason === null) {
      this.#stopped.resolve(null);
    }
  }

  /** Runs a test. @returns `null` if the run was stopped before it ended. */
  async unlessStopped(test: () => Promise<Finding>): Promise<Finding | null> {
    return this.#isStopping ? null : Promise.race([test(), this.#stopped.promise]);
  }

  add(result: KeyTestResult): void {
    this.#finished += 1;
    this.#works += hasPassed(result) ? 1 : 0;
    this.#fails += verdictOf(result) === 'fails' ? 1 : 0;
  }
}
