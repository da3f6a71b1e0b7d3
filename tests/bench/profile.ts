import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { profileFolder } from './benchRun.ts';
import { milliseconds } from './table.ts';
import { costsOf, type TraceEvent } from './traceCosts.ts';

/** Number of costs that are named. */
const TOP = 5;
const CATEGORIES = [
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'v8',
  'v8.execute',
  'blink.user_timing',
];

/**
 * Does something in pages once more with `--profile`, and writes a trace of each to its folder, which the performance panel
 * of Chromium opens. Chromium host only.
 * @returns a line for each page with what its main thread spent most time on; none without the option.
 */
export async function profileEach<Window extends { readonly name: string; readonly page: Page }>(
  what: string,
  windows: readonly Window[],
  act: (window: Window) => Promise<unknown>,
): Promise<readonly string[]> {
  const notes: string[] = [];
  for (const window of profileFolder === null ? [] : windows) {
    const { name, page } = window;
    const browser = page.context().browser();
    if (profileFolder === null || browser === null) {
      continue;
    }
    mkdirSync(profileFolder, { recursive: true });
    const path = join(profileFolder, `${what} ${name}.json`.replaceAll(' ', '-'));
    await browser.startTracing(page, { path, categories: CATEGORIES });
    await act(window);
    await browser.stopTracing();
    const { traceEvents } = JSON.parse(readFileSync(path, 'utf8')) as { readonly traceEvents: readonly TraceEvent[] };
    const costs = costsOf(traceEvents).slice(0, TOP);
    notes.push(`Costs, ${what} in ${name}: ${costs.map(({ kind, ms }) => `${kind} ${milliseconds(ms)}`).join(', ')}.`);
  }
  return notes;
}
