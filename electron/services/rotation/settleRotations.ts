import { keysByAccount } from '../../../shared/model/coverage.ts';
import type { ConnectionKeyList } from '../keys/connectionKeyList.ts';
import { createSuccessors, creationPlan, settleCreations } from './createSuccessors.ts';
import type { RotationJob } from './rotationJob.ts';
import type { RotationRecord } from './rotationRecord.ts';
import { listed, problemOf, settled } from './rotationView.ts';

/** Settles interrupted steps with a list that was just fetched. */
export async function settleAll(
  job: RotationJob,
  records: readonly RotationRecord[],
  list: ConnectionKeyList,
): Promise<readonly RotationRecord[]> {
  const changedAt = job.timestamp();
  const compared = records.map((record) => settled(record, list, changedAt));
  const interrupted = compared.filter(({ pending }) => pending?.kind === 'creating');
  const found = settleCreations(interrupted, list.items, await job.claimedTokens());
  const byId = new Map(found.map((record) => [record.id, record]));
  const current = compared.map((record) => byId.get(record.id) ?? record);
  await job.note(current.filter((record, index) => record !== records[index]));
  for (const { id, stage, problem } of found) {
    job.result(id, stage === 'handOver' ? 'done' : 'failed', problem);
  }
  return current;
}

/** Finds out whether keys exist whose creation got no valid response; without a list it stays unknown. */
export async function settleUnknown(job: RotationJob, records: readonly RotationRecord[]): Promise<void> {
  const unknown = new Set(
    job.report(records).results.flatMap(({ rotationId, outcome }) => (outcome === 'unknown' ? [rotationId] : [])),
  );
  if (unknown.size === 0) {
    return;
  }
  try {
    const list = await job.refresh();
    const current = await job.current(records);
    await settleAll(
      job,
      current.filter(({ id }) => unknown.has(id)),
      list,
    );
  } catch (error) {
    job.logger.info('The outcome of some creations could not be determined', { error });
  }
}

/** Leaves no trace of rotations for which nothing was sent. */
export async function dropUntried(job: RotationJob, records: readonly RotationRecord[]): Promise<void> {
  const { results } = job.report(records);
  const untried = records.filter((_record, index) => results[index]?.outcome === 'notTried');
  await job.note(untried.map((record) => ({ ...record, stage: 'failed', pending: null, isDismissed: true })));
}

/** Repeats creations that were interrupted or failed. */
export async function createAgain(
  job: RotationJob,
  records: readonly RotationRecord[],
  list: ConnectionKeyList,
): Promise<void> {
  const ofAccount = keysByAccount(list.items);
  const present = records.filter(({ oldKey }) => listed(list, oldKey) !== null);
  for (const { id, oldKey } of records) {
    if (listed(list, oldKey) === null) {
      job.result(id, 'failed', problemOf('oldKeyGone'));
    }
  }
  const planned = present
    .filter(({ problem }) => problem?.code !== 'successorUnclear')
    .map((record): RotationRecord => {
      const pending = record.stage === 'failed' ? creationPlan(ofAccount.get(record.account.id) ?? []) : record.pending;
      return { ...record, stage: 'creating', pending, problem: null };
    });
  if (planned.length > 0) {
    await job.plan(planned);
    await createSuccessors(job, planned);
    await settleUnknown(job, planned);
  }
}
