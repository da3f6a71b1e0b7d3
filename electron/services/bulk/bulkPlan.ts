import { MAX_DELETE_IDS } from '../../../shared/adminApi/keyService.ts';
import { type BulkKind, type BulkResult, bulkResult } from '../../../shared/model/bulkChange.ts';
import type { KeyReference } from '../../../shared/model/key.ts';
import { AppError } from '../../../shared/result.ts';
import type { AdminApi, ApiKey } from '../../ports.ts';

/** Keys that are noted down together, mostly: few, so that progress shows and little is unsure after a crash. */
const USUAL_BATCH = 25;
/** Deletions are cut into at most this many calls. */
const MAX_DELETE_CALLS = 200;
/** A change of a few keys is cut into at least so many batches, so that several calls can be under way. */
const MIN_BATCHES = 8;

/** A key as somebody chose it to be deleted or changed. */
export interface ChosenKey extends KeyReference {
  /** Its version then: one that was changed since is left alone. */
  readonly version: number;
}

/** A key and the expiry that it is to get, ISO 8601. */
export interface ExpiryChange extends ChosenKey {
  readonly expirationDate: string;
}

/** What a run does to its keys, and how it looks afterwards whether that was done. */
export interface BulkPlan {
  readonly kind: BulkKind;
  readonly chosen: readonly ChosenKey[];
  /** The expiry that each of the chosen keys is to get, in their order; `null` for a deletion. */
  readonly expirationDates: readonly string[] | null;
  /** How many keys are noted down together. @param count how many keys the run will touch. */
  batchSize(count: number): number;
  /** How many of those go with one call. */
  readonly callSize: number;
  /** Makes one call. @throws AppError when the call as a whole has failed. */
  send(api: AdminApi, keyIds: readonly string[]): Promise<readonly BulkResult[]>;
  /** Says what became of a key whose call had no proper answer. @param key the key as it is listed now. */
  settle(unknown: BulkResult, key: ApiKey | null): BulkResult;
}

/** The deletion of keys. @param onDeleted hears at once which ones are gone. */
export function deletionOf(chosen: readonly ChosenKey[], onDeleted: (keyIds: readonly string[]) => void): BulkPlan {
  const tokens = new Map(chosen.map(({ id, token }) => [id, token]));
  const batchSize = (count: number): number =>
    Math.min(MAX_DELETE_IDS, Math.max(USUAL_BATCH, Math.ceil(count / MAX_DELETE_CALLS)));
  return {
    kind: 'delete',
    chosen,
    expirationDates: null,
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
 * A new expiry for each of many keys. The platform takes one key a call; what is noted down on the disk is noted for a
 * few together. @param onChanged hears at once of every key as the platform answers it.
 */
export function expiryChangeOf(changes: readonly ExpiryChange[], onChanged: (key: ApiKey) => void): BulkPlan {
  const byId = new Map(changes.map((change) => [change.id, change]));
  /** A run asks for its own keys only. */
  const changeOf = (id: string) => byId.get(id) as ExpiryChange;
  return {
    kind: 'setExpiry',
    chosen: changes,
    expirationDates: changes.map(({ expirationDate }) => expirationDate),
    batchSize: (count) => Math.min(USUAL_BATCH, Math.max(1, Math.ceil(count / MIN_BATCHES))),
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
            return notEdited(id, error);
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

/** What an edit has found out about its key. @throws what it failed with, where that says nothing about the key. */
function notEdited(id: string, error: unknown): BulkResult {
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

/** What is told of a key whose identifier belongs to another one by now. */
export function replacedResult(id: string): BulkResult {
  return bulkResult(id, 'replaced', { code: 'KEY_REPLACED' });
}
