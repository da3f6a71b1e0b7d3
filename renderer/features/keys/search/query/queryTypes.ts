/** Fields of the query language. */
export const QUERY_FIELDS = [
  'status',
  'expires',
  'created',
  'used',
  'seen',
  'account',
  'role',
  'token',
  'owner',
  'purpose',
  'ticket',
  'tag',
] as const;
/** One of {@link QUERY_FIELDS}. */
export type QueryField = (typeof QUERY_FIELDS)[number];

/** Fields of the notes of this computer. */
export type NoteField = Extract<QueryField, 'owner' | 'purpose' | 'ticket' | 'tag'>;

/** Fields with an instant. */
export type DateField = Extract<QueryField, 'expires' | 'created' | 'used' | 'seen'>;

/**
 * Values of `status:`, one per status shown in a row, and two that a key can have besides: `rotating`, and `unreplaced`
 * for an expiring key that needs a new one.
 */
export const STATUS_NAMES = [
  'valid',
  'expiring',
  'expired',
  'archived',
  'deactivated',
  'nopermission',
  'unreplaced',
  'rotating',
] as const;
/** One of {@link STATUS_NAMES}. */
export type StatusName = (typeof STATUS_NAMES)[number];

/** Time unit: hours, days, weeks, months, years. */
export type TimeUnit = 'h' | 'd' | 'w' | 'm' | 'y';

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
  | { readonly field: 'text' | 'role' | 'token' | NoteField; readonly text: string }
  /** An account with all words in its names, in any order, or with the identifier `text`. */
  | { readonly field: 'account'; readonly text: string; readonly words: readonly string[] }
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

/** What is wrong with a term. */
export type QueryProblem =
  | { readonly code: 'unknownField'; readonly name: string; readonly nearest: QueryField | null }
  | { readonly code: 'valueMissing'; readonly field: QueryField }
  | { readonly code: 'badDate'; readonly field: DateField; readonly value: string }
  /** Day and month may be exchanged; `readings` are both days in ISO 8601. */
  | {
      readonly code: 'ambiguousDate';
      readonly field: DateField;
      readonly value: string;
      readonly readings: readonly [string, string];
    }
  | { readonly code: 'badValue'; readonly field: 'status'; readonly value: string }
  /** The access logs that the field needs were not read. */
  | { readonly code: 'noLogs'; readonly field: 'seen' };

/** An invalid part of a search, which is ignored; with `noLogs`, no key is found. */
export type QueryError = TextRange & QueryProblem;

/** A parsed search, in the order of the text. */
export interface ParsedQuery {
  readonly terms: readonly QueryTerm[];
  readonly errors: readonly QueryError[];
}
