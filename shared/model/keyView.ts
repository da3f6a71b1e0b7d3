import { z } from 'zod';

/** Columns that are shown until the user hides them, in order. */
export const USUAL_KEY_COLUMNS = ['userName', 'token', 'created', 'expires', 'lastUsed', 'status'] as const;
/** Columns that are hidden until the user shows them. */
const OPTIONAL_KEY_COLUMNS = ['accountSeen', 'notes'] as const;
/** Columns of the key table that have a header text, in order. */
export const KEY_TABLE_COLUMNS = [...USUAL_KEY_COLUMNS, ...OPTIONAL_KEY_COLUMNS] as const;
/** One column out of {@link KEY_TABLE_COLUMNS}. */
export type KeyTableColumn = (typeof KEY_TABLE_COLUMNS)[number];
/** Columns that can be hidden: all but the user name, which identifies the row. */
export const HIDEABLE_KEY_COLUMNS = [
  'token',
  'created',
  'expires',
  'lastUsed',
  'status',
  'accountSeen',
  'notes',
] as const;
/** One column out of {@link HIDEABLE_KEY_COLUMNS}. */
export type HideableKeyColumn = (typeof HIDEABLE_KEY_COLUMNS)[number];

/** Limits of a column width, in CSS pixels. */
export const COLUMN_WIDTH = { minimum: 80, maximum: 1_200 } as const;
/** Maximum length of name and query of a saved filter, and maximum number of filters per connection. */
export const SAVED_FILTER = { name: 60, query: 1_000, count: 30 } as const;

/** Whose time zone the times of a list can be in. */
export const TIMES_OF = ['computer', 'installation'] as const;

/** A search that the user saved under a name. */
const savedFilterSchema = z.strictObject({
  name: z.string().trim().min(1).max(SAVED_FILTER.name),
  query: z.string().trim().min(1).max(SAVED_FILTER.query),
});
/** A search that the user saved under a name. */
export type SavedFilter = Readonly<z.infer<typeof savedFilterSchema>>;

/** Layout of the key table of one connection. */
export const keyViewSchema = z.strictObject({
  sorting: z.strictObject({ column: z.enum(KEY_TABLE_COLUMNS), isDescending: z.boolean() }),
  /** `null`: as many columns as fit into the window. */
  hiddenColumns: z.array(z.enum(HIDEABLE_KEY_COLUMNS)).readonly().nullable(),
  /** Those of {@link OPTIONAL_KEY_COLUMNS} that the user shows. */
  shownColumns: z.array(z.enum(OPTIONAL_KEY_COLUMNS)).readonly().default([]),
  /** In CSS pixels; the other columns share the remaining width. */
  widths: z.partialRecord(z.enum(KEY_TABLE_COLUMNS), z.int().min(COLUMN_WIDTH.minimum).max(COLUMN_WIDTH.maximum)),
  density: z.enum(['comfortable', 'compact']),
  /** Whose time zone the times of the list are in: of this computer, or of the product for the account, if it is known. */
  timesOf: z.enum(TIMES_OF).default('computer'),
  savedFilters: z.array(savedFilterSchema).max(SAVED_FILTER.count).readonly(),
});
/** Layout of the key table of one connection. */
export type KeyView = Readonly<z.infer<typeof keyViewSchema>>;

/** Whether two lists are in the same order. */
export function isSameSorting(one: KeyView['sorting'], other: KeyView['sorting']): boolean {
  return one.column === other.column && one.isDescending === other.isDescending;
}

/** Default layout: newest key first, so that a new key is visible. */
export const DEFAULT_KEY_VIEW: KeyView = {
  sorting: { column: 'created', isDescending: true },
  hiddenColumns: null,
  shownColumns: [],
  widths: {},
  density: 'comfortable',
  timesOf: 'computer',
  savedFilters: [],
};

/**
 * Returns the columns that a table leaves out.
 * @param unchosen those that give way in a narrow window while the user has chosen none.
 */
export function hiddenColumnsOf(
  { hiddenColumns, shownColumns }: KeyView,
  unchosen: readonly HideableKeyColumn[],
): readonly HideableKeyColumn[] {
  return [
    ...(hiddenColumns ?? unchosen).filter((column) => !isOptional(column)),
    ...OPTIONAL_KEY_COLUMNS.filter((column) => !shownColumns.includes(column)),
  ];
}

/** Returns the change of the view that shows a hidden column or hides a shown one. */
export function withColumnToggled(
  hidden: readonly HideableKeyColumn[],
  column: HideableKeyColumn,
): Pick<KeyView, 'hiddenColumns' | 'shownColumns'> {
  const next = hidden.includes(column) ? hidden.filter((name) => name !== column) : [...hidden, column];
  return {
    hiddenColumns: next.filter((name) => !isOptional(name)),
    shownColumns: OPTIONAL_KEY_COLUMNS.filter((name) => !next.includes(name)),
  };
}

function isOptional(column: HideableKeyColumn): boolean {
  return (OPTIONAL_KEY_COLUMNS as readonly string[]).includes(column);
}
