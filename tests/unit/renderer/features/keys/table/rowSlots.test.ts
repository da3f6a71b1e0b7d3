import { expect, it } from 'vitest';
import { RowSlots } from '../../../../../../renderer/features/keys/table/rowSlots.ts';

const rows = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, place) => first + place);

it('keeps the slot of a row that stays, and gives the others to the rows that come', () => {
  const slots = new RowSlots();
  const before = slots.assign(rows(0, 9), 5);
  const after = slots.assign(rows(3, 12), 5);
  expect([...after.keys()]).toEqual(rows(3, 12));
  expect(rows(3, 9).map((row) => after.get(row))).toEqual(rows(3, 9).map((row) => before.get(row)));
  expect([...after.values()].toSorted()).toEqual([...before.values()].toSorted());
});

it('returns the same for the same rows', () => {
  const slots = new RowSlots();
  slots.assign(rows(0, 9), 0);
  const first = [...slots.assign(rows(5, 14), 0)];
  expect([...slots.assign(rows(5, 14), 0)]).toEqual(first);
});

it('gives each row a slot of its own, however far and often the table is scrolled', () => {
  const slots = new RowSlots();
  const seen = new Set<number>();
  for (const first of [0, 8, 16, 4, 5_000, 4_992, 0, 99_980]) {
    const assigned = [...slots.assign([2, ...rows(first, first + 19).filter((row) => row !== 2)], 2).values()];
    expect(new Set(assigned).size).toBe(assigned.length);
    for (const slot of assigned) {
      seen.add(slot);
    }
  }
  expect(seen.size).toBeLessThan(25);
});

it('gives no other row the slot of a row that may have had the focus', () => {
  const slots = new RowSlots();
  const held = slots.assign(rows(0, 9), 7).get(7);
  expect([...slots.assign(rows(20, 29), 20).values()]).not.toContain(held);
});
