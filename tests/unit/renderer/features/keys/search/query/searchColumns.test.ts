import { expect, it } from 'vitest';
import { searchColumns } from '../../../../../../../renderer/features/keys/search/query/searchColumns.ts';
import { sampleKey } from '../../sampleKey.ts';

const KEYS = Array.from({ length: 9_000 }, (_, index) =>
  sampleKey({ id: `authkey.${index}`, fullName: `Name ${index}`, token: index.toString(16).padStart(32, '0') }),
);

/** Prepares all texts; returns the number of steps. */
function prepare(columns: ReturnType<typeof searchColumns>): number {
  let parts = 1;
  while (!columns.prepareTexts()) {
    parts += 1;
  }
  return parts;
}

it('makes the texts ready in parts, and the same as at once', () => {
  const columns = searchColumns(KEYS);
  expect(prepare(columns)).toBe(3);
  expect(prepare(columns)).toBe(1);
  for (const text of ['name 8999', '00000000000000000000000000002327', 'svc.erp', 'nobody']) {
    expect(columns.withText(text)).toEqual(searchColumns(KEYS).withText(text));
  }
  expect(columns.withText('name 8999')[8_999]).toBe(1);
  expect(columns.withText('00000000000000000000000000002327')[8_999]).toBe(1);
});

it('is searched at any time, also while only a part is ready', () => {
  const columns = searchColumns(KEYS);
  columns.prepareTexts();
  expect(columns.withText('name 8999')[8_999]).toBe(1);
  expect(columns.hasToken('00000000000000000000000000002327')).toBe(true);
  expect(prepare(columns)).toBe(1);
});
