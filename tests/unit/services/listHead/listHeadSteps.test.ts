import { describe, expect, it } from 'vitest';
import type { StoredListHead } from '../../../../electron/ports.ts';
import { headCounts } from '../../../../electron/services/listHead/headCounts.ts';
import { type HeadRequest, listHeadSteps } from '../../../../electron/services/listHead/listHeadSteps.ts';
import { recognizedRotations } from '../../../../electron/services/rotation/recognizedRotations.ts';
import { countByFilter, listKeys } from '../../../../renderer/features/keys/table/listedKeys.ts';
import { orderKeys } from '../../../../renderer/features/keys/table/orderKeys.ts';
import { countExpiring } from '../../../../shared/model/expiringKeys.ts';
import { keyStatus } from '../../../../shared/model/key.ts';
import type { CachedKeyList } from '../../../../shared/model/keyList.ts';
import { FIRST_PAGE_ROWS } from '../../../../shared/model/keyListHead.ts';
import { KEY_TABLE_COLUMNS, type KeyView } from '../../../../shared/model/keyView.ts';
import type { Rotation } from '../../../../shared/model/rotation.ts';
import { amount, seeded } from '../../../harness/amount.ts';
import { inDays, NOW, sampleKey } from '../../renderer/features/keys/sampleKey.ts';
import { randomList } from './randomList.ts';

const random = seeded();
const LISTS = amount({ sample: 60, full: 2_000 });
const HOUR_MS = 60 * 60_000;
const BY_CREATION: KeyView['sorting'] = { column: 'created', isDescending: true };

function headOf(list: CachedKeyList, change: Partial<HeadRequest> = {}): StoredListHead | null {
  const steps = listHeadSteps(list, { sorting: BY_CREATION, asked: new Set(), now: NOW, ...change });
  let step = steps.next();
  while (step.done !== true) {
    step = steps.next();
  }
  return step.value;
}

const listOf = (items: CachedKeyList['items']): CachedKeyList => ({ ...randomList(random, 1), items });

/** The first rows as the window orders the list. */
function firstRows({ items }: CachedKeyList, sorting: KeyView['sorting'], now: number) {
  const order = orderKeys(items, sorting, { now });
  return Array.from(order.slice(0, FIRST_PAGE_ROWS), (place) => items[place]?.id);
}

/** Instants after the head was made, mostly shortly before it ends and around those that change something. */
function instantsOf({ validUntil }: StoredListHead, { items }: CachedKeyList): number[] {
  const limits = items.slice(0, 20).flatMap((key) => {
    const expiry = Date.parse(key.expirationDate);
    return [expiry, expiry - 30 * 24 * HOUR_MS].flatMap((limit) => [limit - 1, limit, limit + 1]);
  });
  const end = validUntil ?? Number.POSITIVE_INFINITY;
  const instants = [NOW, NOW + random.below(9_100) * HOUR_MS, ...limits, ...(validUntil === null ? [] : [end - 1])];
  return instants.filter((now) => now >= NOW && now < end);
}

describe('the first rows of a head', () => {
  it.each(
    KEY_TABLE_COLUMNS.filter((column) => column !== 'notes' && column !== 'accountSeen').flatMap((column) =>
      [false, true].map((isDescending) => ({ column, isDescending })),
    ),
  )('are those of the window, as long as the head is valid, for %o', (sorting) => {
    for (let run = 0; run < LISTS; run += 1) {
      const list = randomList(random, 1 + random.below(200));
      const head = headOf(list, { sorting });
      for (const now of head === null ? [] : instantsOf(head, list)) {
        expect(head?.rows.map(({ id }) => id)).toEqual(firstRows(list, sorting, now));
      }
    }
  });

  it.each([false, true])('by status are valid until the first of them changes (descending: %s)', (isDescending) => {
    const sorting = { column: 'status', isDescending } as const;
    let ends = 0;
    for (let run = 0; run < LISTS; run += 1) {
      const list = randomList(random, 80 + random.below(80));
      const items = list.items.filter(({ creationDate }) => Date.parse(creationDate) <= NOW);
      const head = headOf({ ...list, items }, { sorting });
      if (head !== null && head.validUntil !== null) {
        ends += 1;
        const statuses = (now: number) =>
          items.filter((key) => head.rows.includes(key)).map((key) => keyStatus(key, now).kind);
        expect([firstRows({ ...list, items }, sorting, head.validUntil), statuses(head.validUntil)]).not.toEqual([
          head.rows.map(({ id }) => id),
          statuses(NOW),
        ]);
      }
    }
    expect(ends).toBeGreaterThan(0);
  });

  it.each(['notes', 'accountSeen'] as const)(
    'do not exist for the column %s, which the list does not decide',
    (column) => {
      expect(headOf(randomList(random, 9), { sorting: { column, isDescending: false } })).toBeNull();
    },
  );
});

describe('the counts of a head', () => {
  it('are those of the window at any later moment, with rotations and adopted keys', () => {
    for (let run = 0; run < 5 * LISTS; run += 1) {
      const list = randomList(random, 1 + random.below(60));
      const tokens = list.items.filter(() => random.below(5) === 0).map(({ token }) => token);
      const adopted = [...tokens.slice(0, 2).map((token) => token.toLowerCase()), 'adopted'].map((token) => ({
        ...{ connectionId: 'c', token, label: '', addedAt: inDays(-1), revision: 0 },
        expirationDate: random.pick([null, inDays(-1), inDays(3), inDays(90)]),
      }));
      const asked = new Set([...tokens, 'adopted'].map((token) => token.toLowerCase()));
      const rotating = new Map(tokens.slice(1).map((token) => [token, {} as Rotation]));
      const head = headOf(list, { asked });
      for (const now of head === null ? [] : instantsOf(head, list)) {
        const {
          all: _all,
          unreplaced: _unreplaced,
          ...counts
        } = countByFilter(listKeys(list.items, now, new Map(), rotating));
        expect(headCounts(head as StoredListHead, adopted as never, new Set(rotating.keys()), now)).toEqual({
          counts,
          expiring: countExpiring(list.items, adopted as never, now, rotating),
        });
      }
    }
  });

  it('come with all keys that may be recognized as rotations', () => {
    let found = 0;
    for (let run = 0; run < 5 * LISTS; run += 1) {
      const list = randomList(random, 1 + random.below(40));
      const head = headOf(list);
      for (const now of head === null ? [] : instantsOf(head, list)) {
        const ofList = recognizedRotations(list.items, now).map(({ id }) => id);
        const related = head?.related.map(({ key }) => key) ?? [];
        found += ofList.length;
        expect(
          recognizedRotations(related, now)
            .map(({ id }) => id)
            .toSorted(),
        ).toEqual(ofList.toSorted());
      }
    }
    expect(found).toBeGreaterThan(0);
  });
});

it('a head ends when a key begins to work, which replaces another one', () => {
  const items = [
    sampleKey({ id: 'old', expirationDate: inDays(5) }),
    sampleKey({ id: 'new', creationDate: inDays(1), expirationDate: inDays(50) }),
  ];
  expect(headOf(listOf(items))).toMatchObject({ validUntil: Date.parse(inDays(1)), total: 2 });
});

it('there is no head of an empty list, nor one with thousands of keys beside the rows', () => {
  expect(headOf(listOf([]))).toBeNull();
  const items = Array.from({ length: 1_001 }, (_, index) => sampleKey({ id: `${index}`, token: `${index}` }));
  expect(headOf(listOf(items), { asked: new Set(['7']) })).toBeNull();
  expect(headOf(listOf(items))).toMatchObject({ total: 1_001, related: [] });
});
