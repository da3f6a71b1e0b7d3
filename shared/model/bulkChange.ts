import { z } from 'zod';
import { ERROR_CODES } from '../result.ts';
import { instantSchema } from './instant.ts';

/** What a run can do to many keys. */
export const BULK_KINDS = ['delete', 'setExpiry'] as const;
/** One kind out of {@link BULK_KINDS}. */
export type BulkKind = (typeof BULK_KINDS)[number];

/**
 * What became of one key of a run. `done`: it is deleted, or has its new expiry. `missing`: somebody else had deleted it
 * before. `changed`: somebody changed it after it was chosen, so it was left alone. `replaced`: the installation has another
 * key under its identifier, which was left alone; the one that was chosen is gone. `failed`: the platform refused.
 * `unknown`: no proper answer came, so it may be done. `notTried`: the run had stopped before its turn.
 */
export const BULK_OUTCOMES = ['done', 'missing', 'changed', 'replaced', 'failed', 'unknown', 'notTried'] as const;

/** What became of one key of a run, and why. */
const bulkResultSchema = z.object({
  id: z.string(),
  outcome: z.enum(BULK_OUTCOMES),
  /** Why it is not done or not known; `null` where the platform gave a reason of its own or there is none. */
  code: z.enum(ERROR_CODES).nullable(),
  /** What the platform said; `null` where it said nothing. */
  detail: z.string().nullable(),
  /** The version of the key with its new expiry; `null` for a key that has none, or is deleted. */
  version: z.int().nonnegative().nullable(),
});
/** What became of one key of a run, and why. */
export type BulkResult = Readonly<z.infer<typeof bulkResultSchema>>;

/** Makes the result of a key; what is not given is `null`. */
export function bulkResult(
  id: string,
  outcome: BulkResult['outcome'],
  facts: Partial<Pick<BulkResult, 'code' | 'detail' | 'version'>> = {},
): BulkResult {
  return { id, outcome, code: null, detail: null, version: null, ...facts };
}

/** How a run has ended. */
export const bulkReportSchema = z.object({
  /** One entry for each key, in the order in which they were given. */
  results: z.array(bulkResultSchema).readonly(),
  /** Why the rest was not tried; `null` for a run that came to its end, or that the user stopped. */
  stoppedBy: z.enum(ERROR_CODES).nullable(),
});
/** How a run has ended. */
export type BulkReport = Readonly<z.infer<typeof bulkReportSchema>>;

/** Whether an outcome leaves a key that can be tried again: not one that is gone, with another key in its place. */
export function canBeRetried({ outcome }: Pick<BulkResult, 'outcome'>): boolean {
  return isLeftOver({ outcome }) && outcome !== 'replaced';
}

/** Whether what was wanted of a key is not done, as far as is known. */
export function isLeftOver({ outcome }: Pick<BulkResult, 'outcome'>): boolean {
  return outcome !== 'done' && outcome !== 'missing';
}

/** The run that is going on, and those that the application did not live to end. */
export const bulkStateSchema = z.object({
  running: z
    .object({
      kind: z.enum(BULK_KINDS),
      connectionId: z.string(),
      total: z.int(),
      /** Keys of which it is known what became of them. */
      finished: z.int(),
      /** How many of those are as they were. */
      failed: z.int(),
      /** True once no further key will be tried. */
      isStopping: z.boolean(),
    })
    .nullable(),
  interrupted: z
    .object({
      id: z.string(),
      kind: z.enum(BULK_KINDS),
      connectionId: z.string(),
      startedAt: instantSchema,
      total: z.int(),
      /** Keys of which the run had an answer that they are done. */
      done: z.int(),
      /** Keys that were asked for, and no answer was kept. */
      unknown: z.int(),
      /** Keys that were not tried. */
      notTried: z.int(),
      /** Keys that the installation still has, with another expiry than the run's; `null` until it was asked. */
      left: z.array(z.string()).readonly().nullable(),
    })
    .array()
    .readonly(),
});
/** The run that is going on, and those that the application did not live to end. */
export type BulkState = Readonly<z.infer<typeof bulkStateSchema>>;
