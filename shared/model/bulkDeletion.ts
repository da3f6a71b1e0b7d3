import { z } from 'zod';
import { ERROR_CODES } from '../result.ts';
import { instantSchema } from './instant.ts';

/**
 * What became of one key of a bulk deletion. `missing`: somebody else had deleted it before. `changed`: somebody changed
 * it after it was chosen, so it was left alone. `failed`: the platform refused. `unknown`: no proper answer came, so it
 * may be gone. `notTried`: the run had stopped before its turn.
 */
export const BULK_OUTCOMES = ['deleted', 'missing', 'changed', 'failed', 'unknown', 'notTried'] as const;
/** One outcome out of {@link BULK_OUTCOMES}. */
export type BulkOutcome = (typeof BULK_OUTCOMES)[number];

/** What became of one key of a bulk deletion, and why. */
export const bulkResultSchema = z.object({
  id: z.string(),
  outcome: z.enum(BULK_OUTCOMES),
  /** Why the key is still there or unknown; `null` where the platform gave a reason of its own or there is none. */
  code: z.enum(ERROR_CODES).nullable(),
  /** What the platform said; `null` where it said nothing. */
  detail: z.string().nullable(),
});
/** What became of one key of a bulk deletion, and why. */
export type BulkResult = Readonly<z.infer<typeof bulkResultSchema>>;

/** How a bulk deletion has ended. */
export const bulkReportSchema = z.object({
  /** One entry for each key, in the order in which they were given. */
  results: z.array(bulkResultSchema).readonly(),
  /** Why the rest was not tried; `null` for a run that came to its end, or that the user stopped. */
  stoppedBy: z.enum(ERROR_CODES).nullable(),
});
/** How a bulk deletion has ended. */
export type BulkReport = Readonly<z.infer<typeof bulkReportSchema>>;

/** Whether an outcome leaves the key where it is, as far as is known, so that it can be tried again. */
export function isStillToDelete({ outcome }: Pick<BulkResult, 'outcome'>): boolean {
  return outcome !== 'deleted' && outcome !== 'missing';
}

/** The bulk deletion that is running, and one that the application did not live to end. */
export const bulkStateSchema = z.object({
  running: z
    .object({
      connectionId: z.string(),
      total: z.int(),
      /** Keys of which it is known what became of them. */
      finished: z.int(),
      /** How many of those are still there. */
      failed: z.int(),
      /** True once no further key will be tried. */
      isStopping: z.boolean(),
    })
    .nullable(),
  interrupted: z
    .object({
      connectionId: z.string(),
      startedAt: instantSchema,
      total: z.int(),
      /** Keys of which the run had an answer that they are gone. */
      deleted: z.int(),
      /** Keys that were asked for to be deleted, and no answer was kept. */
      unknown: z.int(),
      /** Keys that were not tried. */
      notTried: z.int(),
      /** Keys of the run that the installation still has; `null` until it was asked. */
      stillThere: z.array(z.string()).readonly().nullable(),
    })
    .nullable(),
});
/** The bulk deletion that is running, and one that the application did not live to end. */
export type BulkState = Readonly<z.infer<typeof bulkStateSchema>>;
