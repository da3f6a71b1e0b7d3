/** Field names of the query language. English in every UI language, so that a search can be shared as text. */
export const QUERY_FIELDS = ['status', 'expires', 'created', 'used', 'account', 'role', 'token'] as const;
/** One of {@link QUERY_FIELDS}. */
export type QueryField = (typeof QUERY_FIELDS)[number];

/** Fields with an instant. */
export type DateField = Extract<QueryField, 'expires' | 'created' | 'used'>;

/** Values of `status:`, one per status shown in a row. */
export const STATUS_NAMES = ['valid', 'expiring', 'expired', 'archived', 'deactivated', 'nopermission'] as const;
/** One of {@link STATUS_NAMES}. */
export type StatusName = (typeof STATUS_NAMES)[number];

/** Other words understood after `status:`; saved filters and shared searches may contain the names of earlier versions. */
export const STATUS_SYNONYMS: ReadonlyMap<string, StatusName> = new Map([
  ['disabled', 'archived'],
  ['inactive', 'deactivated'],
  ['off', 'deactivated'],
  ['noright', 'nopermission'],
]);

/** Time units: hours, days, weeks, months, years. */
export const TIME_UNITS = ['h', 'd', 'w', 'm', 'y'] as const;
/** One of {@link TIME_UNITS}. */
export type TimeUnit = (typeof TIME_UNITS)[number];

/** Test of an instant. */
export type DateTest =
  /** From `from` (inclusive) to `until` (exclusive), milliseconds since the epoch; either may be infinite. */
  | { readonly kind: 'between'; readonly from: number; readonly until: number }
  /** Less (`near`) or more (`far`) than a period away from now. */
  | {
      readonly kind: 'near' | 'far';
      readonly isInclusive: boolean;
      readonly amount: number;
      readonly unit: TimeUnit;
    }
  /** There is no instant. */
  | { readonly kind: 'never' };

/** Condition of a term. Texts are folded by `foldText`. */
export type QueryCondition =
  | { readonly field: 'text' | 'account' | 'role' | 'token'; readonly text: string }
  | { readonly field: 'status'; readonly statuses: readonly StatusName[] }
  | { readonly field: DateField; readonly test: DateTest };

/** Position in the text of a search, in UTF-16 code units; `end` is exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A valid part of a search. */
export interface QueryTerm extends TextRange {
  readonly isNegated: boolean;
  readonly condition: QueryCondition;
}

/** An invalid part of a search, which is ignored. */
export type QueryError = TextRange &
  (
    | { readonly code: 'unknownField'; readonly name: string; readonly nearest: QueryField | null }
    | { readonly code: 'valueMissing'; readonly field: QueryField }
    | { readonly code: 'badDate'; readonly field: DateField; readonly value: string }
    | { readonly code: 'badValue'; readonly field: 'status'; readonly value: string }
  );

/** A parsed search, in the order of the text. */
export interface ParsedQuery {
  readonly terms: readonly QueryTerm[];
  readonly errors: readonly QueryError[];
}
