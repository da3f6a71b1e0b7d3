import { z } from 'zod';
import { instantSchema } from './instant.ts';
import { authenticationKeySchema } from './key.ts';

/**
 * Where what a list says about the accounts of its keys comes from: told together with the keys, from an earlier list, or
 * from nowhere, so that a key looks valid whose account may be disabled.
 */
export const accountStatesSchema = z.enum(['current', 'former', 'unknown']);
/** Where what a list says about the accounts of its keys comes from. */
export type AccountStates = z.infer<typeof accountStatesSchema>;

/**
 * A complete list of keys as it is kept on this computer. It holds what {@link authenticationKeySchema} names and
 * nothing else, whatever an installation may have sent besides.
 */
export const cachedKeyListSchema = z.object({
  /** What the list was fetched from and as whom; a list of another address or account is not shown. */
  source: z.string(),
  /** Where the change feed of the installation goes on; `null` for one without a feed. */
  cursor: z.string().nullable(),
  /** When the list was last known to be current, ISO 8601 in UTC. */
  fetchedAt: instantSchema,
  /** When every key was last fetched: the feed does not tell when a key was used. */
  fetchedWholeAt: instantSchema,
  items: z.array(authenticationKeySchema).readonly(),
});
/** A complete list of keys as it is kept on this computer. */
export type CachedKeyList = Readonly<z.infer<typeof cachedKeyListSchema>>;
