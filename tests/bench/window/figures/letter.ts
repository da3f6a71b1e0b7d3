import { setTimeout as delay } from 'node:timers/promises';
import type { Locator, Page } from '@playwright/test';
import { isQuick } from '../../benchRun.ts';
import { profileEach } from '../../profile.ts';
import { shownToken } from '../../readKeys.ts';
import { compareRounds, measureRounds, median, milliseconds, quantile, type Row } from '../../table.ts';
import { type Sign, timeToPaint } from '../meter.ts';
import { BareSort } from '../pages/bareSort.ts';
import type { BenchKey } from '../pages/benchKey.ts';
import type { Figure } from '../windowBench.ts';

/** Pause between two letters, in milliseconds, so that nothing of the previous one is left to do. */
const REST_MS = 120;
const rounds = isQuick ? 1 : 5;
const BARE = 'a bare scan and one frame';

/** What a page shows after a letter: the number of matches, and the first of them in either order. */
interface Result {
  readonly count: number;
  /** In the order of the installation; `undefined` if nothing matches. */
  readonly first: BenchKey | undefined;
  /** Newest first, as KeyDesk sorts at first. */
  readonly newest: BenchKey | undefined;
}

/** A page with a field to search keys in. */
interface SearchedPage {
  readonly page: Page;
  readonly field: Locator;
  /** What shows that a result is displayed. */
  readonly signs: (result: Result) => readonly Sign[];
}

/** A search as it is typed: each letter with its result. */
type TypedSearch = readonly { readonly letter: string; readonly result: Result }[];

/** From a letter in the search field to the painted result, against other lists and a bare scan. */
export const measureLetter: Figure = async (bench) => {
  const [own, other] = await bench.windows();
  const [dataGrid, agGrid, bare] = [
    await bench.page('dataGrid'),
    await bench.page('agGrid'),
    await bench.page('bareWork'),
  ];
  const pages: Readonly<Record<string, SearchedPage>> = {
    [own.name]: inWindow(own.page),
    'MUI X DataGrid': {
      page: dataGrid,
      field: dataGrid.locator('input').first(),
      signs: ({ count, first }) => [
        { selector: '.MuiTablePagination-displayedRows', pattern: ` of ${count.toLocaleString('en')}$` },
        ...firstRow(first?.token),
      ],
    },
    'AG Grid': {
      page: agGrid,
      field: agGrid.locator('input').first(),
      signs: ({ count, first }) => [rowCount('[role=grid]', count), ...firstRow(first?.token)],
    },
    [BARE]: {
      page: bare,
      field: bare.locator('input'),
      signs: ({ count }) => [{ selector: 'output', pattern: `^${count}$` }],
    },
    ...(other === undefined ? {} : { [other.name]: inWindow(other.page) }),
  };
  const order = new BareSort(bench.keys).order('created', true);
  const byAge = Array.from(order, (place) => bench.keys[place] as BenchKey);
  const all = resultOf('', bench.keys, byAge);
  const searches = chooseSearches(bench.keys, byAge);
  const names = Object.keys(pages);
  const times = await measureRounds(
    rounds,
    Object.values(pages).map((searched) => () => typeSearches(searched, searches, all)),
  );
  const timesOf = (name: string) => times[names.indexOf(name)] ?? [];
  const row = (name: string, goal: Row['goal']): Row =>
    compareRounds(`letter to painted result, p95, 100,000 keys, against ${name}`, timesOf(name), timesOf(own.name), {
      summary: (values) => quantile(values, 0.95),
      format: milliseconds,
      goal,
    });
  const medians = names.map((name) => `${name} ${milliseconds(median(timesOf(name).flat()))}`);
  const windows = [own, ...(other === undefined ? [] : [other])];
  const costs = await profileEach('letters', windows, ({ page }) => typeSearches(inWindow(page), searches, all));
  return {
    rows: [
      row(BARE, { atMost: 1.5 }),
      row('MUI X DataGrid', { atMost: 0.15 }),
      row('AG Grid', null),
      ...(other === undefined ? [] : [row(other.name, { atMost: 0.6 })]),
    ],
    notes: [`Medians of a letter: ${medians.join(', ')}; ${timesOf(own.name).flat().length} letters each.`, ...costs],
  };
};

function inWindow(page: Page): SearchedPage {
  return {
    page,
    field: page.getByRole('combobox', { name: 'Search keys' }),
    signs: ({ count, newest }) => [rowCount('[role=grid]', count), ...firstRow(newest && shownToken(newest))],
  };
}

function rowCount(selector: string, count: number): Sign {
  return { selector, attribute: 'aria-rowcount', pattern: `^${count + 1}$` };
}

/** What shows that the first row of a grid is that of a token; nothing if there is none. */
function firstRow(token: string | undefined): readonly Sign[] {
  return token === undefined ? [] : [{ selector: '[role=grid] [role=row][aria-rowindex="2"]', pattern: token }];
}

/** Searches as letters: the first ones of the names and tokens of some keys. */
function chooseSearches(keys: readonly BenchKey[], byAge: readonly BenchKey[]): readonly TypedSearch[] {
  const at = (part: number): BenchKey | undefined => keys[Math.floor(keys.length * part)];
  const beginnings = [at(0.1)?.fullName, at(0.35)?.token, at(0.6)?.username, at(0.85)?.fullName.split(' ')[1]];
  return beginnings.map((text = '') => {
    const letters = [...text.slice(0, 5).toLowerCase()];
    return letters.map((letter, index) => ({
      letter,
      result: resultOf(letters.slice(0, index + 1).join(''), keys, byAge),
    }));
  });
}

function resultOf(typed: string, keys: readonly BenchKey[], byAge: readonly BenchKey[]): Result {
  const isMatch = ({ fullName, username, token }: BenchKey): boolean =>
    `${fullName}\n${username}\n${token}`.toLowerCase().includes(typed);
  const matches = keys.filter(isMatch);
  return { count: matches.length, first: matches[0], newest: byAge.find(isMatch) };
}

/** Types searches letter by letter. Returns the milliseconds from each letter that changes the result to its painted result. */
async function typeSearches(
  { page, field, signs }: SearchedPage,
  searches: readonly TypedSearch[],
  all: Result,
): Promise<readonly number[]> {
  const times: number[] = [];
  const measure = async (act: () => Promise<void>, result: Result): Promise<number> => {
    const time = await timeToPaint(page, { event: 'input', signs: signs(result), act });
    await delay(REST_MS);
    return time;
  };
  await page.bringToFront();
  await field.click();
  for (const search of searches) {
    let before = all.count;
    for (const { letter, result } of search) {
      const time = await measure(() => page.keyboard.insertText(letter), result);
      if (result.count !== before) {
        times.push(time);
      }
      before = result.count;
    }
    await field.selectText();
    await measure(() => page.keyboard.press('Delete'), all);
  }
  return times;
}
