import { type ActivityAction, type ActivityEntry, outcomeOfFailure } from '../../../shared/model/activity.ts';
import { isAdoptedKeyId } from '../../../shared/model/adoptedKey.ts';
import type { BulkReport, BulkResult } from '../../../shared/model/bulkChange.ts';
import type { KeyReference } from '../../../shared/model/key.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import { AppError, type ErrorCode } from '../../../shared/result.ts';
import type { OnBulkResults } from '../bulk/bulkChanges.ts';
import type { Connections } from '../connections/connections.ts';
import type { KeyFacts, Keys } from '../keys/keys.ts';
import type { Activity } from './activity.ts';

/** Dependencies of {@link ActionRecorder}. */
export interface ActionRecorderOptions {
  readonly connections: Pick<Connections, 'nameOf'>;
  readonly keys: Pick<Keys, 'factsOf'>;
  readonly activity: Pick<Activity, 'record'>;
}

/** An entry without what {@link ActionRecorder} adds to all of them. */
export type Fact = Omit<Parameters<Activity['record']>[1][number], 'connectionName'>;
/** Action to record, or a function that returns it for the result (`null` on failure); `null` records nothing. */
export type ActionOf<Value> = ActivityAction | ((value: Value | null) => ActivityAction | null);
/** What an entry says about the key. */
export type Subject = Pick<ActivityEntry, 'keyId' | 'token' | 'username' | 'fullName' | 'expiryBefore' | 'expiryAfter'>;

/** The subject of an action that does not concern a key. */
export const NO_KEY: Subject = {
  keyId: null,
  token: null,
  username: null,
  fullName: null,
  expiryBefore: null,
  expiryAfter: null,
};

/**
 * Runs actions and records their outcome, failures included, in the activity journal. Actions for unknown connections are
 * not recorded.
 */
export class ActionRecorder {
  readonly #options: ActionRecorderOptions;

  constructor(options: ActionRecorderOptions) {
    this.#options = options;
  }

  /**
   * Runs a change of many keys, with one entry per key as soon as its result is known.
   * @param subjects recorded properties of each key: its previous ones and the new expiry.
   */
  async changeMany(
    connectionId: string,
    action: ActivityAction,
    subjects: readonly Subject[],
    run: (onResults: OnBulkResults) => Promise<BulkReport>,
  ): Promise<BulkReport> {
    const record = this.recorderOf(connectionId);
    const byId = new Map(subjects.map((subject) => [subject.keyId, subject]));
    const fact = (keyId: string | null, outcome: Fact['outcome'], code: ErrorCode | null): Fact => ({
      action,
      outcome,
      code,
      ...(byId.get(keyId) ?? { ...NO_KEY, keyId }),
    });
    const recordAll = (results: readonly BulkResult[]): Promise<void> =>
      record(
        results.map(({ id, outcome, code }) =>
          fact(id, outcome === 'done' ? 'done' : 'failed', outcome === 'missing' ? 'NOT_FOUND' : code),
        ),
      );
    try {
      const report = await run(recordAll);
      const unsure = report.results.filter(({ outcome }) => outcome === 'unknown');
      await record(unsure.map(({ id, code }) => fact(id, 'unsure', code)));
      return report;
    } catch (error) {
      const { code } = failureOf(error);
      await record(subjects.map(({ keyId }) => fact(keyId, 'failed', code)));
      throw error;
    }
  }

  /** Records an action that changes nothing on the installation: an error always means `failed`, never `unsure`. */
  read<Value>(
    connectionId: string,
    key: KeyReference,
    action: ActionOf<Value>,
    job: () => Promise<Value>,
  ): Promise<Value> {
    const subject = this.subjectOf(connectionId, key);
    return this.#run(
      connectionId,
      action,
      job,
      () => ({ ...subject, expiryBefore: null }),
      () => 'failed',
    );
  }

  /** Runs a change; without a valid response, it is recorded as `unsure`. */
  change<Value>(
    connectionId: string,
    action: ActionOf<Value>,
    job: () => Promise<Value>,
    subject: (value: Value | null) => Subject,
  ): Promise<Value> {
    return this.#run(connectionId, action, job, subject, (error) => failureOf(error).outcome);
  }

  async #run<Value>(
    connectionId: string,
    action: ActionOf<Value>,
    job: () => Promise<Value>,
    subject: (value: Value | null) => Subject,
    outcomeOf: (error: unknown) => 'failed' | 'unsure',
  ): Promise<Value> {
    const recordFacts = this.recorderOf(connectionId);
    const record = async (value: Value | null, outcome: Fact['outcome'], code: ErrorCode | null): Promise<void> => {
      const done = typeof action === 'function' ? action(value) : action;
      if (done !== null) {
        await recordFacts([{ action: done, outcome, code, ...subject(value) }]);
      }
    };
    let value: Value;
    try {
      value = await job();
    } catch (error) {
      await record(null, outcomeOf(error), failureOf(error).code);
      throw error;
    }
    await record(value, 'done', null);
    return value;
  }

  /** Returns a recorder under the current name of the connection; it does nothing if there is no such connection. */
  recorderOf(connectionId: string): (facts: readonly Fact[]) => Promise<void> {
    const { activity, connections } = this.#options;
    const connectionName = connections.nameOf(connectionId);
    return async (facts) => {
      if (connectionName !== null && facts.length > 0) {
        await activity.record(
          connectionId,
          facts.map((fact) => ({ connectionName, ...fact })),
        );
      }
    };
  }

  /** Returns the listed properties of a key; only its id and token if it is no longer listed. */
  subjectOf(connectionId: string, key: KeyReference): Subject {
    const facts = this.#options.keys.factsOf(connectionId, key);
    return facts === null ? { ...NO_KEY, keyId: recordedId(key.id), token: shortToken(key.token) } : subjectFrom(facts);
  }
}

/** Returns the recorded properties of a key. */
export function subjectFrom({ id, token, username, fullName, expirationDate }: KeyFacts): Subject {
  const [keyId, expiryBefore] = [recordedId(id), expirationDate];
  return { keyId, token: shortToken(token), username, fullName, expiryBefore, expiryAfter: null };
}

/** What a failure is recorded as. */
export function failureOf(error: unknown): { readonly code: ErrorCode; readonly outcome: 'failed' | 'unsure' } {
  const failure = error instanceof AppError ? error : new AppError('INTERNAL', '');
  return { code: failure.code, outcome: outcomeOfFailure(failure) };
}

/** The id of an adopted key is not recorded: it contains the full token, and the installation does not know it. */
function recordedId(id: string): string | null {
  return isAdoptedKeyId(id) ? null : id;
}
