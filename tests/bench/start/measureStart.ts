import type { Page } from '@playwright/test';
import type { RunningApp } from '../../e2e/launchApp.ts';

const MAX_START_MS = 300_000;

/** A start of KeyDesk; times in milliseconds from the start of the process. */
export interface Start {
  /** Until what was waited for was shown. */
  readonly shown: number;
  /** Until a search for a key of the list showed it alone; NaN if none was made. */
  readonly searched: number;
  /** Whether it was shown before this program could look, so that it was shown earlier than measured. */
  readonly wasThere: boolean;
}

/** The time in ms since the epoch at which navigation and page heading are drawn, which do not depend on a list. */
export const hasFrame = (): number | false =>
  document.querySelector('h1')?.textContent?.startsWith('Authentication keys') === true && Date.now();

/** The time at which the first key and the age of the list are shown. */
export const hasList = (): number | false =>
  document.querySelector('[role=grid] [role=row][aria-rowindex="2"]') !== null &&
  / · as of /.test(document.querySelector('main')?.textContent ?? '') &&
  Date.now();

/** The time at which one key is left of the list. */
const hasOneKey = (): number | false =>
  document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') === '2' && Date.now();

/**
 * Measures a start until a condition, and then, at once, a search: only the complete list can show its result.
 * @param token of a key to search for; `null` for no search.
 */
export async function measureStart(
  start: () => Promise<RunningApp>,
  isShown: () => number | false,
  token: string | null = null,
): Promise<Start> {
  const begin = Date.now();
  const { page, close } = await start();
  const wasThere = (await page.evaluate(isShown)) !== false;
  const shown = await waitUntil(page, isShown);
  let searched = Number.NaN;
  if (token !== null) {
    await page.getByRole('combobox', { name: 'Search keys' }).fill(token);
    searched = (await waitUntil(page, hasOneKey)) - begin;
  }
  await close();
  return { shown: shown - begin, searched, wasThere };
}

/** Waits for the first frame that fulfills a condition. Returns its time in ms since the epoch. */
export async function waitUntil(page: Page, condition: () => number | false): Promise<number> {
  const shown = await page.waitForFunction(condition, undefined, { polling: 'raf', timeout: MAX_START_MS });
  return Number(await shown.jsonValue());
}
