import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { english, russian } from '../../renderer/i18n/i18n.ts';
import type { MemoryPorts } from '../fakes/memoryPorts.ts';
import { isCut } from './layout.ts';
import { openWindow } from './openWindow.tsx';

const PROBLEMS = ['archived', 'deactivated', 'noPermission', null] as const;

/** Accounts in every state, so that the list shows every status. */
function prepare({ adminApi }: MemoryPorts): void {
  adminApi.accounts = adminApi.accounts.map((account, index) => ({
    ...account,
    problem: PROBLEMS[index % PROBLEMS.length] ?? null,
  }));
}

/** Texts of the elements that have less room than their label needs. */
function cutLabels(selector: string): readonly string[] {
  return [...document.querySelectorAll(selector)]
    .filter((element) => isCut(element) || element.scrollWidth > element.clientWidth + 1)
    .map(({ textContent }) => textContent);
}

test.each([911, 1024, 1280, 1440].flatMap((width) => [[width, 'en'] as const, [width, 'ru'] as const]))(
  'in a window %i wide no status, filter or column is cut in %s',
  async (width, language) => {
    await openWindow({ size: [width, 800], language, prepare });
    const { states } = { en: english, ru: russian }[language].keys;
    for (const label of [states.archived, states.deactivated, states.noPermission, states.expired]) {
      await expect.element(page.getByRole('grid').getByText(label, { exact: true }).first()).toBeVisible();
    }
    expect(cutLabels('.status-chip')).toEqual([]);
    expect(cutLabels('[role="columnheader"]')).toEqual([]);
    expect(cutLabels('main button')).toEqual([]);
  },
);
