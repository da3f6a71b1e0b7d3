import { expect } from 'vitest';
import { page } from 'vitest/browser';
import type { MemoryPorts } from '../../fakes/memoryPorts.ts';
import { openKeys } from '../openWindow.tsx';
import { goTo } from './appWindow.ts';

/** Opens the page over the sample data. */
export async function openHygiene(prepare: (memory: MemoryPorts) => void = () => {}) {
  const opened = await openKeys({ prepare });
  await goTo('Clean up');
  await expect.element(page.getByRole('heading', { name: 'Clean up', level: 1 })).toBeVisible();
  return opened;
}

/** The button of a finding. */
export const finding = (name: string) =>
  page.getByRole('group', { name: 'Findings' }).getByRole('button', { name, exact: false });

/** The rows of a finding, without the titles. */
export const rows = (name: string) => page.getByRole('table', { name }).getByRole('row');

/** Number of keys that a finding has, as its button says. */
export async function countOf(name: string): Promise<number> {
  return Number(/\d+$/.exec((await finding(name).findElement()).textContent ?? '')?.[0]);
}

/** Chooses a finding and selects its only or all its keys. */
export async function selectAll(name: string): Promise<void> {
  await finding(name).click();
  await page.getByRole('table', { name }).getByRole('checkbox').first().click();
}

/** The user names of all keys of the installation. */
export const usernames = (memory: MemoryPorts) => [...memory.adminApi.keys.values()].map(({ username }) => username);
