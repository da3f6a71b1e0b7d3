import type { ActivityAction } from '../../../shared/model/activity.ts';
import type { BulkReport } from '../../../shared/model/bulkChange.ts';
import type { ConnectionChange, ConnectionSummary, NewConnection } from '../../../shared/model/connection.ts';
import type { ConnectionChangeOutcome } from '../../../shared/model/connectionChange.ts';
import type { HandOverLabels } from '../../../shared/model/handOver.ts';
import type { AccountId, AuthenticationKey, KeyReference } from '../../../shared/model/key.ts';
import type { ErrorCode } from '../../../shared/result.ts';
import type { BulkChanges, OnBulkResults } from '../bulk/bulkChanges.ts';
import type { ExpiryChange, ExpiryOptions, RunOptions, SelectedKey } from '../bulk/bulkPlan.ts';
import type { Connections } from '../connections/connections.ts';
import type { HandOver } from '../handOver/handOver.ts';
import type { Keys } from '../keys/keys.ts';
import type { CopiedNext, KeyClipboard } from '../secrets/keyClipboard.ts';
import type { Reveals } from '../secrets/reveals.ts';
import type { SecretIndex } from '../secrets/secretIndex.ts';
import { type ActionRecorder, type Fact, failureOf, NO_KEY, subjectFrom } from './actionRecorder.ts';
import type { Activity } from './activity.ts';

/** Dependencies of {@link RecordedActions}. */
export interface RecordedActionsOptions {
  readonly recorder: ActionRecorder;
  readonly connections: Connections;
  readonly keys: Keys;
  readonly bulkChanges: BulkChanges;
  readonly keyClipboard: KeyClipboard;
  readonly handOver: HandOver;
  readonly reveals: Reveals;
  readonly activity: Activity;
  readonly secretIndex: SecretIndex;
}

/**
 * Wraps every service call that belongs in the activity journal: calls the service, then records the outcome, failures
 * included. Calls for unknown connections are not recorded.
 */
export class RecordedActions {
  readonly #options: RecordedActionsOptions;
  readonly #recorder: ActionRecorder;

  constructor(options: RecordedActionsOptions) {
    this.#options = options;
    this.#recorder = options.recorder;
  }

