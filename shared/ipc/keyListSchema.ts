import { z } from 'zod';
import { instantSchema } from '../model/instant.ts';
import { type AuthenticationKey, keyTextOf } from '../model/key.ts';
import { accountStatesSchema } from '../model/keyList.ts';

/**
 * Keys were parsed when they were received or read from disk. They are not parsed again: 100,000 keys would block the
 * main process for a second.
 */
const keysAsTextSchema = z.custom<readonly AuthenticationKey[]>(Array.isArray).transform(keyTextOf);

/** A list of keys, or its changes, as sent to the window. */
export const keyListSchema = z.object({
  /** All keys, or the changes since the revision that the window has. */
  content: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('complete'), keys: keysAsTextSchema }),
    z.object({
      kind: z.literal('changes'),
      keys: keysAsTextSchema,
      deletedIds: z.array(z.string().min(1).max(200)).readonly(),
    }),
  ]),
  total: z.int(),
  fetchedAt: instantSchema,
  accountStates: accountStatesSchema,
  revision: z.int(),
});
