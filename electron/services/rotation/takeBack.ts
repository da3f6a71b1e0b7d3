import { type AuthenticationKey, referenceTo } from '../../../shared/model/key.ts';
import type { RotationProblem } from '../../../shared/model/rotation.ts';
import type { RotationJob } from './rotationJob.ts';
import type { RotationRecord } from './rotationRecord.ts';
import { isSameExpiry, type ListedKeys, listed, problemOf } from './rotationView.ts';

/**
 * Takes rotations back: puts the expiry of the old key back if nobody has changed it since, and only then deletes the new
 * key, so that the account always has a key that works.
 * @throws AppError if that could not be recorded; no key is changed then.
 */
export async function takeBack(job: RotationJob, records: readonly RotationRecord[], list: ListedKeys): Promise<void> {
  const restored = await restoreExpiries(
    job,
    records.filter(({ stage }) => stage === 'overlap'),
    list,
  );
  const now = job.now();
  const unneeded: RotationRecord[] = [];
  const toDelete: { readonly record: RotationRecord; readonly successor: AuthenticationKey }[] = [];
  const current = job.list() ?? list;
  for (const record of [...records.filter(({ stage }) => stage !== 'overlap'), ...restored]) {
    const successor = record.newKey === null ? null : listed(current, record.newKey);
    const problem = refusal(listed(current, record.oldKey), now);
    if (record.stage === 'failed' || record.stage === 'takenBack') {
      job.result(record.id, 'skipped', problemOf('nothingToDo'));
    } else if (record.problem?.code === 'successorUnclear') {
      job.result(record.id, 'failed', record.problem);
    } else if (successor === null) {
      unneeded.push({ ...record, stage: 'takenBack', pending: null, problem: null });
      job.result(record.id, 'done');
    } else if (problem !== null) {
      job.result(record.id, 'failed', problem);
    } else {
      toDelete.push({ record, successor });
    }
  }
  await job.note(unneeded);
  await deleteSuccessors(job, toDelete);
}

/** Why the new key must not be deleted: the old one does not work. */
function refusal(old: AuthenticationKey | null, now: number): RotationProblem | null {
  if (old === null) {
    return problemOf('oldKeyGone');
  }
  return Date.parse(old.expirationDate) <= now ? problemOf('oldKeyExpired', old.expirationDate) : null;
}

/** Returns the rotations whose old key has its former expiry again. */
async function restoreExpiries(
  job: RotationJob,
  records: readonly RotationRecord[],
  list: ListedKeys,
): Promise<readonly RotationRecord[]> {
  const unchanged: RotationRecord[] = [];
  const planned = records.flatMap((record) => {
    const checked = former(record, listed(list, record.oldKey), job.now());
    if ('problem' in checked) {
      job.result(record.id, 'failed', checked.problem);
      return [];
    }
    const { old, expirationDate } = checked;
    if (isSameExpiry(old.expirationDate, expirationDate)) {
      unchanged.push({ ...record, stage: 'handOver', oldExpiryAfter: null });
      return [];
    }
    const change = { ...referenceTo(old), version: old.version, expirationDate };
    return [{ keyId: old.id, change, record: { ...record, pending: { kind: 'restoring' as const } } }];
  });
  if (planned.length === 0) {
    return unchanged;
  }
  await job.plan(planned.map(({ record }) => record));
  job.begin('restoring', planned.length);
  const report = await job.actions.setExpiry(
    job.connectionId,
    planned.map(({ change }) => change),
    job.stopped,
  );
  const changed = await job.applyBulk(report, planned, {
    isLast: false,
    isDoneWithoutKey: false,
    changed: 'oldKeyChanged',
    done: ({ oldVersion }, { version }) => ({
      stage: 'handOver',
      oldExpiryAfter: null,
      oldVersion: version ?? oldVersion,
    }),
  });
  return [...unchanged, ...changed.filter(({ stage }) => stage === 'handOver')];
}

type Former =
  | { readonly old: AuthenticationKey; readonly expirationDate: string }
  | { readonly problem: RotationProblem };

/** The expiry that an old key gets back, or why it gets none. */
function former(
  { oldExpiryBefore, oldExpiryAfter }: RotationRecord,
  old: AuthenticationKey | null,
  now: number,
): Former {
  if (oldExpiryBefore === null) {
    return { problem: problemOf('formerExpiryUnknown') };
  }
  if (old === null) {
    return { problem: problemOf('oldKeyGone') };
  }
  if (oldExpiryAfter !== null && !isSameExpiry(old.expirationDate, oldExpiryAfter)) {
    return { problem: problemOf('oldKeyChanged', old.expirationDate) };
  }
  return Date.parse(oldExpiryBefore) <= now
    ? { problem: problemOf('oldKeyExpired', oldExpiryBefore) }
    : { old, expirationDate: oldExpiryBefore };
}

async function deleteSuccessors(
  job: RotationJob,
  toDelete: readonly { readonly record: RotationRecord; readonly successor: AuthenticationKey }[],
): Promise<void> {
  if (toDelete.length === 0) {
    return;
  }
  const planned = toDelete.map(({ record, successor }) => ({
    keyId: successor.id,
    change: { ...referenceTo(successor), version: successor.version },
    record: { ...record, pending: { kind: 'deleting' as const } },
  }));
  await job.plan(planned.map(({ record }) => record));
  job.begin('deleting', planned.length);
  const report = await job.actions.deleteKeys(
    job.connectionId,
    planned.map(({ change }) => change),
    job.stopped,
  );
  await job.applyBulk(report, planned, {
    isLast: true,
    isDoneWithoutKey: true,
    changed: 'CONFLICT',
    done: () => ({ stage: 'takenBack' }),
  });
}
