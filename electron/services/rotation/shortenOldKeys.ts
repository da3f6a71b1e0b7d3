import { DAY_MS } from '../../../shared/model/instant.ts';
import { type AuthenticationKey, referenceTo } from '../../../shared/model/key.ts';
import { hasPassed, type KeyTestResult, verdictOf } from '../../../shared/model/keyTest.ts';
import type { RotationJob } from './rotationJob.ts';
import type { RotationRecord } from './rotationRecord.ts';
import { accountProblemOf, isSameExpiry, type ListedKeys, listed, problemOf } from './rotationView.ts';

/** A rotation whose new key has passed its test. */
interface Tested {
  readonly record: RotationRecord;
  /** Present time of the platform as far as the test has shown it, milliseconds since the epoch. */
  readonly now: number;
}

/** A rotation whose old key is to expire sooner. */
interface Shortening {
  readonly record: RotationRecord;
  readonly old: AuthenticationKey;
  /** ISO 8601. */
  readonly to: string;
}

/**
 * Tests the new keys with one signed call each. For those that work, lets the old key expire after the overlap, or at its
 * own expiry if that is sooner.
 * @throws AppError if the list could not be updated or the change not be recorded; the old keys are as before.
 */
export async function testAndShorten(
  job: RotationJob,
  records: readonly RotationRecord[],
  list: ListedKeys,
): Promise<void> {
  const tested = await testSuccessors(job, records, list);
  if (tested.length === 0) {
    return;
  }
  // Between test and change the account may have lost its permission, or someone may have changed a key.
  const current = await job.refresh();
  const shortenings: Shortening[] = [];
  const settled: RotationRecord[] = [];
  for (const { record, now } of tested) {
    const checked = check(record, current, now);
    if ('to' in checked) {
      shortenings.push(checked);
    } else {
      settled.push(checked);
      const isDone = checked.stage === 'overlap';
      job.result(record.id, isDone ? 'done' : 'failed', checked.problem);
    }
  }
  await job.note(settled);
  await shorten(job, shortenings);
}

async function testSuccessors(
  job: RotationJob,
  records: readonly RotationRecord[],
  list: ListedKeys,
): Promise<readonly Tested[]> {
  const successors = records.map((record) => ({
    record,
    key: record.newKey === null ? null : listed(list, record.newKey),
  }));
  const present = successors.filter(({ key }) => key !== null);
  await job.note(
    successors
      .filter(({ key }) => key === null)
      .map(({ record }) => {
        const problem = problemOf('newKeyGone');
        job.result(record.id, 'failed', problem);
        return { ...record, problem };
      }),
  );
  if (present.length === 0) {
    return [];
  }
  job.begin('testing', present.length);
  const { results } = await job.actions.test(
    job.connectionId,
    present.flatMap(({ key }) => (key === null ? [] : [{ ...referenceTo(key), version: key.version }])),
    job.stopped,
  );
  const byToken = new Map(results.map((result) => [result.token, result]));
  const tested: Tested[] = [];
  const failed: RotationRecord[] = [];
  for (const { record, key } of present) {
    const result = byToken.get(key?.token ?? '');
    if (result === undefined || (result.code === 'notTested' && result.error === null)) {
      continue;
    }
    if (hasPassed(result)) {
      const ahead = (result.clockAheadSeconds ?? 0) * 1000;
      tested.push({ record: { ...record, testedAt: result.testedAt }, now: job.now() - ahead });
    } else {
      failed.push(afterFailedTest(record, result));
      job.result(record.id, result.code === 'notTested' ? 'notTried' : 'failed', testProblem(result));
    }
  }
  await job.note(failed);
  return tested;
}

function testProblem({ code, error }: KeyTestResult): ReturnType<typeof problemOf> {
  return code === 'notTested' && error !== null
    ? problemOf(error.code, error.detail)
    : problemOf(code, error?.detail ?? null);
}

/** A test that says nothing about the key leaves the state as it is. */
function afterFailedTest(record: RotationRecord, result: KeyTestResult): RotationRecord {
  const stage = verdictOf(result) === 'fails' ? 'testFailed' : record.stage;
  return { ...record, stage, problem: testProblem(result) };
}

/** Returns the change of the old key, or the record if there is none: because of a problem, or because none is needed. */
function check(record: RotationRecord, list: ListedKeys, now: number): Shortening | RotationRecord {
  const successor = record.newKey === null ? null : listed(list, record.newKey);
  if (successor === null) {
    return { ...record, problem: problemOf('newKeyGone') };
  }
  const accountProblem = accountProblemOf(successor);
  if (accountProblem !== null) {
    return { ...record, stage: 'testFailed', problem: accountProblem };
  }
  const old = listed(list, record.oldKey);
  if (old === null) {
    return { ...record, stage: 'overlap', oldExpiryAfter: null, problem: null };
  }
  if (record.oldExpiryBefore !== null && !isSameExpiry(old.expirationDate, record.oldExpiryBefore)) {
    // Someone has decided otherwise since. It is named, and only the next step is based on the new expiry.
    const problem = problemOf('oldKeyChanged', old.expirationDate);
    return { ...record, oldExpiryBefore: old.expirationDate, oldVersion: old.version, problem };
  }
  const end = now + (record.overlapDays ?? 0) * DAY_MS;
  if (Date.parse(successor.expirationDate) <= Math.min(end, Date.parse(old.expirationDate))) {
    return { ...record, problem: problemOf('newKeyTooShort', successor.expirationDate) };
  }
  return end < Date.parse(old.expirationDate)
    ? { record, old, to: new Date(end).toISOString() }
    : { ...record, stage: 'overlap', oldExpiryAfter: old.expirationDate, oldVersion: old.version, problem: null };
}

async function shorten(job: RotationJob, shortenings: readonly Shortening[]): Promise<void> {
  if (shortenings.length === 0) {
    return;
  }
  const planned = shortenings.map(({ record, old, to }) => ({
    keyId: old.id,
    record: { ...record, oldVersion: old.version, pending: { kind: 'shortening' as const, to } },
    change: { ...referenceTo(old), version: old.version, expirationDate: to },
  }));
  await job.plan(planned.map(({ record }) => record));
  job.begin('shortening', planned.length);
  const report = await job.actions.setExpiry(
    job.connectionId,
    planned.map(({ change }) => change),
    job.stopped,
  );
  await job.applyBulk(report, planned, {
    isLast: true,
    isDoneWithoutKey: false,
    changed: 'oldKeyChanged',
    done: ({ pending, oldVersion }, { version }) => ({
      stage: 'overlap',
      oldExpiryAfter: pending?.kind === 'shortening' ? pending.to : null,
      oldVersion: version ?? oldVersion,
    }),
  });
}
