import type { StoredAdoptedKey } from '../../../shared/model/adoptedKey.ts';
import type { AuthenticationKey, KeyId } from '../../../shared/model/key.ts';
import type { CachedKeyList } from '../../../shared/model/keyList.ts';
import type { KeyListHead } from '../../../shared/model/keyListHead.ts';
import { isSameSorting, type KeyView } from '../../../shared/model/keyView.ts';
import { isRotating } from '../../../shared/model/rotation.ts';
import type { Clock, HeadSteps, KeyListStore, StoredListHead } from '../../ports.ts';
import { ConnectionKeyList } from '../keys/connectionKeyList.ts';
import type { RotationJournal } from '../rotation/rotationJournal.ts';
import type { Rotations } from '../rotation/rotations.ts';
import { headCounts } from './headCounts.ts';
import { listHeadSteps } from './listHeadSteps.ts';

/** How long lists are not read at the start while the window has not asked for a head, in milliseconds. */
const START_MS = 10_000;
/** How long lists are not read after a head was given, in milliseconds: its rows are drawn first. */
const DRAWING_MS = 2_000;

/** Dependencies of {@link ListHeads}. */
export interface ListHeadsOptions {
  readonly store: Pick<KeyListStore, 'readHead'>;
  readonly clock: Clock;
  /** Identifies the installation and account of a connection. @throws AppError `CONNECTION_UNKNOWN`. */
  readonly sourceOf: (connectionId: string) => string;
  readonly sortingOf: (connectionId: string) => KeyView['sorting'];
  readonly adoptedOf: (connectionId: string) => readonly StoredAdoptedKey[];
  /** Both are made after the heads. */
  readonly rotations: () => {
    readonly rotations: Pick<Rotations, 'listIn'>;
    readonly rotationJournal: Pick<RotationJournal, 'of'>;
  };
  /** Whether the list itself is in memory. */
  readonly hasList: (connectionId: string) => boolean;
  /** Writes the head of a list that was read, since there was none that fits. */
  readonly renew: (connectionId: string) => void;
}

/**
 * The heads of the cached lists: what the first rows of the window need. A list of a hundred thousand keys takes a second to
 * read and to send, its head a few milliseconds. Lists are read only when the head has been drawn.
 */
export class ListHeads {
  readonly #options: ListHeadsOptions;
  /** The first rows of the heads that were given and whose lists have not been read since. */
  readonly #given = new Map<string, readonly AuthenticationKey[]>();
  /** Connections that had no head that fits when it was asked for. */
  readonly #without = new Set<string>();
  /** A head that is read before it is asked for. */
  #ahead: { readonly connectionId: string; readonly head: Promise<StoredListHead | null> } | null = null;
  #hold: { readonly ended: Promise<void>; readonly end: () => void } | null = null;

  constructor(options: ListHeadsOptions) {
    this.#options = options;
  }

  /** Reads the head of the list that the window will ask for first. If there is one, no list is read until it has asked. */
  async readAhead(connectionId: string): Promise<void> {
    const head = this.#options.store.readHead(connectionId);
    this.#ahead = { connectionId, head };
    this.#holdFor(START_MS);
    if ((await head) === null) {
      this.release();
    }
  }

  /** Settles once lists may be read. */
  async mayReadLists(): Promise<void> {
    // Another hold may have begun meanwhile.
    while (this.#hold !== null) {
      await this.#hold.ended;
    }
  }

  /** Lets lists be read. */
  release(): void {
    this.#hold?.end();
  }

  /** The list of a connection has been read; from now on it is asked instead of its head. */
  listRead(connectionId: string): void {
    this.#given.delete(connectionId);
    if (this.#without.delete(connectionId)) {
      this.#options.renew(connectionId);
    }
  }

  /** Returns a key of the first rows that were given; `null` if it is none of them, or the list has been read since. */
  rowOf(connectionId: string, keyId: KeyId): AuthenticationKey | null {
    return this.#given.get(connectionId)?.find(({ id }) => id === keyId) ?? null;
  }

  /**
   * Returns what the window shows of a cached list before it has the list; `null` if it has to wait for the list.
   * @throws AppError `CONNECTION_UNKNOWN`.
   */
  async get(connectionId: string): Promise<KeyListHead | null> {
    const head = await this.#get(connectionId);
    if (head === null) {
      this.#without.add(connectionId);
      this.release();
    } else {
      this.#given.set(connectionId, head.rows);
      this.#holdFor(DRAWING_MS);
    }
    return head;
  }

  /** The steps that make the head of a list. */
  async stepsFor(connectionId: string, list: CachedKeyList): Promise<HeadSteps> {
    const { sortingOf, clock } = this.#options;
    const [asked, sorting] = [await this.#asked(connectionId), sortingOf(connectionId)];
    return listHeadSteps(list, { sorting, asked, now: clock.now() });
  }

  async #get(connectionId: string): Promise<KeyListHead | null> {
    const { store, clock, sourceOf, sortingOf, adoptedOf, rotations, hasList } = this.#options;
    const source = sourceOf(connectionId);
    const ahead = this.#ahead;
    this.#ahead = null;
    if (hasList(connectionId)) {
      return null;
    }
    const head = await (ahead?.connectionId === connectionId ? ahead.head : store.readHead(connectionId));
    if (head === null || head.source !== source) {
      return null;
    }
    const known = new Set(head.asked);
    const asked = await this.#asked(connectionId);
    const now = clock.now();
    const isCurrent = head.writtenAt <= now && now < (head.validUntil ?? Number.POSITIVE_INFINITY);
    if (
      !isCurrent ||
      !isSameSorting(head.sorting, sortingOf(connectionId)) ||
      ![...asked].every((token) => known.has(token))
    ) {
      return null;
    }
    const { total, fetchedAt, sorting, rows, related } = head;
    const items = related.map(({ key }) => key);
    const relatedList = await ConnectionKeyList.of({
      source,
      cursor: null,
      fetchedAt,
      fetchedWholeAt: fetchedAt,
      items,
    });
    const all = await rotations().rotations.listIn(connectionId, relatedList);
    const rotating = new Set(
      all.filter(isRotating).flatMap(({ oldKey, newKey }) => [oldKey.token, newKey?.token ?? '']),
    );
    return {
      ...{ total, fetchedAt, sorting, rows, rotations: all },
      ...headCounts(head, adoptedOf(connectionId), rotating, now),
    };
  }

  /** Tokens in lower case that rotations and adopted keys name. */
  async #asked(connectionId: string): Promise<ReadonlySet<string>> {
    const recorded = await this.#options.rotations().rotationJournal.of(connectionId);
    const rotated = recorded.flatMap(({ record }) => [record.oldKey.token, record.newKey?.token ?? null]);
    const adopted = this.#options.adoptedOf(connectionId).map(({ token }) => token);
    return new Set([...rotated, ...adopted].flatMap((token) => (token === null ? [] : [token.toLowerCase()])));
  }

  #holdFor(ms: number): void {
    this.release();
    const { promise, resolve } = Promise.withResolvers<void>();
    const cancel = this.#options.clock.schedule(ms, () => hold.end());
    const hold = {
      ended: promise,
      end: () => {
        cancel();
        resolve();
        this.#hold = this.#hold === hold ? null : this.#hold;
      },
    };
    this.#hold = hold;
  }
}
