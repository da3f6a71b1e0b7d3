import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import type { Bridge } from '../../../shared/ipc/bridge.ts';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import { KEY_TABLE_COLUMNS, type KeyTableColumn } from '../../../shared/model/keyView.ts';
import { launchApp, type RunningApp } from '../../e2e/launchApp.ts';
import { activeConnectionId } from '../../e2e/pages/windowCalls.ts';
import { startKeyring } from '../../harness/keyring.ts';
import { makeKnownInstallation, type StartApp } from '../knownInstallation.ts';
import { describeMachine } from '../machine.ts';
import { median, milliseconds, quantile, type Row, toMarkdown } from '../table.ts';
import { Baselines, PAGE_SIZE } from './baselines.ts';
import { callsWhileDeleting, DELETED_KEYS } from './deleting.ts';
import { memoryOfTree } from './memory.ts';
import { scroll } from './meter.ts';
import { chooseClicks, noSortTimes, sortBare, sortWindow } from './sorting.ts';
import { chooseSearches, type SearchedPage, typeSearches } from './typing.ts';

/** `npm run bench:window`: the window with 100,000 keys against baselines in the same run. */
const KEYS = 100_000;
const LIST_LIMIT_MS = 120_000;
/** How long a window is left alone before its memory is measured, in milliseconds. */
const SETTLING_MS = 15_000;
/** By how much the lists are scrolled in each frame, in CSS pixels: some 500 rows a second. */
const STEP = 400;
/** Longest that a call of the window may take while many keys are deleted, in milliseconds (95 of 100). */
const CALL_LIMIT_MS = 50;

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const isQuick = values.quick;
const rounds = isQuick ? 1 : 5;
const keyring = await startKeyring();
const start: StartApp = (userDataFolder) =>
  launchApp({
    keyring,
    language: 'en',
    recordsCalls: false,
    ...PAGE_SIZE,
    ...(userDataFolder === undefined ? {} : { userDataFolder }),
  });

/** Tells on standard error what is being measured: the table alone goes to standard output. */
function announce(what: string): void {
  process.stderr.write(`${what} …\n`);
}

/** Starts KeyDesk and waits until the installation has told its list. */
async function openWindow(userDataFolder: string): Promise<RunningApp> {
  const app = await start(userDataFolder);
  await app.page.getByText(/^Live/).first().waitFor({ timeout: LIST_LIMIT_MS });
  return app;
}

/** The keys of the window, as JSON. */
async function readKeys(page: Page): Promise<string> {
  const connectionId = await activeConnectionId(page);
  return page.evaluate(async (id) => {
    const { keydesk } = window as unknown as { readonly keydesk: Bridge };
    const answer = await keydesk.keys.list({ connectionId: id, knownRevision: null, isFull: false });
    return answer.ok ? answer.data.content.keys : '[]';
  }, connectionId);
}

announce('Two installations');
const full = await makeKnownInstallation(start, KEYS);
const empty = await makeKnownInstallation(start, 0);
const rows: Row[] = [];
const notes: string[] = [];

