import { MAX_DELETE_IDS } from '../../../shared/adminApi/keyService.ts';
import { type BulkKind, type BulkResult, bulkResult } from '../../../shared/model/bulkChange.ts';
import type { KeyReference } from '../../../shared/model/key.ts';
import { AppError } from '../../../shared/result.ts';
import type { AdminApi, ApiKey } from '../../ports.ts';

/** Usual number of keys recorded together; small, so that progress is visible and few are unknown after a crash. */
const BATCH_SIZE = 25;
/** Maximum number of calls of a deletion. */
const MAX_DELETE_CALLS = 200;
/** Minimum number of batches of a change, if there are as many keys, so that calls can run concurrently. */
const MIN_BATCHES = 8;

/** A key selected to be deleted or changed. */
export interface SelectedKey extends KeyReference {
  /** Its version when it was selected; a key with another version by now is skipped. */
  readonly version: number;
}

/** A key and its new expiry, ISO 8601. */
export interface ExpiryChange extends SelectedKey {
  readonly expirationDate: string;
}

/** Options of a run. */
export interface RunOptions {
  /** Whether its caller resumes it after a crash or exit by itself: then it is not offered as an interrupted run. */
  readonly isResumedByCaller?: boolean | undefined;
}

/** What a caller wants to know about a change of expiry while it runs. */
export interface ExpiryOptions extends RunOptions {
  /**
   * Called before anything is sent, with the keys that will be changed, as the installation has just listed them. If it throws,
   * nothing is sent.
   * @param source identifies the installation and account of the list.
   */
  readonly onIncluded?: ((keys: readonly ApiKey[], source: string) => Promise<void>) | undefined;
  /** Called with results as soon as they are known. */
  readonly onResults?: ((results: readonly BulkResult[]) => Promise<void>) | undefined;
}

/** The operation of a run, and how its outcome is determined afterwards. */
export interface BulkPlan {
  readonly kind: BulkKind;
  readonly selected: readonly SelectedKey[];
  /** New expiry of each selected key, in the same order; `null` for a deletion. */
  readonly expirationDates: readonly string[] | null;
  /** Called before anything is sent; see {@link ExpiryOptions}. */
  readonly onIncluded: ExpiryOptions['onIncluded'];
  /** Returns the number of keys recorded together. @param count number of keys in the run. */
  batchSize(count: number): number;
  /** Number of those sent with one call. */
  readonly callSize: number;
  /** Makes one call. @throws AppError if the call as a whole failed. */
  send(api: AdminApi, keyIds: readonly string[]): Promise<readonly BulkResult[]>;
  /** Returns the outcome for a key whose call got no valid response. @param key the key as listed now. */
  settle(unknown: BulkResult, key: ApiKey | null): BulkResult;
}

/** Returns the plan of a deletion. @param onDeleted called after each call with the deleted keys. */
export function deletionPlan(
  selected: readonly SelectedKey[],
  onDeleted: (keyIds: readonly string[]) => void,
): BulkPlan {
  const tokens = new Map(selected.map(({ id, token }) => [id, token]));
  const batchSize = (count: number): number =>
    Math.min(MAX_DELETE_IDS, Math.max(BATCH_SIZE, Math.ceil(count / MAX_DELETE_CALLS)));
  return {
    kind: 'delete',
    selected,
    expirationDates: null,
    onIncluded: undefined,
    batchSize,
    callSize: MAX_DELETE_IDS,
    async send(api, keyIds) {
      const results = await api.deleteKeys(
        keyIds,
        keyIds.map((id) => tokens.get(id) ?? ''),
      );
      onDeleted(results.filter(({ outcome }) => outcome === 'done').map(({ id }) => id));
      return results;
    },
    settle: (unknown, key) => {
      if (key === null) {
        return { ...unknown, outcome: 'done' };
      }
      return key.token === tokens.get(unknown.id) ? { ...unknown, outcome: 'failed' } : replacedResult(unknown.id);
    },
  };
}

/**
 * Returns the plan of an expiry change. The platform accepts one key per call; several keys are recorded together.
 * @param onChanged called with each changed key as returned by the platform.
 */
export function expiryChangePlan(
  changes: readonly ExpiryChange[],
  onChanged: (key: ApiKey) => void,
  onIncluded?: ExpiryOptions['onIncluded'],
): BulkPlan {
  const byId = new Map(changes.map((change) => [change.id, change]));
  /** Only called with keys of this run. */
  const changeOf = (id: string) => byId.get(id) as ExpiryChange;
  return {
    kind: 'setExpiry',
    selected: changes,
    expirationDates: changes.map(({ expirationDate }) => expirationDate),
    onIncluded,
    batchSize: (count) => Math.min(BATCH_SIZE, Math.max(1, Math.ceil(count / MIN_BATCHES))),
    callSize: 1,
    send: (api, keyIds) =>
      Promise.all(
        keyIds.map(async (id): Promise<BulkResult> => {
          const { expirationDate, version, token } = changeOf(id);
          try {
            const key = await api.editKey(id, expirationDate, version, token);
            onChanged(key);
            return bulkResult(id, 'done', { version: key.version });
          } catch (error) {
            return editFailure(id, error);
          }
        }),
      ),
    settle: (unknown, key) => {
      if (key === null) {
        return { ...unknown, outcome: 'missing' };
      }
      const { expirationDate, version, token } = changeOf(unknown.id);
      if (key.token !== token) {
        return replacedResult(unknown.id);
      }
      if (key.version === version) {
        return { ...unknown, outcome: 'failed' };
      }
      return Date.parse(key.expirationDate) === Date.parse(expirationDate)
        ? { ...unknown, outcome: 'done', code: null, version: key.version }
        : { ...unknown, outcome: 'changed', code: 'CONFLICT' };
    },
  };
}

/** Maps the error of an edit to a result of its key. @throws the error itself if it says nothing about the key. */
function editFailure(id: string, error: unknown): BulkResult {
  const code = error instanceof AppError ? error.code : null;
  if (code === 'NOT_FOUND') {
    return bulkResult(id, 'missing');
  }
  if (code === 'CONFLICT') {
    return bulkResult(id, 'changed', { code });
  }
  if (code === 'KEY_REPLACED') {
    return replacedResult(id);
  }
  throw error;
}

/** Result for a key whose id belongs to another key by now. */
export function replacedResult(id: string): BulkResult {
  return bulkResult(id, 'replaced', { code: 'KEY_REPLACED' });
}
