/** The fields that a term can name. English in every language, so that a search can be passed on as text. */
export const QUERY_FIELDS = ['status', 'expires', 'created', 'used', 'account', 'role', 'token'] as const;
/** One of {@link QUERY_FIELDS}. */
export type QueryField = (typeof QUERY_FIELDS)[number];

/** The fields that hold an instant. */
export type DateField = Extract<QueryField, 'expires' | 'created' | 'used'>;

/** The values of `status:`; each is what the row of a key shows. */
export const STATUS_WORDS = ['valid', 'expiring', 'expired', 'disabled', 'inactive', 'noright'] as const;
/** One of {@link STATUS_WORDS}. */
export type StatusWord = (typeof STATUS_WORDS)[number];

/** The units of a span of time: hours, days, weeks, months, years. */
export const TIME_UNITS = ['h', 'd', 'w', 'm', 'y'] as const;
/** One of {@link TIME_UNITS}. */
export type TimeUnit = (typeof TIME_UNITS)[number];

/** What an instant has to fulfil. */
export type DateTest =
  /** It lies in `from` (included) to `until` (excluded), milliseconds since the epoch; either may be infinite. */
  | { readonly kind: 'between'; readonly from: number; readonly until: number }
  /** It is less (`near`) or more (`far`) than a span of time away from now. */
  | {
      readonly kind: 'near' | 'far';
      readonly isInclusive: boolean;
      readonly amount: number;
      readonly unit: TimeUnit;
    }
  /** There is none. */
  | { readonly kind: 'never' };

/** What a term asks of a key. Texts are folded as `foldText` does it. */
export type QueryCondition =
  | { readonly field: 'text' | 'account' | 'role' | 'token'; readonly text: string }
  | { readonly field: 'status'; readonly words: readonly StatusWord[] }
  | { readonly field: DateField; readonly test: DateTest };

/** Where something stands in the text of a search, in UTF-16 units; `end` is the first one after it. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A part of a search that is understood. */
export interface QueryTerm extends TextRange {
  readonly isNegated: boolean;
  readonly condition: QueryCondition;
}

/** A part of a search that is not understood, and restricts nothing. */
export type QueryError = TextRange &
  (
    | { readonly code: 'unknownField'; readonly name: string; readonly nearest: QueryField | null }
    | { readonly code: 'valueMissing'; readonly field: QueryField }
    | { readonly code: 'badDate'; readonly field: DateField; readonly value: string }
    | { readonly code: 'badValue'; readonly field: 'status'; readonly value: string }
  );

/** A search as it is understood, in the order of the text. */
export interface ParsedQuery {
  readonly terms: readonly QueryTerm[];
  readonly errors: readonly QueryError[];
}
