import { z } from 'zod';
import { bulkReportSchema } from '../../model/bulkChange.ts';
import { DISABLED_ORIGINS, disabledBatchSchema } from '../../model/disabledBatch.ts';
import { instantSchema } from '../../model/instant.ts';
import { keyReferenceSchema } from '../../model/key.ts';
import { chosenKeySchema, connectionIdSchema, nothing } from './inputs.ts';
import { MAX_CHANGED_KEYS } from './keyCalls.ts';

/** Id of a batch: that of its connection, and a random part. */
const batchIdSchema = z.string().min(1).max(128);

/** Calls about disabled keys, which can be restored. */
export const disabledCalls = {
  /** The batches that can be restored, oldest first; without a connection those of all. Sends no request. */
  'disabled:list': {
    input: z.strictObject({ connectionId: connectionIdSchema.nullable() }),
    output: z.object({
      batches: z.array(disabledBatchSchema).readonly(),
      /** Number of records that cannot be read. They are left on the disk. */
      unreadable: z.int().nonnegative(),
    }),
  },
  /** Sets the expiry of keys to now, after recording the former one. Expired keys have to be left out. */
  'disabled:disable': {
    input: z.strictObject({
      connectionId: connectionIdSchema,
      keys: z.array(chosenKeySchema).min(1).max(MAX_CHANGED_KEYS),
      origin: z.enum(DISABLED_ORIGINS),
    }),
    output: z.object({
      report: bulkReportSchema,
      /** `null` if no key was disabled. */
      batchId: z.string().nullable(),
      /** The expiry that was set. */
      at: instantSchema,
    }),
  },
  /** Gives the keys of a batch, or some of them, their former expiry. Keys changed by somebody else since are left as they are. */
  'disabled:restore': {
    input: z.strictObject({
      batchId: batchIdSchema,
      keys: z.array(keyReferenceSchema).min(1).max(MAX_CHANGED_KEYS).nullable(),
    }),
    output: bulkReportSchema,
  },
  /** Removes the record of a batch, so that it can no longer be restored. The keys stay disabled. */
  'disabled:forget': { input: z.strictObject({ batchId: batchIdSchema }), output: nothing },
};
