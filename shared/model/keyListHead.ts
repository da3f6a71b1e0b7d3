import { z } from 'zod';
import { instantSchema } from './instant.ts';
import { authenticationKeySchema } from './key.ts';
import { keyViewSchema } from './keyView.ts';
import { rotationSchema } from './rotation.ts';

/** Maximum number of rows on the first page: more than the tallest screens show. */
export const FIRST_PAGE_ROWS = 60;

const count = z.int().nonnegative();

/**
 * What the window shows of a cached list before it has the list: never less than the whole of what it shows, so that each
 * number holds for all keys and the rows are the first ones of the list in its order.
 */
export const keyListHeadSchema = z.object({
  total: count,
  /** When the list was last confirmed as current, ISO 8601 in UTC. */
  fetchedAt: instantSchema,
  /** Number of keys per quick filter. */
  counts: z.object({ expired: count, accountProblem: count, expiring: count, valid: count, rotating: count }),
  /** What becomes of the keys that expire soon, as `countExpiring` has it. */
  expiring: z.object({ unreplaced: count, replaced: count, rotating: count }),
  /** The order of the rows. */
  sorting: keyViewSchema.shape.sorting,
  /** The first rows in this order. */
  rows: z.array(authenticationKeySchema).max(FIRST_PAGE_ROWS).readonly(),
  /** The rotations of the connection. */
  rotations: z.array(rotationSchema).readonly(),
});
/** What the window shows of a cached list before it has the list. */
export type KeyListHead = Readonly<z.infer<typeof keyListHeadSchema>>;
