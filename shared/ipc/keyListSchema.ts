import { z } from 'zod';
import { instantSchema } from '../model/instant.ts';
import { accountStatesSchema } from '../model/keyList.ts';
import { packedKeysSchema } from '../model/packedKeys.ts';

/**
 * Keys in parts. Their values were parsed when they were received or read from disk, and are not parsed again: 100,000
 * keys would block the main process for a second.
 */
const packedPartsSchema = z.array(packedKeysSchema).readonly();

/** A list of keys, or its changes, as sent to the window. */
export const keyListSchema = z.object({
  /** All keys, or the changes since the revision that the window has. */
  content: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('complete'), parts: packedPartsSchema }),
    z.object({
      kind: z.literal('changes'),
      parts: packedPartsSchema,
      deletedIds: z.array(z.string().min(1).max(200)).readonly(),
    }),
  ]),
  total: z.int(),
  fetchedAt: instantSchema,
  accountStates: accountStatesSchema,
  revision: z.int(),
});
