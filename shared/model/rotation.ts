import { z } from 'zod';
import { ERROR_CODES, type ErrorCode } from '../result.ts';
import { DAY_MS, instantSchema } from './instant.ts';
import { accountIdSchema, keyReferenceSchema } from './key.ts';
import { KEY_TEST_CODES, type KeyTestCode } from './keyTest.ts';

/**
 * State of a rotation. `creating`: the new key is requested, and whether it exists is not recorded: the run goes on or was
 * interrupted. `handOver`: the new key exists and waits to be handed over and tested. `testFailed`: the last test of the
 * new key failed; the old key is untouched. `overlap`: the new key was tested and the expiry of the old one shortened;
 * both work. `ended`: the old key has expired. `failed`: no new key could be created. `takenBack`: the old expiry was put
 * back and the new key deleted.
 */
const ROTATION_STATES = ['creating', 'handOver', 'testFailed', 'overlap', 'ended', 'failed', 'takenBack'] as const;
/** One of {@link ROTATION_STATES}. */
export type RotationState = (typeof ROTATION_STATES)[number];

/**
 * What is wrong with a rotation, or why a step of it was not made. Each leaves the old key as it is.
 * `alreadyRotating`: the key is part of a rotation. `hasYoungerKey`: somebody has created a key for this account in the
 * last days that works longer. `notTested`: the new key has not passed a test. `newKeyGone`, `oldKeyGone`: deleted by
 * someone else, or expired. `oldKeyChanged`: someone else changed its expiry. `newKeyTooShort`: the new key would expire
 * before the old one. `newExpiryDiffers`: the platform gave the new key another expiry than requested. `successorUnclear`:
 * after an interruption several keys may be the new one. `formerExpiryUnknown`: the rotation was started elsewhere.
 * `oldKeyExpired`: without the new key the account could not use the API. `otherInstallation`: the connection leads
 * elsewhere by now. `nothingToDo`: the rotation is past this step.
 */
const ROTATION_PROBLEMS = [
  'alreadyRotating',
  'hasYoungerKey',
  'notTested',
  'newKeyGone',
  'oldKeyGone',
  'oldKeyChanged',
  'newKeyTooShort',
  'newExpiryDiffers',
  'successorUnclear',
  'formerExpiryUnknown',
  'oldKeyExpired',
  'otherInstallation',
  'nothingToDo',
] as const;
/** One of {@link ROTATION_PROBLEMS}. */
export type RotationProblemCode = (typeof ROTATION_PROBLEMS)[number];

/** Why a rotation does not go on. The codes of the three lists are distinct. */
export const rotationProblemSchema = z.object({
  code: z.union([z.enum(ROTATION_PROBLEMS), z.enum(KEY_TEST_CODES), z.enum(ERROR_CODES)]),
  /** Text of the platform, shown verbatim as plain text, or an instant that belongs to the code; `null` without one. */
  detail: z.string().nullable(),
});
/** Why a rotation does not go on. */
export type RotationProblem = Readonly<z.infer<typeof rotationProblemSchema>>;

/** A problem with the code of a test. */
export function isKeyTestProblem(code: RotationProblem['code']): code is KeyTestCode {
  return KEY_TEST_CODES.some((one) => one === code);
}

/** A problem with the code of a failed call. */
export function isErrorProblem(code: RotationProblem['code']): code is ErrorCode {
  return ERROR_CODES.some((one) => one === code);
}

/** Maximum number of days in which both keys work. */
export const MAX_OVERLAP_DAYS = 90;
/** Maximum number of keys in one run. */
export const MAX_ROTATED_KEYS = 10_000;

/** A step that was sent and whose result is not known. */
const PENDING_STEPS = ['creating', 'shortening', 'ending', 'restoring', 'deleting'] as const;
/** The replacement of a key by a new one of the same account. Contains no secret. */
export const rotationSchema = z.object({
  /** Unique on this computer. */
  id: z.string(),
  connectionId: z.string(),
  account: z.object({ id: accountIdSchema, username: z.string(), fullName: z.string() }),
  oldKey: keyReferenceSchema,
  /** `null` until it exists. */
  newKey: keyReferenceSchema.nullable(),
  state: z.enum(ROTATION_STATES),
  /** When it was started; for a recognized one, when the new key was created. */
  startedAt: instantSchema,
  /** When the new key passed its test; `null` before, and for a recognized rotation. */
  testedAt: instantSchema.nullable(),
  /** Expiry of the old key before the rotation; `null` for a recognized one. */
  oldExpiryBefore: instantSchema.nullable(),
  /** Expiry of the old key since the new one was tested; `null` before. */
  oldExpiryAfter: instantSchema.nullable(),
  newExpiry: instantSchema,
  /** `null` for a recognized rotation. */
  overlapDays: z.int().nullable(),
  /** `own`: started on this computer. `recognized`: started elsewhere, found by account and times. */
  origin: z.enum(['own', 'recognized']),
  /** A step that was interrupted and may have been made: the next one finds out. `null` if there is none. */
  pending: z.enum(PENDING_STEPS).nullable(),
  problem: rotationProblemSchema.nullable(),
});
/** The replacement of a key by a new one of the same account. */
export type Rotation = Readonly<z.infer<typeof rotationSchema>>;

