import { z } from 'zod';
import { instantSchema } from '../model/instant.ts';
import { accountStatesSchema } from '../model/keyList.ts';
import { packedKeysSchema } from '../model/packedKeys.ts';

/**
 * A part of the keys of a list. Their values were parsed when they were received or read from disk, and are not parsed
 * again: 100,000 keys would block the main process for a second.
 */
export const keyPartSchema = z.object({
  /** `null` for a list without keys. */
  part: packedKeysSchema.nullable(),
  /** Number with which `keys:listNext` returns the next part; `null` with the last one. */
  next: z.int().nullable(),
});
/** A part of the keys of a list. */
export type KeyPart = Readonly<z.infer<typeof keyPartSchema>>;

/** A list of keys, or its changes, as sent to the window. */
export const keyListSchema = z.object({
  /** All keys, or the changes since the revision that the window has: the first part of them. */
  content: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('complete'), keys: keyPartSchema }),
    z.object({
      kind: z.literal('changes'),
      keys: keyPartSchema,
      deletedIds: z.array(z.string().min(1).max(200)).readonly(),
    }),
  ]),
  total: z.int(),
  fetchedAt: instantSchema,
  accountStates: accountStatesSchema,
  revision: z.int(),
});
