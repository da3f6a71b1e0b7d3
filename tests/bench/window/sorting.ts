import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import { USUAL_KEY_COLUMNS, type UsualKeyColumn } from '../../../shared/model/keyView.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import { type Sign, timeToPaint } from './meter.ts';
import { numbersToCompare, orderByNumbers } from './pages/bareOrder.ts';

/** Pause between two clicks, in milliseconds. */
const REST_MS = 200;
/** Columns whose first click sorts in descending order. */
const NEWEST_FIRST: readonly UsualKeyColumn[] = ['created', 'lastUsed'];

/** The durations of all clicks in milliseconds, by column. */
export type SortTimes = Readonly<Record<UsualKeyColumn, number[]>>;

/** One click on a header, and the key that it moves to the top. */
export interface SortClick {
  readonly column: UsualKeyColumn;
  readonly isDescending: boolean;
  readonly first: AuthenticationKey;
}

/** Where a page is clicked to sort it, and what shows that it is sorted. */
export type SortTarget = (click: SortClick) => { readonly selector: string; readonly signs: readonly Sign[] };

/** Two clicks on each header. */
export function chooseClicks(keys: readonly AuthenticationKey[]): readonly SortClick[] {
  return USUAL_KEY_COLUMNS.flatMap((column) => {
    const isFirstDescending = NEWEST_FIRST.includes(column);
    return [isFirstDescending, !isFirstDescending].flatMap((isDescending) => {
      const [place = 0] = orderByNumbers(numbersToCompare(keys, column, Date.now()), isDescending);
      const first = keys[place];
      return first === undefined ? [] : [{ column, isDescending, first }];
    });
  });
}

/** The headers of KeyDesk's table. */
export const inWindow: SortTarget = ({ column, isDescending, first }) => {
  const selector = `[role=grid] [role=columnheader]:nth-child(${USUAL_KEY_COLUMNS.indexOf(column) + 2})`;
  return {
    selector,
    signs: [
      { selector, attribute: 'aria-sort', pattern: isDescending ? '^descending$' : '^ascending$' },
      { selector: '[role=grid] [role=row][aria-rowindex="2"]', pattern: shortToken(first.token) },
    ],
  };
};

/** The buttons of `pages/bareWork.ts`. */
export const inBarePage: SortTarget = ({ column, isDescending, first }) => ({
  selector: `[id="${column}-${isDescending}"]`,
  signs: [{ selector: 'output', pattern: `^${first.id.replaceAll('.', '\\.')}$` }],
});

/** Sorts a page by each click and adds the durations until the result is painted. */
export async function sort(page: Page, clicks: readonly SortClick[], target: SortTarget, times: SortTimes) {
  await page.bringToFront();
  for (const click of clicks) {
    const { selector, signs } = target(click);
    const act = () => page.locator(selector).click({ position: { x: 8, y: 8 } });
    times[click.column].push(await timeToPaint(page, { event: 'click', signs, act }));
    await delay(REST_MS);
  }
}
