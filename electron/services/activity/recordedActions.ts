import { type ActivityAction, type ActivityEntry, outcomeOfFailure } from '../../../shared/model/activity.ts';
import type { BulkReport, BulkResult } from '../../../shared/model/bulkChange.ts';
import type { ConnectionChange, ConnectionSummary, NewConnection } from '../../../shared/model/connection.ts';
import type { ConnectionChangeOutcome } from '../../../shared/model/connectionChange.ts';
import type { HandOverLabels } from '../../../shared/model/handOver.ts';
import type { AccountId, AuthenticationKey, KeyReference } from '../../../shared/model/key.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import { AppError, type ErrorCode } from '../../../shared/result.ts';
import type { BulkChanges, OnBulkResults } from '../bulk/bulkChanges.ts';
import type { ExpiryChange, SelectedKey } from '../bulk/bulkPlan.ts';
import type { Connections } from '../connections/connections.ts';
import type { KeyFacts, Keys } from '../keys/keys.ts';
import type { HandOver } from '../secrets/handOver.ts';
import type { CopiedNext, KeyClipboard } from '../secrets/keyClipboard.ts';
import type { Reveals } from '../secrets/reveals.ts';
import type { SecretIndex } from '../secrets/secretIndex.ts';
import type { Activity } from './activity.ts';

/** Dependencies of {@link RecordedActions}. */
export interface RecordedActionsOptions {
  readonly connections: Connections;
  readonly keys: Keys;
  readonly bulkChanges: BulkChanges;
  readonly keyClipboard: KeyClipboard;
  readonly handOver: HandOver;
  readonly reveals: Reveals;
  readonly activity: Activity;
  readonly secretIndex: SecretIndex;
}

/** An entry without what {@link RecordedActions} adds to all of them. */
type Fact = Omit<Parameters<Activity['record']>[1][number], 'connectionName'>;
/** Action to record, or a function that returns it for the result (`null` on failure); `null` records nothing. */
type ActionOf<Value> = ActivityAction | ((value: Value | null) => ActivityAction | null);
type Subject = Pick<ActivityEntry, 'keyId' | 'token' | 'username' | 'fullName' | 'expiryBefore' | 'expiryAfter'>;

const NO_KEY: Subject = {
  keyId: null,
  token: null,
  username: null,
  fullName: null,
  expiryBefore: null,
  expiryAfter: null,
};

/**
 * Wraps every service call that belongs in the activity journal: calls the service, then records the outcome, failures
 * included. Calls for unknown connections are not recorded.
 */
export class RecordedActions {
  readonly #options: RecordedActionsOptions;

  constructor(options: RecordedActionsOptions) {
    this.#options = options;
  }

