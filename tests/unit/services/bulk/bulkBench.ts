import type { OnBulkResults } from '../../../../electron/services/bulk/bulkChanges.ts';
import type { BulkKind, BulkReport } from '../../../../shared/model/bulkChange.ts';
import { bulkChangesOver } from '../../../fakes/bulkChangesOver.ts';
import { MemoryAdminApi, shownKey } from '../../../fakes/memoryAdminApi.ts';

/** The default new expiry of a run. */
export const EXPIRY = '2030-05-01T00:00:00.000Z';

/** Returns `count` key ids, starting with `authkey.0` by default. */
export const idsOf = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => `authkey.${index + from}`);

/** Counts the results by outcome. */
export function tally({ results }: BulkReport): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of results) {
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}

/** One call of a run before it reaches the installation. */
export interface BulkCall {
  /** Counted from 1. */
  readonly number: number;
  readonly ids: readonly string[];
  /** Executes the call on the installation. */
  readonly carryOut: () => Promise<unknown>;
}

/** Sets up runs of one kind on an installation with the given keys. */
export function createBulkBench(kind: BulkKind, keyIds: readonly string[]) {
  const api = new MemoryAdminApi(keyIds);
  const bench = bulkChangesOver(api);
  const calls: string[][] = [];
  const record = (ids: readonly string[]): number => calls.push([...ids]);
  let respond = ({ carryOut }: BulkCall): Promise<unknown> => carryOut();
  const deleteKeys = api.deleteKeys.bind(api);
  api.deleteKeys = ((ids, tokens) =>
    respond({ number: record(ids), ids, carryOut: () => deleteKeys(ids, tokens) })) as typeof deleteKeys;
  const editKey = api.editKey.bind(api);
  api.editKey = ((id, ...change) =>
    respond({ number: record([id]), ids: [id], carryOut: () => editKey(id, ...change) })) as typeof editKey;
  return {
    ...bench,
    api,
    /** The keys of every call. */
    calls,
    /** Handles later calls with a function of the test. */
    onCall: (handler: typeof respond): void => {
      respond = handler;
    },
    /** Runs over keys in their initial state; by default all of them. */
    run: (ids: readonly string[] = keyIds, onResults: OnBulkResults = async () => {}): Promise<BulkReport> => {
      const chosen = ids.map((id) => ({ ...shownKey(id), version: 1 }));
      const changes = chosen.map((key) => ({ ...key, expirationDate: EXPIRY }));
      return kind === 'delete'
        ? bench.bulkChanges.delete('c', chosen, onResults)
        : bench.bulkChanges.setExpiry('c', changes, onResults);
    },
    /** The keys that the installation has not changed or deleted. */
    untouchedIds: (): string[] =>
      [...api.keys.values()].filter(({ expirationDate }) => expirationDate !== EXPIRY).map(({ id }) => id),
    /** Fails every request for the list after the first, so that unknown outcomes cannot be determined. */
    failListing: (error: Error): void => {
      const listChanges = api.listChanges.bind(api);
      api.listChanges = (...request) => {
        api.listChanges = () => Promise.reject(error);
        return listChanges(...request);
      };
    },
  };
}
