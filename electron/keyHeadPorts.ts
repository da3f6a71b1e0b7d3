import type { AuthenticationKey } from '../shared/model/key.ts';
import type { KeyView } from '../shared/model/keyView.ts';

/** Expiries in ascending order, in milliseconds since the epoch. */
export type SortedInstants = Float64Array;

/** The head of a cached list on disk: what the first rows of the window need, without the list. Contains no secret. */
export interface StoredListHead {
  /** As in the list. */
  readonly source: string;
  /** As in the list, ISO 8601 in UTC. */
  readonly fetchedAt: string;
  /** The moment that {@link expiries} and {@link rows} hold for, in milliseconds since the epoch, UTC. */
  readonly writtenAt: number;
  /** The moment from which they no longer hold; `null` if they always will. */
  readonly validUntil: number | null;
  /** Number of keys. */
  readonly total: number;
  /** Expiries of the keys that worked at {@link writtenAt} or whose account may not use the API, by what they count for. */
  readonly expiries: {
    /** The account may not use the API. */
    readonly blocked: SortedInstants;
    /** Another key of the account works longer. */
    readonly replaced: SortedInstants;
    /** No other key of the account works longer. */
    readonly last: SortedInstants;
  };
  readonly sorting: KeyView['sorting'];
  /** The first keys in this order. */
  readonly rows: readonly AuthenticationKey[];
  /** Tokens in lower case that {@link related} was chosen for: those that rotations and adopted keys name. */
  readonly asked: readonly string[];
  /** All keys of the accounts with such a token, or with keys that may be recognized as a rotation. */
  readonly related: readonly { readonly key: AuthenticationKey; readonly isLast: boolean }[];
}

/** Makes a head in small steps, with a pause after each: main must not block. `null` if the list gets none. */
export type HeadSteps = Generator<undefined, StoredListHead | null, undefined>;