  /** {@link Keys.create}, recorded. */
  createKey(
    connectionId: string,
    accountId: AccountId,
    expirationDate: string,
    requestId?: string,
  ): Promise<AuthenticationKey> {
    const { keys } = this.#options;
    const username = keys.usernameOf(connectionId, accountId);
    return this.#recorder.change(
      connectionId,
      'created',
      () => keys.create(connectionId, accountId, expirationDate, requestId),
      (key) => ({
        ...(key === null ? { ...NO_KEY, username } : subjectFrom(key)),
        expiryBefore: null,
        expiryAfter: expirationDate,
      }),
    );
  }

  /** {@link Keys.edit}, recorded. */
  editKey(connectionId: string, key: SelectedKey, expirationDate: string): Promise<AuthenticationKey> {
    const { keys } = this.#options;
    const before = this.#recorder.subjectOf(connectionId, key);
    const edit = () => keys.edit(connectionId, key, expirationDate);
    return this.#recorder.change(connectionId, 'expiryChanged', edit, () => ({
      ...before,
      expiryAfter: expirationDate,
    }));
  }

  /** {@link BulkChanges.delete}, recorded with one entry per key as soon as its result is known. */
  deleteKeys(
    connectionId: string,
    selected: readonly SelectedKey[],
    stopped?: AbortSignal,
    options?: RunOptions,
  ): Promise<BulkReport> {
    const { bulkChanges } = this.#options;
    // Read before the keys are removed from the list.
    const subjects = selected.map((key) => this.#recorder.subjectOf(connectionId, key));
    return this.#recorder.changeMany(connectionId, 'deleted', subjects, (onResults) =>
      bulkChanges.delete(connectionId, selected, onResults, stopped, options),
    );
  }

  /** {@link BulkChanges.setExpiry}, recorded with one entry per key as soon as its result is known. */
  setExpiry(
    connectionId: string,
    changes: readonly ExpiryChange[],
    stopped?: AbortSignal,
    options: ExpiryOptions = {},
  ): Promise<BulkReport> {
    const { bulkChanges } = this.#options;
    const subjects = changes.map((change) => ({
      ...this.#recorder.subjectOf(connectionId, change),
      expiryAfter: change.expirationDate,
    }));
    return this.#recorder.changeMany(connectionId, 'expiryChanged', subjects, (record) => {
      const onResults: OnBulkResults = async (results) => {
        await options.onResults?.(results);
        await record(results);
      };
      return bulkChanges.setExpiry(connectionId, changes, onResults, stopped, options);
    });
  }

  /** {@link Reveals.reveal}, recorded. */
  revealSecret(connectionId: string, key: KeyReference): Promise<string> {
    const { reveals } = this.#options;
    return this.#recorder.read(connectionId, key, 'secretRevealed', () => reveals.reveal(connectionId, key));
  }

  /** {@link Keys.readSecret} for the command line, recorded as revealed. */
  readSecret(connectionId: string, key: KeyReference): Promise<string> {
    const { keys } = this.#options;
    return this.#recorder.read(connectionId, key, 'secretRevealed', () => keys.readSecret(connectionId, key));
  }

  /** {@link KeyClipboard.copyToken}, recorded. */
  copyToken(connectionId: string, key: KeyReference): Promise<void> {
    const { keyClipboard } = this.#options;
    return this.#recorder.read(connectionId, key, 'tokenCopied', () => keyClipboard.copyToken(connectionId, key));
  }

  /** {@link HandOver.copy}, recorded as a copied token. */
  copyHandOver(connectionId: string, key: KeyReference, labels: HandOverLabels): Promise<void> {
    return this.#recorder.read(connectionId, key, 'tokenCopied', () =>
      this.#options.handOver.copy(connectionId, key, labels),
    );
  }

  /** {@link KeyClipboard.copyTokens}, recorded with one entry per key. Returns the number of copied tokens. */
  async copyTokens(connectionId: string, keys: readonly KeyReference[]): Promise<number> {
    const { keyClipboard } = this.#options;
    const recordFacts = this.#recorder.recorderOf(connectionId);
    const record = (of: readonly KeyReference[], outcome: Fact['outcome'], code: ErrorCode | null): Promise<void> =>
      recordFacts(
        of.map((key) => ({
          action: 'tokenCopied',
          outcome,
          code,
          ...this.#recorder.subjectOf(connectionId, key),
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
    return this.#recorder.read(connectionId, key, 'secretCopied', () => keyClipboard.copySecret(connectionId, key));
  }

  /** {@link KeyClipboard.copyNext}, recorded as the copied value; a failure is recorded for the secret. */
  copyNext(connectionId: string, key: KeyReference): Promise<CopiedNext> {
    const { keyClipboard } = this.#options;
    const actionOf = (copied: CopiedNext | null): ActivityAction =>
      copied?.copied === 'token' ? 'tokenCopied' : 'secretCopied';
    return this.#recorder.read(connectionId, key, actionOf, () => keyClipboard.copyNext(connectionId, key));
  }

  /** {@link Connections.add}, recorded if it succeeds. */
  async addConnection(form: NewConnection, isActivated = true): Promise<ConnectionSummary> {
    const added = await this.#options.connections.add(form, isActivated);
    await this.#recorder.recorderOf(added.id)([{ action: 'connectionAdded', outcome: 'done', code: null, ...NO_KEY }]);
    return added;
  }

  /** {@link Connections.change}, recorded unless its test failed, which leaves the connection unchanged. */
  changeConnection(form: ConnectionChange): Promise<ConnectionChangeOutcome> {
    return this.#recorder.change(
      form.id,
      (changed) => (changed?.outcome === 'testFailed' ? null : 'connectionChanged'),
      () => this.#options.connections.change(form),
      () => NO_KEY,
    );
  }

  /** {@link Connections.remove}, recorded; the journal of the connection remains, without its seal in the keychain. */
  async removeConnection(connectionId: string): ReturnType<Connections['remove']> {
    const { connections, activity, secretIndex } = this.#options;
    const removed = await this.#recorder.change(
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
}
