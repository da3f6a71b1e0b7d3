import { setTimeout as delay } from 'node:timers/promises';
import type { Locator, Page } from '@playwright/test';
import { foldText } from '../../../shared/foldText.ts';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import { type Sign, timeToPaint } from './meter.ts';

/** Pause between two letters, in milliseconds, so that nothing of the previous one is left to do. */
const REST_MS = 120;

/** A page with a field to search keys in. */
export interface SearchedPage {
  readonly page: Page;
  readonly field: Locator;
  /** What shows that this number of keys is displayed. */
  readonly signs: (count: number) => readonly Sign[];
}

/** A search as it is typed: each letter with the number of keys shown after it. */
export type TypedSearch = readonly { readonly letter: string; readonly count: number }[];

/** The first letters of names and tokens of some keys. */
export function chooseSearches(keys: readonly AuthenticationKey[]): readonly TypedSearch[] {
  const texts = keys.map(({ fullName, username, token }) => foldText(`${fullName}\n${username}\n${token}`));
  const at = (part: number): AuthenticationKey | undefined => keys[Math.floor(keys.length * part)];
  const beginnings = [
    at(0.1)?.fullName.slice(0, 5),
    at(0.35)?.token.slice(0, 5),
    at(0.6)?.username.slice(0, 5),
    at(0.85)?.fullName.split(' ')[1]?.slice(0, 5),
  ];
  return beginnings.map((text = '') => {
    const letters = [...foldText(text)];
    return letters.map((letter, index) => {
      const typed = letters.slice(0, index + 1).join('');
      return { letter, count: texts.filter((one) => one.includes(typed)).length };
    });
  });
}

/** Types searches letter by letter. Returns the milliseconds from each letter that changes the result to its painted result. */
export async function typeSearches(
  { page, field, signs }: SearchedPage,
  searches: readonly TypedSearch[],
  total: number,
): Promise<readonly number[]> {
  const times: number[] = [];
  const measure = async (act: () => Promise<void>, count: number): Promise<number> => {
    const time = await timeToPaint(page, { event: 'input', signs: signs(count), act });
    await delay(REST_MS);
    return time;
  };
  await page.bringToFront();
  await field.click();
  for (const search of searches) {
    let before = total;
    for (const { letter, count } of search) {
      const time = await measure(() => page.keyboard.insertText(letter), count);
      if (count !== before) {
        times.push(time);
      }
      before = count;
    }
    await field.selectText();
    await measure(() => page.keyboard.press('Delete'), total);
  }
  return times;
}