/** Whether a rotation is under way: until then both keys belong together, and none of them is rotated again. */
export function isRotating({ state }: Pick<Rotation, 'state'>): boolean {
  return state === 'creating' || state === 'handOver' || state === 'testFailed' || state === 'overlap';
}

/**
 * Outcome for one key of a run. `done`: the step was made. `failed`: it was not, see the problem. `unknown`: without a
 * valid response it may have been made; the next step finds out. `skipped`: nothing was sent for this key, see the problem.
 * `notTried`: the run stopped before it.
 */
const ROTATION_OUTCOMES = ['done', 'failed', 'unknown', 'skipped', 'notTried'] as const;

/** Outcome for one key of a run. */
const rotationResultSchema = z.object({
  /** `null` if no rotation was started. */
  rotationId: z.string().nullable(),
  oldKey: keyReferenceSchema,
  outcome: z.enum(ROTATION_OUTCOMES),
  problem: rotationProblemSchema.nullable(),
});
/** Outcome for one key of a run. */
export type RotationResult = Readonly<z.infer<typeof rotationResultSchema>>;

/** Result of a run, with one entry per key in input order. */
export const rotationReportSchema = z.object({
  results: z.array(rotationResultSchema).readonly(),
  /** Why the remaining keys were not tried; `null` if the run was completed, or stopped by the user. */
  stoppedBy: z.enum(ERROR_CODES).nullable(),
});
/** Result of a run. */
export type RotationReport = Readonly<z.infer<typeof rotationReportSchema>>;

/** What a run does. */
const ROTATION_JOBS = ['start', 'proceed', 'takeBack', 'finish'] as const;
/** One of {@link ROTATION_JOBS}. */
export type RotationJob = (typeof ROTATION_JOBS)[number];

/** The run in progress; `null` if there is none. */
export const rotationProgressSchema = z.object({
  running: z
    .object({
      connectionId: z.string(),
      job: z.enum(ROTATION_JOBS),
      /** `testing` reports its progress as `keyTests:getState`, the steps after `creating` theirs as `bulk:getState`. */
      phase: z.enum([...PENDING_STEPS, 'checking', 'testing']),
      total: z.int(),
      /** Number of keys that are through the current phase. */
      finished: z.int(),
      isStopping: z.boolean(),
    })
    .nullable(),
});
/** The run in progress. */
export type RotationProgress = Readonly<z.infer<typeof rotationProgressSchema>>;

/** Days after which a new key that was not handed over and tested is remembered. */
const HAND_OVER_DAYS = 3;
/** Days before the end of the old key from which it is remembered. */
const ENDING_DAYS = 3;

/** What the user is reminded of. */
export interface RotationReminder {
  readonly rotation: Rotation;
  /**
   * `handOver`: the new key has waited for days to be handed over and tested. `ending`: the old key expires soon: whoever
   * still uses it has to change. `ended`: it has expired and can be deleted.
   */
  readonly kind: 'handOver' | 'ending' | 'ended';
  /** Since when the key waits, or when the old key expires, ISO 8601. */
  readonly at: string;
}

/** Returns what the user is to be reminded of. @param now milliseconds since the epoch. */
export function rotationReminders(rotations: readonly Rotation[], now: number): readonly RotationReminder[] {
  return rotations.flatMap((rotation): readonly RotationReminder[] => {
    const { state, startedAt, oldExpiryAfter } = rotation;
    if (state === 'handOver' || state === 'testFailed') {
      return Date.parse(startedAt) + HAND_OVER_DAYS * DAY_MS <= now
        ? [{ rotation, kind: 'handOver', at: startedAt }]
        : [];
    }
    if (oldExpiryAfter === null) {
      return [];
    }
    if (state === 'ended') {
      return [{ rotation, kind: 'ended', at: oldExpiryAfter }];
    }
    return state === 'overlap' && Date.parse(oldExpiryAfter) - ENDING_DAYS * DAY_MS <= now
      ? [{ rotation, kind: 'ending', at: oldExpiryAfter }]
      : [];
  });
}
