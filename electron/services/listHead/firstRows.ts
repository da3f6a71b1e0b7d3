import { DAY_MS } from '../../../shared/model/instant.ts';
import { type AuthenticationKey, EXPIRY_WARNING_DAYS } from '../../../shared/model/key.ts';
import { FIRST_PAGE_ROWS } from '../../../shared/model/keyListHead.ts';
import { keyOrder, type OwnKeyColumn, statusRank } from '../../../shared/model/keyOrder.ts';

interface Ranked {
  readonly key: AuthenticationKey;
  readonly rank: number | string;
}

/** Selects the first rows of an order in one pass over the keys, in which they have to be given. */
export class FirstRows {
  readonly #order: ReturnType<typeof keyOrder>;
  readonly #first: Ranked[] = [];

  /** @param now milliseconds since the epoch, UTC; used for the status only. */
  constructor(column: OwnKeyColumn, isDescending: boolean, now: number) {
    this.#order = keyOrder(column, isDescending, now);
  }

  /** The first keys, in order. */
  get rows(): readonly AuthenticationKey[] {
    return this.#first.map(({ key }) => key);
  }

  add(key: AuthenticationKey): void {
    const rank = this.#order.rankOf(key);
    const last = this.#first.at(-1);
    if (last !== undefined && this.#first.length === FIRST_PAGE_ROWS && this.#order.compare(rank, last.rank) >= 0) {
      return;
    }
    let [from, to] = [0, this.#first.length];
    // After all of the same rank: they were listed before.
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.#order.compare((this.#first[middle] as Ranked).rank, rank) <= 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    this.#first.splice(from, 0, { key, rank });
    this.#first.length = Math.min(this.#first.length, FIRST_PAGE_ROWS);
  }
}

/** Finds when the first rows of an order by status are no longer the first ones, or are no longer in this order. */
export class StatusChange {
  readonly #now: number;
  readonly #shown: ReadonlySet<AuthenticationKey>;
  readonly #isAhead: (rank: number) => boolean;
  #at = Number.POSITIVE_INFINITY;

  /** @param rows the first rows at the moment `now`, in milliseconds since the epoch, UTC. */
  constructor(rows: readonly AuthenticationKey[], isDescending: boolean, now: number) {
    this.#now = now;
    this.#shown = new Set(rows);
    const last = rows.at(-1);
    const limit = last === undefined ? 0 : statusRank(last, now, Date.parse(last.expirationDate));
    this.#isAhead = (rank) => (isDescending ? rank > limit : rank < limit);
  }

  /** Milliseconds since the epoch, UTC; infinite if that never happens. */
  get at(): number {
    return this.#at;
  }

  add(key: AuthenticationKey, expiry: number): void {
    // The status changes when the key begins to expire soon, unless that of its account is shown, and when it expires.
    const warning = key.accountProblem === null ? [expiry - EXPIRY_WARNING_DAYS * DAY_MS] : [];
    for (const change of [...warning, expiry]) {
      if (change > this.#now && change < this.#at) {
        const isAffected = this.#shown.has(key) || this.#isAhead(statusRank(key, change, expiry));
        this.#at = isAffected ? change : this.#at;
      }
    }
  }
}
