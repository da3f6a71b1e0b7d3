import { z } from 'zod';
import { instantSchema } from './instant.ts';
import { authenticationKeySchema } from './key.ts';

/**
 * Source of the account states in a list: `current`: fetched with the keys; `former`: from an earlier list; `unknown`:
 * not available, so that a key looks valid even if its account is archived.
 */
export const accountStatesSchema = z.enum(['current', 'former', 'unknown']);
/** Source of the account states in a list. */
export type AccountStates = z.infer<typeof accountStatesSchema>;

/**
 * A complete list of keys in the cache of this computer. It contains only the fields of {@link
 * authenticationKeySchema}, whatever else an installation may have sent.
 */
export const cachedKeyListSchema = z.object({
  /** Address and account with which the list was fetched; a list of another source is not shown. */
  source: z.string(),
  /** Cursor of the change feed of the installation; `null` if it has none. */
  cursor: z.string().nullable(),
  /** When the list was last confirmed as current, ISO 8601 in UTC. */
  fetchedAt: instantSchema,
  /** When every key was last fetched: the change feed does not report uses. */
  fetchedWholeAt: instantSchema,
  items: z.array(authenticationKeySchema).readonly(),
});
/** A complete list of keys in the cache of this computer. */
export type CachedKeyList = Readonly<z.infer<typeof cachedKeyListSchema>>;
