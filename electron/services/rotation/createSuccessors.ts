import pMap from 'p-map';
import { outcomeOfFailure } from '../../../shared/model/activity.ts';
import { keysByAccount } from '../../../shared/model/coverage.ts';
import { type AuthenticationKey, referenceTo } from '../../../shared/model/key.ts';
import { AppError, type ErrorCode } from '../../../shared/result.ts';
import type { RotationJob } from './rotationJob.ts';
import type { RotationRecord } from './rotationRecord.ts';
import { isSameExpiry, problemOf } from './rotationView.ts';

/** Maximum number of keys that are created at the same time. */
const CONCURRENCY = 4;

/** Errors that concern one account only; others would end the creation of the remaining keys alike. */
const CONCERNS_ONE_ACCOUNT: readonly ErrorCode[] = [
  'VALIDATION',
  'NOT_FOUND',
  'CONFLICT',
  'ACCOUNT_NOT_ELIGIBLE',
  'SERVER_FAILED',
];

/** The plan of a creation. @param ofAccount all listed keys of the account. */
export function creationPlan(ofAccount: readonly Pick<AuthenticationKey, 'creationDate'>[]): RotationRecord['pending'] {
  const createdAfter = ofAccount.reduce(
    (latest, { creationDate }) => (Date.parse(creationDate) > Date.parse(latest) ? creationDate : latest),
    new Date(0).toISOString(),
  );
  return { kind: 'creating', requestId: crypto.randomUUID(), createdAfter };
}

/** Creates the new key of each rotation, whose creation has to be recorded. Never rejects: errors are in the results. */
export async function createSuccessors(job: RotationJob, records: readonly RotationRecord[]): Promise<void> {
  const claimed = await job.claimedTokens();
  job.begin('creating', records.length);
  await pMap(
    records,
    async (record) => {
      if (!job.stopped.aborted) {
        await createOne(job, record, claimed);
        job.advance();
      }
    },
    { concurrency: CONCURRENCY },
  );
}

async function createOne(job: RotationJob, record: RotationRecord, claimed: Set<string>): Promise<void> {
  const { id, account, newExpiry, pending } = record;
  if (pending?.kind !== 'creating') {
    return;
  }
  try {
    const key = await job.actions.createKey(job.connectionId, account.id, newExpiry, pending.requestId);
    if (key.accountId !== account.id) {
      throw new AppError('BAD_RESPONSE', 'The response to a creation is about another account.');
    }
    if (claimed.has(key.token)) {
      // The platform repeats its response: this key was found in the list, for another rotation of the account.
      const renewed = { ...record, pending: { ...pending, requestId: crypto.randomUUID() } };
      await job.plan([renewed]);
      return await createOne(job, renewed, claimed);
    }
    claimed.add(key.token);
    await job.note([withSuccessor(record, key)]);
    job.result(id, 'done');
  } catch (error) {
    const failure = error instanceof AppError ? error : new AppError('INTERNAL', String(error));
    const problem = problemOf(failure.code, failure.detail ?? null);
    const isUnsure = outcomeOfFailure(failure) === 'unsure';
    await job.note([isUnsure ? { ...record, problem } : { ...record, stage: 'failed', pending: null, problem }]);
    job.result(id, isUnsure ? 'unknown' : 'failed', problem);
    if (!CONCERNS_ONE_ACCOUNT.includes(failure.code)) {
      job.stop(failure.code);
    }
  }
}

/** The record of a rotation whose new key exists. The platform may have given it another expiry, which then is named. */
function withSuccessor(record: RotationRecord, key: AuthenticationKey): RotationRecord {
  const isExact = isSameExpiry(key.expirationDate, record.newExpiry);
  return {
    ...record,
    stage: 'handOver',
    newKey: referenceTo(key),
    newExpiry: key.expirationDate,
    pending: null,
    problem: isExact ? null : problemOf('newExpiryDiffers', key.expirationDate),
  };
}

/**
 * Finds the new keys of interrupted creations in a list: the keys of the account that were created since and have the
 * requested expiry. If there are more of them than creations, nobody can tell which one is meant, and none is taken.
 * Returns the records that are changed by this.
 */
export function settleCreations(
  interrupted: readonly RotationRecord[],
  keys: readonly AuthenticationKey[],
  claimed: ReadonlySet<string>,
): readonly RotationRecord[] {
  if (interrupted.length === 0) {
    return [];
  }
  const ofAccount = keysByAccount(keys);
  const groups = Map.groupBy(interrupted, ({ account, newExpiry }) => JSON.stringify([account.id, newExpiry]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const candidates = (ofAccount.get(first?.account.id ?? '') ?? [])
      .filter((key) => first !== undefined && mayBeSuccessor(key, first, claimed))
      .toSorted((one, other) => Date.parse(one.creationDate) - Date.parse(other.creationDate));
    if (candidates.length > group.length) {
      return group.map((record) => ({ ...record, problem: problemOf('successorUnclear') }));
    }
    return group.flatMap((record, index) => {
      const key = candidates[index];
      return key === undefined ? [] : [withSuccessor(record, key)];
    });
  });
}

function mayBeSuccessor(
  key: AuthenticationKey,
  { pending, newExpiry }: RotationRecord,
  claimed: ReadonlySet<string>,
): boolean {
  return (
    pending?.kind === 'creating' &&
    Date.parse(key.creationDate) > Date.parse(pending.createdAfter) &&
    isSameExpiry(key.expirationDate, newExpiry) &&
    !claimed.has(key.token)
  );
}