  /** {@link Keys.create}, recorded. */
  createKey(connectionId: string, accountId: AccountId, expirationDate: string): Promise<AuthenticationKey> {
    const { keys } = this.#options;
    const username = keys.usernameOf(connectionId, accountId);
    return this.#change(
      connectionId,
      'created',
      () => keys.create(connectionId, accountId, expirationDate),
      (key) => ({
        ...(key === null ? { ...NO_KEY, username } : subjectOf(key)),
        expiryBefore: null,
        expiryAfter: expirationDate,
      }),
    );
  }

  /** {@link Keys.edit}, recorded. */
  editKey(connectionId: string, key: SelectedKey, expirationDate: string): Promise<AuthenticationKey> {
    const { keys } = this.#options;
    const before = this.#subject(connectionId, key);
    const edit = () => keys.edit(connectionId, key, expirationDate);
    return this.#change(connectionId, 'expiryChanged', edit, () => ({ ...before, expiryAfter: expirationDate }));
  }

  /** {@link BulkChanges.delete}, recorded with one entry per key as soon as its result is known. */
  deleteKeys(connectionId: string, selected: readonly SelectedKey[]): Promise<BulkReport> {
    const { bulkChanges } = this.#options;
    // Read before the keys are removed from the list.
    const subjects = selected.map((key) => this.#subject(connectionId, key));
    return this.#changeMany(connectionId, 'deleted', subjects, (onResults) =>
      bulkChanges.delete(connectionId, selected, onResults),
    );
  }

  /** {@link BulkChanges.setExpiry}, recorded with one entry per key as soon as its result is known. */
  setExpiry(connectionId: string, changes: readonly ExpiryChange[]): Promise<BulkReport> {
    const { bulkChanges } = this.#options;
    const subjects = changes.map((change) => ({
      ...this.#subject(connectionId, change),
      expiryAfter: change.expirationDate,
    }));
    return this.#changeMany(connectionId, 'expiryChanged', subjects, (onResults) =>
      bulkChanges.setExpiry(connectionId, changes, onResults),
    );
  }

  /** {@link Reveals.reveal}, recorded. */
  revealSecret(connectionId: string, key: KeyReference): Promise<string> {
    const { reveals } = this.#options;
    return this.#read(connectionId, key, 'secretRevealed', () => reveals.reveal(connectionId, key));
  }

  /** {@link KeyClipboard.copyToken}, recorded. */
  copyToken(connectionId: string, key: KeyReference): Promise<void> {
    const { keyClipboard } = this.#options;
    return this.#read(connectionId, key, 'tokenCopied', () => keyClipboard.copyToken(connectionId, key));
  }

  /** {@link HandOver.copy}, recorded as a copied token. */
  copyHandOver(connectionId: string, key: KeyReference, labels: HandOverLabels): Promise<void> {
    return this.#read(connectionId, key, 'tokenCopied', () => this.#options.handOver.copy(connectionId, key, labels));
  }

  /** {@link KeyClipboard.copyTokens}, recorded with one entry per key. Returns the number of copied tokens. */
  async copyTokens(connectionId: string, keys: readonly KeyReference[]): Promise<number> {
    const { keyClipboard } = this.#options;
    const recordFacts = this.#recorderOf(connectionId);
    const record = (of: readonly KeyReference[], outcome: Fact['outcome'], code: ErrorCode | null): Promise<void> =>
      recordFacts(
        of.map((key) => ({
          action: 'tokenCopied',
          outcome,
          code,
          ...this.#subject(connectionId, key),
          expiryBefore: null,
        })),
      );
    let copied: readonly KeyReference[];
    try {
      copied = await keyClipboard.copyTokens(connectionId, keys);
    } catch (error) {
      await record(keys, 'failed', failureOf(error).code);
      throw error;
    }
    await record(copied, 'done', null);
    return copied.length;
  }

  /** {@link KeyClipboard.copySecret}, recorded. */
  copySecret(connectionId: string, key: KeyReference): Promise<string | null> {
    const { keyClipboard } = this.#options;
    return this.#read(connectionId, key, 'secretCopied', () => keyClipboard.copySecret(connectionId, key));
  }

  /** {@link KeyClipboard.copyNext}, recorded as the copied value; a failure is recorded for the secret. */
  copyNext(connectionId: string, key: KeyReference): Promise<CopiedNext> {
    const { keyClipboard } = this.#options;
    const actionOf = (copied: CopiedNext | null): ActivityAction =>
      copied?.copied === 'token' ? 'tokenCopied' : 'secretCopied';
    return this.#read(connectionId, key, actionOf, () => keyClipboard.copyNext(connectionId, key));
  }

  /** {@link Connections.add}, recorded if it succeeds. */
  async addConnection(form: NewConnection): Promise<ConnectionSummary> {
    const added = await this.#options.connections.add(form);
    await this.#recorderOf(added.id)([{ action: 'connectionAdded', outcome: 'done', code: null, ...NO_KEY }]);
    return added;
  }

  /** {@link Connections.change}, recorded unless its test failed, which leaves the connection unchanged. */
  changeConnection(form: ConnectionChange): Promise<ConnectionChangeOutcome> {
    return this.#change(
      form.id,
      (changed) => (changed?.outcome === 'testFailed' ? null : 'connectionChanged'),
      () => this.#options.connections.change(form),
      () => NO_KEY,
    );
  }

  /** {@link Connections.remove}, recorded; the journal of the connection remains, without its seal in the keychain. */
  async removeConnection(connectionId: string): ReturnType<Connections['remove']> {
    const { connections, activity, secretIndex } = this.#options;
    const removed = await this.#change(
      connectionId,
      'connectionRemoved',
      () => connections.remove(connectionId),
      () => NO_KEY,
    );
    await activity.unseal(connectionId, async (sealId) => {
      await secretIndex.remove([sealId], () => ({}));
    });
    return removed;
  }

  /** @param subjects recorded properties of each key: its previous ones and the new expiry. */
  async #changeMany(
    connectionId: string,
    action: ActivityAction,
    subjects: readonly Subject[],
    run: (onResults: OnBulkResults) => Promise<BulkReport>,
  ): Promise<BulkReport> {
    const record = this.#recorderOf(connectionId);
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
  #read<Value>(
    connectionId: string,
    key: KeyReference,
    action: ActionOf<Value>,
    job: () => Promise<Value>,
  ): Promise<Value> {
    const subject = this.#subject(connectionId, key);
    return this.#run(
      connectionId,
      action,
      job,
      () => ({ ...subject, expiryBefore: null }),
      () => 'failed',
    );
  }

  #change<Value>(
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
    const recordFacts = this.#recorderOf(connectionId);
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
  #recorderOf(connectionId: string): (facts: readonly Fact[]) => Promise<void> {
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
  #subject(connectionId: string, key: KeyReference): Subject {
    const facts = this.#options.keys.factsOf(connectionId, key);
    return facts === null ? { ...NO_KEY, keyId: key.id, token: shortToken(key.token) } : subjectOf(facts);
  }
}

function subjectOf({ id, token, username, fullName, expirationDate }: KeyFacts): Subject {
  return { keyId: id, token: shortToken(token), username, fullName, expiryBefore: expirationDate, expiryAfter: null };
}

function failureOf(error: unknown): { readonly code: ErrorCode; readonly outcome: 'failed' | 'unsure' } {
  const failure = error instanceof AppError ? error : new AppError('INTERNAL', '');
  return { code: failure.code, outcome: outcomeOfFailure(failure) };
}
