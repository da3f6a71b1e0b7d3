import { referenceTo } from '../../../shared/model/key.ts';
import type { RotationJob } from './rotationJob.ts';
import type { RotationRecord } from './rotationRecord.ts';
import { accountProblemOf, isSameExpiry, type ListedKeys, listed, problemOf } from './rotationView.ts';

/**
 * Disables the old keys whose new keys were tested and still work.
 * @throws AppError if that could not be recorded; no key is changed then.
 */
export async function endOldKeys(
  job: RotationJob,
  records: readonly RotationRecord[],
  list: ListedKeys,
): Promise<void> {
  const refused: RotationRecord[] = [];
  const planned = records.flatMap((record) => {
    const checked = check(record, list, job.now());
    if ('problem' in checked) {
      job.result(record.id, checked.problem?.code === 'nothingToDo' ? 'skipped' : 'failed', checked.problem);
      if (checked.record !== record) {
        refused.push(checked.record);
      }
      return [];
    }
    const { old } = checked;
    const change = { ...referenceTo(old), version: old.version };
    return [{ keyId: old.id, change, record: { ...record, pending: { kind: 'ending' as const } } }];
  });
  await job.note(refused);
  if (planned.length === 0) {
    return;
  }
  await job.plan(planned.map(({ record }) => record));
  job.begin('ending', planned.length);
  const report = await job.actions.disable(
    job.connectionId,
    planned.map(({ change }) => change),
    job.stopped,
  );
  const now = job.timestamp();
  const current = job.list();
  await job.applyBulk(report, planned, {
    isLast: true,
    isDoneWithoutKey: true,
    changed: 'oldKeyChanged',
    done: ({ oldKey, oldVersion }) => {
      const old = current === null ? null : listed(current, oldKey);
      return { oldExpiryAfter: old?.expirationDate ?? now, oldVersion: old?.version ?? oldVersion };
    },
  });
}

type Checked =
  | { readonly old: NonNullable<ReturnType<typeof listed>> }
  | { readonly problem: ReturnType<typeof problemOf>; readonly record: RotationRecord };

function check(record: RotationRecord, list: ListedKeys, now: number): Checked {
  const refuse = (problem: ReturnType<typeof problemOf>, change: Partial<RotationRecord> = {}): Checked => ({
    problem,
    record: Object.keys(change).length === 0 ? record : { ...record, ...change },
  });
  if (record.stage !== 'overlap') {
    return refuse(problemOf('notTested'));
  }
  const old = listed(list, record.oldKey);
  if (old === null || Date.parse(old.expirationDate) <= now) {
    return refuse(problemOf('nothingToDo'));
  }
  const successor = record.newKey === null ? null : listed(list, record.newKey);
  if (successor === null || Date.parse(successor.expirationDate) <= now) {
    return refuse(problemOf('newKeyGone'));
  }
  const accountProblem = accountProblemOf(successor);
  if (accountProblem !== null) {
    return refuse(accountProblem);
  }
  if (record.oldExpiryAfter !== null && !isSameExpiry(old.expirationDate, record.oldExpiryAfter)) {
    const changed = { oldExpiryAfter: old.expirationDate, oldVersion: old.version };
    return refuse(problemOf('oldKeyChanged', old.expirationDate), changed);
  }
  return { old };
}
