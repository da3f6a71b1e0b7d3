import { z } from 'zod';
import { instantSchema } from '../../../shared/model/instant.ts';
import { accountIdSchema, keyReferenceSchema } from '../../../shared/model/key.ts';
import { rotationProblemSchema } from '../../../shared/model/rotation.ts';

/**
 * A step that is written down before it is sent. `creating` names the request, so that the platform does not carry it out
 * twice, and since when a new key may have come; `shortening` the expiry that was sent.
 */
const pendingSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('creating'),
    requestId: z.string(),
    /** When the youngest known key of the account was created, by the clock of the platform. */
    createdAfter: instantSchema,
  }),
  z.object({ kind: z.literal('shortening'), to: instantSchema }),
  z.object({ kind: z.enum(['ending', 'restoring', 'deleting']) }),
]);

/**
 * What is recorded of a rotation: everything that the list of keys cannot tell. Whether the old key has expired follows
 * from the list, so `stage` is never `ended`.
 */
export const rotationRecordSchema = z.object({
  id: z.string(),
  account: z.object({ id: accountIdSchema, username: z.string(), fullName: z.string() }),
  oldKey: keyReferenceSchema,
  /** Version of the old key when {@link oldExpiryBefore} or {@link oldExpiryAfter} was last known. */
  oldVersion: z.int().nonnegative(),
  newKey: keyReferenceSchema.nullable(),
  stage: z.enum(['creating', 'handOver', 'testFailed', 'overlap', 'failed', 'takenBack']),
  pending: pendingSchema.nullable(),
  startedAt: instantSchema,
  changedAt: instantSchema,
  testedAt: instantSchema.nullable(),
  oldExpiryBefore: instantSchema.nullable(),
  oldExpiryAfter: instantSchema.nullable(),
  newExpiry: instantSchema,
  overlapDays: z.int().nullable(),
  origin: z.enum(['own', 'recognized']),
  problem: rotationProblemSchema.nullable(),
  isDismissed: z.boolean(),
});
/** What is recorded of a rotation. */
export type RotationRecord = Readonly<z.infer<typeof rotationRecordSchema>>;
