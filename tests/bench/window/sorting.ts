import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { numbersToCompare, orderByNumbers } from '../../../renderer/features/keys/table/orderKeys.ts';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import { KEY_TABLE_COLUMNS, type KeyTableColumn } from '../../../shared/model/keyView.ts';
import { shortToken } from '../../../shared/model/shortToken.ts';
import { timeToPaint } from './meter.ts';

/** Between two clicks, in milliseconds. */
const REST_MS = 200;
/** Columns whose first click shows the newest first. */
const NEWEST_FIRST: readonly KeyTableColumn[] = ['created', 'lastUsed'];

/** The milliseconds of every click, by column. */
export type SortTimes = Readonly<Record<KeyTableColumn, number[]>>;

/** No times yet. */
export function noSortTimes(): SortTimes {
  return { userName: [], token: [], created: [], expires: [], lastUsed: [], status: [] };
}

/** One click: what it sorts by, and the key that comes first then. */
export interface SortClick {
  readonly column: KeyTableColumn;
  readonly isDescending: boolean;
  readonly first: AuthenticationKey;
}

/** Two clicks on each header, and the key that comes first after each. */
export function chooseClicks(keys: readonly AuthenticationKey[]): readonly SortClick[] {
  return KEY_TABLE_COLUMNS.flatMap((column) => {
    const isFirstDescending = NEWEST_FIRST.includes(column);
    return [isFirstDescending, !isFirstDescending].flatMap((isDescending) => {
      const [place] = orderByNumbers(numbersToCompare(keys, column, Date.now()), isDescending);
      const first = place === undefined ? undefined : keys[place];
      return first === undefined ? [] : [{ column, isDescending, first }];
    });
  });
}

/** Clicks the headers of KeyDesk's table and adds the milliseconds until the rows are in order. */
export async function sortWindow(page: Page, clicks: readonly SortClick[], times: SortTimes): Promise<void> {
  await page.bringToFront();
  for (const { column, isDescending, first } of clicks) {
    const place = KEY_TABLE_COLUMNS.indexOf(column) + 2;
    const header = `[role=grid] [role=columnheader]:nth-child(${place})`;
    const time = await timeToPaint(page, {
      event: 'click',
      signs: [
        { selector: header, attribute: 'aria-sort', pattern: isDescending ? '^descending$' : '^ascending$' },
        { selector: '[role=grid] [role=row][aria-rowindex="2"]', pattern: shortToken(first.token) },
      ],
      act: () => page.locator(header).click({ position: { x: 8, y: 8 } }),
    });
    times[column].push(time);
    await delay(REST_MS);
  }
}

/** Has the page of the bare work sort in the same ways, and adds the milliseconds. */
export async function sortBare(page: Page, clicks: readonly SortClick[], times: SortTimes): Promise<void> {
  await page.bringToFront();
  for (const { column, isDescending, first } of clicks) {
    const time = await timeToPaint(page, {
      event: 'click',
      signs: [{ selector: 'output', pattern: `^${first.id.replaceAll('.', '\\.')}$` }],
      act: () => page.locator(`[id="${column}-${isDescending}"]`).click(),
    });
    times[column].push(time);
    await delay(REST_MS);
  }
}
