import { z } from 'zod';
import { ERROR_CODES } from '../result.ts';
import { instantSchema } from './instant.ts';

/** Kinds of bulk runs. */
export const BULK_KINDS = ['delete', 'setExpiry'] as const;
/** One kind out of {@link BULK_KINDS}. */
export type BulkKind = (typeof BULK_KINDS)[number];

/**
 * Outcome for one key of a run. `done`: deleted, or the new expiry is set. `missing`: already deleted by someone else.
 * `changed`: changed by someone else after it was selected, therefore left unchanged. `replaced`: the identifier now
 * belongs to another key, which was left unchanged; the selected key no longer exists. `failed`: rejected.
 * `unknown`: without a valid response, it may have been done. `notTried`: the run stopped before this key.
 */
export const BULK_OUTCOMES = ['done', 'missing', 'changed', 'replaced', 'failed', 'unknown', 'notTried'] as const;

/** Outcome for one key of a run, and the reason. */
const bulkResultSchema = z.object({
  id: z.string(),
  outcome: z.enum(BULK_OUTCOMES),
  /** Why it is not done or unknown; `null` if the platform gave a reason of its own, or there is none. */
  code: z.enum(ERROR_CODES).nullable(),
  /** Text of the platform; `null` if there is none. */
  detail: z.string().nullable(),
  /** Version of the key after its expiry was changed; `null` if it was not, or the key is deleted. */
  version: z.int().nonnegative().nullable(),
});
/** Outcome for one key of a run, and the reason. */
export type BulkResult = Readonly<z.infer<typeof bulkResultSchema>>;

/** Creates the result of a key; omitted facts are `null`. */
export function bulkResult(
  id: string,
  outcome: BulkResult['outcome'],
  facts: Partial<Pick<BulkResult, 'code' | 'detail' | 'version'>> = {},
): BulkResult {
  return { id, outcome, code: null, detail: null, version: null, ...facts };
}

/** Result of a run. */
export const bulkReportSchema = z.object({
  /** One entry per key, in input order. */
  results: z.array(bulkResultSchema).readonly(),
  /** Why the remaining keys were not tried; `null` if the run was completed, or stopped by the user. */
  stoppedBy: z.enum(ERROR_CODES).nullable(),
});
/** Result of a run. */
export type BulkReport = Readonly<z.infer<typeof bulkReportSchema>>;

/** Whether the key can be tried again; a replaced key no longer exists. */
export function canBeRetried({ outcome }: Pick<BulkResult, 'outcome'>): boolean {
  return isLeftOver({ outcome }) && outcome !== 'replaced';
}

/** Whether the change of the key is not done, as far as is known. */
export function isLeftOver({ outcome }: Pick<BulkResult, 'outcome'>): boolean {
  return outcome !== 'done' && outcome !== 'missing';
}

/** The runs in progress, and those interrupted by a crash or by quitting. */
export const bulkStateSchema = z.object({
  /** At most one per connection. */
  running: z
    .object({
      kind: z.enum(BULK_KINDS),
      connectionId: z.string(),
      total: z.int(),
      /** Number of keys with a known outcome. */
      finished: z.int(),
      /** Number of those that were not changed. */
      failed: z.int(),
      /** Whether no further key will be tried. */
      isStopping: z.boolean(),
    })
    .array()
    .readonly(),
  interrupted: z
    .object({
      id: z.string(),
      kind: z.enum(BULK_KINDS),
      connectionId: z.string(),
      startedAt: instantSchema,
      total: z.int(),
      /** Number of keys that were confirmed as done. */
      done: z.int(),
      /** Number of keys that were sent without a recorded response. */
      unknown: z.int(),
      /** Number of keys that were not tried. */
      notTried: z.int(),
      /** Ids of the keys that still exist, with another expiry than the run's; `null` until checked. */
      left: z.array(z.string()).readonly().nullable(),
    })
    .array()
    .readonly(),
});
/** The runs in progress, and those interrupted by a crash or by quitting. */
export type BulkState = Readonly<z.infer<typeof bulkStateSchema>>;
