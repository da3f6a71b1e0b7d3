import type { BulkReport } from '../../../shared/model/bulkChange.ts';
import { disabledKeyState } from '../../../shared/model/disabledBatch.ts';
import { type AuthenticationKey, referenceTo } from '../../../shared/model/key.ts';
import { formerExpiry } from '../../services/keys/formerExpiries.ts';
import { changeKeys, type PlannedKey } from '../changeKeys.ts';
import { chooseConnection } from '../chooseConnection.ts';
import type { Command } from '../command.ts';
import type { CommandContext } from '../context.ts';
import { listDisabled } from '../disabledOutput.ts';
import { CHANGE_OPTIONS, FILTER_OPTIONS } from '../options.ts';
import { readList } from '../readList.ts';
import { selectKeys } from '../selectKeys.ts';
import { setExpiry } from '../setExpiry.ts';

/**
 * Gives disabled keys the expiry that they had before: from the records of disabled keys, or for keys that an earlier version
 * has disabled from the activity journal of this computer. Without keys lists what can be restored.
 */
export const restore: Command = {
  options: CHANGE_OPTIONS,
  operands: '[KEY…]',
  isChange: true,
  async run(context) {
    const connection = chooseConnection(context);
    const { options, operands } = context;
    if (operands.length === 0 && [...FILTER_OPTIONS, 'all' as const].every((name) => options[name] === undefined)) {
      return listDisabled(context, connection);
    }
    const { keys } = await readList(context, connection.id);
    const selected = await selectKeys(context, keys);
    const { batches } = await context.services.disabledBatches.list(connection.id);
    const byToken = new Map(batches.flatMap((batch) => batch.keys.map((key) => [key.token, { batch, key }] as const)));
    const entries = await context.services.activity.confirmedEntries(connection.id);
    /** The keys to restore of each batch, by its id. */
    const recorded = new Map<string, AuthenticationKey[]>();
    const plan = selected.map((key): PlannedKey => {
      const found = byToken.get(key.token);
      if (found === undefined || disabledKeyState(found.key, found.batch.at, key) !== 'disabled') {
        const former = formerExpiry(key, entries, context.now());
        return former.known
          ? { key, expirationDate: former.expirationDate, skipped: null }
          : { key, expirationDate: null, skipped: former.reason };
      }
      const { expirationDate } = found.key;
      if (Date.parse(expirationDate) <= context.now()) {
        return { key, expirationDate: null, skipped: 'past' };
      }
      const ofBatch = recorded.get(found.batch.id) ?? [];
      ofBatch.push(key);
      recorded.set(found.batch.id, ofBatch);
      return { key, expirationDate, skipped: null };
    });
    return changeKeys(context, {
      command: 'restore',
      connection,
      plan,
      alwaysConfirms: false,
      run: (included, stopped) => restoreKeys(context, connection.id, recorded, included, stopped),
    });
  },
};

/** Restores the recorded keys of each batch, then the others. */
async function restoreKeys(
  context: CommandContext,
  connectionId: string,
  recorded: ReadonlyMap<string, readonly AuthenticationKey[]>,
  included: readonly PlannedKey[],
  stopped: AbortSignal,
): Promise<BulkReport> {
  const reports: BulkReport[] = [];
  for (const [batchId, keys] of recorded) {
    reports.push(await context.services.disabledBatches.restore(batchId, keys.map(referenceTo), stopped));
  }
  const tokens = new Set([...recorded.values()].flatMap((keys) => keys.map(({ token }) => token)));
  const others = included.filter(({ key }) => !tokens.has(key.token));
  if (others.length > 0) {
    reports.push(await setExpiry(context, connectionId, others, stopped));
  }
  return {
    results: reports.flatMap(({ results }) => results),
    stoppedBy: reports.find(({ stoppedBy }) => stoppedBy !== null)?.stoppedBy ?? null,
  };
}
