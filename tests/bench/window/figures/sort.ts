import { setTimeout as delay } from 'node:timers/promises';
import type { Locator, Page } from '@playwright/test';
import { isQuick } from '../../benchRun.ts';
import { shownToken } from '../../readKeys.ts';
import { compareRounds, measureRounds, median, milliseconds, type Row } from '../../table.ts';
import { type Sign, timeToPaint } from '../meter.ts';
import { BareSort, COLUMNS, type Column } from '../pages/bareSort.ts';
import type { BenchKey } from '../pages/benchKey.ts';
import type { Figure } from '../windowBench.ts';

/** Pause between two clicks, in milliseconds. */
const REST_MS = 200;
const rounds = isQuick ? 1 : 5;
/** The texts of the headers. */
const HEADERS: Readonly<Record<Column, string>> = {
  userName: 'User name',
  token: 'Authentication token',
  created: 'Created',
  expires: 'Expires',
  lastUsed: 'Last used',
  status: 'Status',
};
/** What AG Grid shows in a column; it has none for the status. */
const FIELDS: Partial<Readonly<Record<Column, Exclude<keyof BenchKey, 'isEligible'>>>> = {
  userName: 'fullName',
  token: 'token',
  created: 'creationDate',
  expires: 'expirationDate',
  lastUsed: 'lastUsedDate',
};
/** Columns whose first click sorts in descending order. */
const NEWEST_FIRST: readonly Column[] = ['created', 'lastUsed'];

/** One click on a header. */
interface SortClick {
  readonly column: Column;
  readonly isDescending: boolean;
}

/** A click in a page, and what shows that it is sorted. */
interface SortTarget {
  readonly column: Column;
  readonly header: Locator;
  readonly signs: readonly Sign[];
}

/** The milliseconds of both clicks on each column. */
type SortTimes = ReadonlyMap<Column, readonly number[]>;

/** Two clicks on each header. */
const CLICKS: readonly SortClick[] = COLUMNS.flatMap((column) => {
  const isFirstDescending = NEWEST_FIRST.includes(column);
  return [isFirstDescending, !isFirstDescending].map((isDescending) => ({ column, isDescending }));
});

/** From the click on a header to the painted order, against a bare sort and another list. */
export const measureSort: Figure = async (bench) => {
  const [{ page }] = await bench.windows();
  const [bare, agGrid] = [await bench.page('bareWork'), await bench.page('agGrid')];
  const sorting = new BareSort(bench.keys);
  const firsts = CLICKS.map((click) => ({ ...click, first: firstOf(bench.keys, sorting, click) }));
  const targets = [
    [page, firsts.map(({ first, ...click }) => inWindow(page, click, first))],
    [bare, firsts.map(({ first, ...click }) => inBarePage(bare, click, first))],
    [agGrid, CLICKS.flatMap((click) => inAgGrid(agGrid, click, bench.keys))],
  ] as const;
  const [window = [], plain = [], grid = []] = await measureRounds(
    rounds,
    targets.map(
      ([sorted, clicks]) =>
        () =>
          sort(sorted, clicks),
    ),
  );
  const row = (column: Column, name: string, baseline: readonly SortTimes[], goal: Row['goal']): Row => {
    const [before = [], after = []] = [baseline, window].map((times) => times.map((round) => round.get(column) ?? []));
    const figure = `sorting 100,000 keys by a column, the worst (${column}), against ${name}`;
    return compareRounds(figure, before, after, { summary: median, format: milliseconds, goal });
  };
  const againstBare = COLUMNS.map((column) => row(column, 'a bare sort and one frame', plain, { atMost: 1.3 }));
  const againstGrid = COLUMNS.filter((column) => column in FIELDS).map((column) => row(column, 'AG Grid', grid, null));
  const each = againstBare.map(({ measured, ratio }, place) => `${COLUMNS[place]} ${measured} (${ratio.toFixed(2)})`);
  return {
    rows: [againstBare, againstGrid].flatMap((columns) =>
      columns.toSorted((one, other) => other.ratio - one.ratio).slice(0, 1),
    ),
    notes: [`Sorting, medians, and times the bare sort: ${each.join(', ')}.`],
  };
};

/** The key that a click moves to the top. */
function firstOf(keys: readonly BenchKey[], sorting: BareSort, { column, isDescending }: SortClick): BenchKey {
  const first = keys[sorting.order(column, isDescending)[0] ?? 0];
  if (first === undefined) {
    throw new Error('There are no keys to sort');
  }
  return first;
}

/** A header of KeyDesk's table. */
function inWindow(page: Page, { column, isDescending }: SortClick, first: BenchKey): SortTarget {
  return {
    column,
    header: page.getByRole('columnheader', { name: new RegExp(`^${HEADERS[column]}`) }),
    signs: [
      sortedHeader(column, isDescending),
      { selector: '[role=grid] [role=row][aria-rowindex="2"]', pattern: shownToken(first) },
    ],
  };
}

/** A button of `pages/bareWork.ts`. */
function inBarePage(page: Page, { column, isDescending }: SortClick, first: BenchKey): SortTarget {
  return {
    column,
    header: page.locator(`[id="${column}-${isDescending}"]`),
    signs: [{ selector: 'output', pattern: `^${first.id.replaceAll('.', '\\.')}$` }],
  };
}

/** A header of AG Grid, which compares texts by their code units. */
function inAgGrid(page: Page, { column, isDescending }: SortClick, keys: readonly BenchKey[]): readonly SortTarget[] {
  const field = FIELDS[column];
  if (field === undefined) {
    return [];
  }
  const first = keys
    .map((key) => key[field] ?? '')
    .reduce((best, text) => (isDescending === text > best && text !== best ? text : best));
  return [
    {
      column,
      header: page.locator(`.ag-header-cell[col-id="${field}"] .ag-header-cell-label`),
      signs: [
        sortedHeader(column, isDescending),
        { selector: `[role=row][aria-rowindex="2"] [col-id="${field}"]`, pattern: `^${first}$` },
      ],
    },
  ];
}

function sortedHeader(column: Column, isDescending: boolean): Sign {
  const direction = isDescending ? 'descending' : 'ascending';
  return { selector: `[role=columnheader][aria-sort="${direction}"]`, pattern: `^\\s*${HEADERS[column]}` };
}

/** Sorts a page by each click; returns the durations until the result is painted. */
async function sort(page: Page, clicks: readonly SortTarget[]): Promise<SortTimes> {
  await page.bringToFront();
  const times = new Map<Column, number[]>();
  for (const { column, header, signs } of clicks) {
    const act = () => header.click({ position: { x: 8, y: 8 } });
    const time = await timeToPaint(page, { event: 'click', signs, act });
    times.set(column, [...(times.get(column) ?? []), time]);
    await delay(REST_MS);
  }
  return times;
}
