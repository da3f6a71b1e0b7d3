import { deletionImpact, losingAccounts } from '../../../shared/model/deletionImpact.ts';
import { type FoundPart, MAX_SHOWN_ACCOUNTS } from '../../../shared/model/incident.ts';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import { AppError, type ErrorCode } from '../../../shared/result.ts';
import type { Clock } from '../../ports.ts';
import { failureOf } from '../activity/actionRecorder.ts';
import type { ConnectionKeyList } from '../keys/connectionKeyList.ts';
import type { KeyListSync } from '../keys/keyListSync.ts';
import { matcherOf, type StoredCriteria } from './storedCriteria.ts';

/** Time in ms after which an installation that does not respond is left for later: the others must not wait for it. */
const PATIENCE_MS = 20_000;

/** The keys that an incident concerns in one list. */
export interface ConcernedKeys {
  /** The keys to disable. */
  readonly working: readonly AuthenticationKey[];
  readonly expired: readonly AuthenticationKey[];
  /** Keys that KeyDesk itself signs in with: without them it could neither go on nor restore anything. */
  readonly own: readonly AuthenticationKey[];
}

/** Finds the keys of one incident in lists. */
export class IncidentMatcher {
  readonly #matches: (key: AuthenticationKey) => boolean;
  readonly #ownTokens: ReadonlySet<string>;
  readonly #clock: Clock;

  /**
   * @param startedAt when the incident began, in ms since the epoch.
   * @param ownTokens tokens with which connections sign in, in lower case.
   */
  constructor(criteria: StoredCriteria, startedAt: number, ownTokens: ReadonlySet<string>, clock: Clock) {
    this.#matches = matcherOf(criteria, startedAt);
    this.#ownTokens = ownTokens;
    this.#clock = clock;
  }

  /**
   * Finds the keys of the incident among those of a list.
   * @param isLeftOut whether the user left a key out: it is in none of the groups unless it no longer works.
   */
  find(
    keys: readonly AuthenticationKey[],
    isLeftOut: (key: AuthenticationKey) => boolean = () => false,
  ): ConcernedKeys {
    const [working, expired, own]: AuthenticationKey[][] = [[], [], []];
    const now = this.#clock.now();
    for (const key of keys) {
      if (this.#matches(key)) {
        const hasExpired = Date.parse(key.expirationDate) <= now;
        const isOwn = this.#ownTokens.has(key.token.toLowerCase());
        if (hasExpired || isOwn || !isLeftOut(key)) {
          (hasExpired ? expired : isOwn ? own : working)?.push(key);
        }
      }
    }
    return { working: working ?? [], expired: expired ?? [], own: own ?? [] };
  }
}

/** A list, as far as it could be fetched. */
export interface FetchedList {
  readonly state: ConnectionKeyList | null;
  /** Why it could not be fetched; `null` if it is current. */
  readonly code: ErrorCode | null;
}

/** Fetches a list; returns the one of this computer if that fails or takes too long. Never rejects. */
export async function fetchList(
  lists: Pick<KeyListSync, 'known' | 'refresh'>,
  clock: Clock,
  connectionId: string,
): Promise<FetchedList> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const cancel = clock.schedule(PATIENCE_MS, () => reject(new AppError('TIMEOUT', 'The list takes too long.')));
  try {
    return { state: await Promise.race([lists.refresh(connectionId, false), late]), code: null };
  } catch (error) {
    const known = await lists.known(connectionId).catch(() => ({ state: null }));
    return { state: known.state, code: failureOf(error).code };
  } finally {
    cancel();
  }
}

/**
 * Returns what the window shows of one connection before anything is disabled.
 * @param leftOutIds the keys that the user left out.
 */
export function foundPart(
  connectionId: string,
  { state, code }: FetchedList,
  { working, expired, own }: ConcernedKeys,
  leftOutIds: ReadonlySet<string>,
  now: number,
): FoundPart {
  const ids = new Set(working.flatMap(({ id }) => (leftOutIds.has(id) ? [] : [id])));
  const impacts =
    state === null ? [] : deletionImpact(state.items, ids, now, code === null ? state.accountStates : 'former');
  return {
    connectionId,
    list: code === null ? 'current' : state === null ? 'missing' : 'cached',
    fetchedAt: state === null ? null : new Date(state.fetchedAt).toISOString(),
    code,
    keys: ids.size,
    leftOut: working.length - ids.size,
    expired: expired.length,
    ownKeys: own.map(({ token }) => shortToken(token)),
    accounts: impacts.slice(0, MAX_SHOWN_ACCOUNTS),
    accountCount: impacts.length,
    losing: losingAccounts(impacts),
  };
}
