import { z } from 'zod';

/** The columns of the table of keys that have a header text, in the order in which they stand. */
export const KEY_TABLE_COLUMNS = ['userName', 'token', 'created', 'expires', 'lastUsed', 'status'] as const;
/** One column out of {@link KEY_TABLE_COLUMNS}. */
export type KeyTableColumn = (typeof KEY_TABLE_COLUMNS)[number];
/** Columns that can be hidden; without the user name no row would say whose key it is. */
export const HIDEABLE_KEY_COLUMNS = ['token', 'created', 'expires', 'lastUsed', 'status'] as const;
/** One column out of {@link HIDEABLE_KEY_COLUMNS}. */
export type HideableKeyColumn = (typeof HIDEABLE_KEY_COLUMNS)[number];

/** Narrowest and widest that a user can make a column, in CSS pixels. */
export const COLUMN_WIDTH = { minimum: 80, maximum: 1_200 } as const;
/** Longest name of a saved filter, longest text of one, and how many there can be for one connection. */
export const SAVED_FILTER = { name: 60, query: 1_000, count: 30 } as const;

/** A search under a name of the user's own. */
const savedFilterSchema = z.strictObject({
  name: z.string().trim().min(1).max(SAVED_FILTER.name),
  query: z.string().trim().min(1).max(SAVED_FILTER.query),
});
/** A search under a name of the user's own. */
export type SavedFilter = Readonly<z.infer<typeof savedFilterSchema>>;

/** How the user has arranged the table of keys of one connection. */
export const keyViewSchema = z.strictObject({
  sorting: z.strictObject({ column: z.enum(KEY_TABLE_COLUMNS), isDescending: z.boolean() }),
  /** `null`: as many columns as the window has room for. */
  hiddenColumns: z.array(z.enum(HIDEABLE_KEY_COLUMNS)).readonly().nullable(),
  /** In CSS pixels; columns that are not named share what is left. */
  widths: z.partialRecord(z.enum(KEY_TABLE_COLUMNS), z.int().min(COLUMN_WIDTH.minimum).max(COLUMN_WIDTH.maximum)),
  density: z.enum(['comfortable', 'compact']),
  savedFilters: z.array(savedFilterSchema).max(SAVED_FILTER.count).readonly(),
});
/** How the user has arranged the table of keys of one connection. */
export type KeyView = Readonly<z.infer<typeof keyViewSchema>>;

/** The table as nobody has arranged it: the newest key comes first, so that one just created is in sight. */
export const DEFAULT_KEY_VIEW: KeyView = {
  sorting: { column: 'created', isDescending: true },
  hiddenColumns: null,
  widths: {},
  density: 'comfortable',
  savedFilters: [],
};