announce('Memory');
const memory = { empty: [] as number[], full: [] as number[] };
for (let round = 0; round < (isQuick ? 1 : 3); round += 1) {
  for (const [name, { userDataFolder }] of Object.entries({ empty, full })) {
    const app = await openWindow(userDataFolder);
    await delay(SETTLING_MS);
    memory[name as keyof typeof memory].push(memoryOfTree(app.mainProcessId));
    await app.close();
  }
}
const mebibytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MiB`;

const app = await openWindow(full.userDataFolder);
const baselines = await Baselines.start();
const text = await readKeys(app.page);
const keys: readonly AuthenticationKey[] = JSON.parse(text);
const grid = await baselines.open('dataGrid.tsx', text);
const bare = await baselines.open('bareWork.ts', text);

announce('Typing');
const pages = {
  window: {
    page: app.page,
    field: app.page.getByRole('combobox', { name: 'Search keys' }),
    signs: (count) => [{ selector: '[role=grid]', attribute: 'aria-rowcount', pattern: `^${count + 1}$` }],
  },
  grid: {
    page: grid,
    field: grid.locator('input').first(),
    signs: (count) => [
      { selector: '.MuiTablePagination-displayedRows', pattern: ` of ${count.toLocaleString('en')}$` },
    ],
  },
  bare: {
    page: bare,
    field: bare.locator('input'),
    signs: (count) => [{ selector: 'output', pattern: `^${count}$` }],
  },
} as const satisfies Record<string, SearchedPage>;
const searches = chooseSearches(keys);
const typing = { window: [] as number[], grid: [] as number[], bare: [] as number[] };
for (let round = 0; round < rounds; round += 1) {
  for (const name of ['window', 'grid', 'bare'] as const) {
    typing[name].push(...(await typeSearches(pages[name], searches, KEYS)));
  }
}
const p95 = (times: readonly number[]) => quantile(times, 0.95);
const typed = (figure: string, baseline: readonly number[], goal: number): Row => ({
  figure: `${figure}: letter to painted result, p95, 100,000 keys`,
  baseline: milliseconds(p95(baseline)),
  measured: milliseconds(p95(typing.window)),
  ratio: p95(typing.window) / p95(baseline),
  goal: { atMost: goal },
});
rows.push(typed('search, against MUI X DataGrid', typing.grid, 0.5));
rows.push(typed('search, against a bare scan and one frame', typing.bare, 2));
const middles = Object.entries(typing).map(([name, times]) => `${name} ${milliseconds(median(times))}`);
notes.push(`Medians of a letter: ${middles.join(', ')}; ${typing.window.length} letters each.`);

announce('Scrolling');
const list = await baselines.open('virtualList.tsx', text);
const scrolling = { window: [] as number[], list: [] as number[] };
let frames = 0;
for (let round = 0; round < (isQuick ? 1 : 3); round += 1) {
  for (const [name, page, selector] of [
    ['window', app.page, '[role=grid]'],
    ['list', list, '#list'],
  ] as const) {
    await page.bringToFront();
    const { all, late } = await scroll(page, { selector, seconds: isQuick ? 3 : 10, step: STEP });
    scrolling[name].push(late);
    frames = Math.max(frames, all);
  }
}
const late = { window: median(scrolling.window), list: median(scrolling.list) };
rows.push({
  figure: 'scrolling 100,000 rows for 10 s: frames over 20 ms, against a bare virtual list',
  baseline: `${late.list} frames`,
  measured: `${late.window} frames`,
  // A list without any would forgive none.
  ratio: Math.max(1, late.window) / Math.max(1, late.list),
  goal: { atMost: 1.5 },
});
notes.push(
  `Frames over 20 ms in each round: window ${scrolling.window.join(', ')}, list ${scrolling.list.join(', ')}; ${frames} frames at most.`,
);

announce('Sorting');
const clicks = chooseClicks(keys);
const sorting = { window: noSortTimes(), bare: noSortTimes() };
for (let round = 0; round < rounds; round += 1) {
  await sortWindow(app.page, clicks, sorting.window);
  await sortBare(bare, clicks, sorting.bare);
}
const sortRatio = (column: KeyTableColumn) => median(sorting.window[column]) / median(sorting.bare[column]);
const [worst = 'userName'] = KEY_TABLE_COLUMNS.toSorted((one, other) => sortRatio(other) - sortRatio(one));
rows.push({
  figure: `sorting 100,000 keys by a column, the worst (${worst}), against a bare sort and one frame`,
  baseline: milliseconds(median(sorting.bare[worst])),
  measured: milliseconds(median(sorting.window[worst])),
  ratio: sortRatio(worst),
  goal: { atMost: 1.5 },
});
const each = KEY_TABLE_COLUMNS.map(
  (column) =>
    `${column} ${milliseconds(median(sorting.window[column]))} (${sortRatio(column).toFixed(2)} times the bare sort)`,
);
notes.push(`Sorting, medians: ${each.join(', ')}.`);

announce('Deleting');
const calls = await callsWhileDeleting(app.page);
rows.push({
  figure: `a call of the window to main while ${DELETED_KEYS.toLocaleString('en')} of 100,000 keys are deleted, p95, against 50 ms`,
  baseline: milliseconds(CALL_LIMIT_MS),
  measured: milliseconds(p95(calls.deleting)),
  ratio: p95(calls.deleting) / CALL_LIMIT_MS,
  goal: { atMost: 1 },
});
notes.push(
  `Calls of the window: at rest p95 ${milliseconds(p95(calls.atRest))}, while deleting median ` +
    `${milliseconds(median(calls.deleting))}, longest ${milliseconds(Math.max(...calls.deleting))}, ${calls.deleting.length} calls.`,
);

rows.push({
  figure: 'memory of all processes with 100,000 keys, against none',
  baseline: mebibytes(median(memory.empty)),
  measured: mebibytes(median(memory.full)),
  ratio: median(memory.full) / median(memory.empty),
  goal: { atMost: 2 },
});
await baselines.stop();
await app.close();
await Promise.all([full.platform.stop(), empty.platform.stop()]);
await keyring.stop();
process.stdout.write(`${toMarkdown(rows)}\n\n${notes.join('\n')}\n${describeMachine(`${app.host} host`)}\n`);
// The connections to the windows that were closed would keep the process.
process.exit(0);
