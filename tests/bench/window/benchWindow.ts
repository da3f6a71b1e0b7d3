import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { USUAL_KEY_COLUMNS, type UsualKeyColumn } from '../../../shared/model/keyView.ts';
import { launchApp, type RunningApp } from '../../e2e/launchApp.ts';
import { activeConnectionId, listKeys } from '../../e2e/pages/windowCalls.ts';
import { startKeyring } from '../../harness/keyring.ts';
import { launchChromium } from '../../harness/launchChromium.ts';
import { describeMachine, isQuick, progress } from '../benchRun.ts';
import { makeKnownInstallation, type StartApp } from '../knownInstallation.ts';
import { compareTimes, measureRounds, median, milliseconds, quantile, type Row, toMarkdown } from '../table.ts';
import { openBaseline, PAGE_SIZE } from './baselines.ts';
import { callsWhileDeleting, DELETED_KEYS } from './deleting.ts';
import { scroll } from './meter.ts';
import { chooseClicks, inBarePage, inWindow, type SortTimes, sort } from './sorting.ts';
import { chooseSearches, type SearchedPage, typeSearches } from './typing.ts';

/** `npm run bench:window`: the window with 100,000 keys, against baselines in the same run. */
const KEYS = 100_000;
const LIST_LIMIT_MS = 300_000;
/** Idle time before the memory of a window is measured, in milliseconds. */
const SETTLING_MS = 15_000;
/** Scrolled distance per frame in CSS pixels: about 500 rows a second. */
const STEP = 400;
/** Limit for a call of the window while many keys are deleted, in milliseconds (p95). */
const CALL_LIMIT_MS = 50;

const rounds = isQuick ? 1 : 5;
const fewRounds = isQuick ? 1 : 3;
const keyring = await startKeyring();
const start: StartApp = (userDataFolder) => launchApp({ keyring, recordsCalls: false, ...PAGE_SIZE, userDataFolder });

/** Starts KeyDesk and waits for the current list of the installation. */
async function openWindow(userDataFolder: string): Promise<RunningApp> {
  const app = await start(userDataFolder);
  await app.page.getByText(/^Live/).first().waitFor({ timeout: LIST_LIMIT_MS });
  return app;
}

/** The memory of a process and all its descendants in MiB; shared pages count once (proportional set size). Linux only. */
function memoryOfTree(processId: number): number {
  const read = (file: string) => ifRunning(() => readFileSync(`/proc/${processId}/${file}`, 'utf8'), '');
  const [, kibibytes = 0] = /^Pss:\s+(\d+) kB$/m.exec(read('smaps_rollup')) ?? [];
  const threads = ifRunning(() => readdirSync(`/proc/${processId}/task`), []);
  const children = threads.flatMap((thread) => read(`task/${thread}/children`).split(' ').filter(Boolean));
  return children.map(Number).reduce((sum, child) => sum + memoryOfTree(child), Number(kibibytes) / 1024);
}

/** Returns what is read from a process or thread, or a fallback if it has exited. */
function ifRunning<Value>(read: () => Value, fallback: Value): Value {
  try {
    return read();
  } catch {
    return fallback;
  }
}

progress('Two installations');
const full = await makeKnownInstallation(start, KEYS);
const empty = await makeKnownInstallation(start, 0);
const rows: Row[] = [];
const notes: string[] = [];

progress('Memory');
const [memoryOfEmpty = [], memoryOfFull = []] = await measureRounds(
  fewRounds,
  [empty, full].map(({ userDataFolder }) => async () => {
    const window = await openWindow(userDataFolder);
    await delay(SETTLING_MS);
    const memory = memoryOfTree(window.mainProcessId);
    await window.close();
    return memory;
  }),
);

const app = await openWindow(full.userDataFolder);
const browser = await launchChromium('--disable-gpu');
const connectionId = await activeConnectionId(app.page);
const keys = await listKeys(app.page, { connectionId });
const text = JSON.stringify(keys);
const grid = await openBaseline(browser, 'dataGrid.tsx', text);
const bare = await openBaseline(browser, 'bareWork.ts', text);

progress('Typing');
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
const typed = (figure: string, baseline: readonly number[], atMost: number): Row =>
  compareTimes(`${figure}: letter to painted result, p95, 100,000 keys`, [p95(baseline)], [p95(typing.window)], {
    atMost,
  });
rows.push(typed('search, against MUI X DataGrid', typing.grid, 0.5));
rows.push(typed('search, against a bare scan and one frame', typing.bare, 2));
const middles = Object.entries(typing).map(([name, times]) => `${name} ${milliseconds(median(times))}`);
notes.push(`Medians of a letter: ${middles.join(', ')}; ${typing.window.length} letters each.`);

progress('Scrolling');
const virtualList = await openBaseline(browser, 'virtualList.tsx', text);
let frames = 0;
const [lateInList = [], lateInWindow = []] = await measureRounds(
  fewRounds,
  (
    [
      [virtualList, '#list'],
      [app.page, '[role=grid]'],
    ] as const
  ).map(([page, selector]) => async () => {
    await page.bringToFront();
    const { all, late } = await scroll(page, { selector, seconds: isQuick ? 3 : 10, step: STEP });
    frames = Math.max(frames, all);
    return late;
  }),
);
rows.push({
  figure: 'scrolling 100,000 rows for 10 s: frames over 20 ms, against a bare virtual list',
  baseline: `${median(lateInList)} frames`,
  measured: `${median(lateInWindow)} frames`,
  // A list without late frames counts as one.
  ratio: Math.max(1, median(lateInWindow)) / Math.max(1, median(lateInList)),
  goal: { atMost: 1.5 },
});
notes.push(
  `Frames over 20 ms in each round: window ${lateInWindow.join(', ')}, list ${lateInList.join(', ')}; ${frames} frames at most.`,
);

progress('Sorting');
const clicks = chooseClicks(keys);
const noTimes = (): SortTimes => ({ userName: [], token: [], created: [], expires: [], lastUsed: [], status: [] });
const sorting = { window: noTimes(), bare: noTimes() };
for (let round = 0; round < rounds; round += 1) {
  await sort(app.page, clicks, inWindow, sorting.window);
  await sort(bare, clicks, inBarePage, sorting.bare);
}
const sortRow = (column: UsualKeyColumn): Row =>
  compareTimes(
    `sorting 100,000 keys by a column, the worst (${column}), against a bare sort and one frame`,
    sorting.bare[column],
    sorting.window[column],
    { atMost: 1.5 },
  );
const sorts = USUAL_KEY_COLUMNS.map(sortRow).toSorted((one, other) => other.ratio - one.ratio);
rows.push(...sorts.slice(0, 1));
const each = USUAL_KEY_COLUMNS.map((column) => {
  const { measured, ratio } = sortRow(column);
  return `${column} ${measured} (${ratio.toFixed(2)} times the bare sort)`;
});
notes.push(`Sorting, medians: ${each.join(', ')}.`);

progress('Deleting');
const calls = await callsWhileDeleting(app.page);
rows.push(
  compareTimes(
    `a call of the window to main while ${DELETED_KEYS.toLocaleString('en')} of 100,000 keys are deleted, p95, against 50 ms`,
    [CALL_LIMIT_MS],
    [p95(calls.deleting)],
    { atMost: 1 },
  ),
);
notes.push(
  `Calls of the window: at rest p95 ${milliseconds(p95(calls.atRest))}, while deleting median ` +
    `${milliseconds(median(calls.deleting))}, longest ${milliseconds(Math.max(...calls.deleting))}, ${calls.deleting.length} calls.`,
);

const mebibytes = (value: number) => `${Math.round(value)} MiB`;
rows.push({
  figure: 'memory of all processes with 100,000 keys, against none',
  baseline: mebibytes(median(memoryOfEmpty)),
  measured: mebibytes(median(memoryOfFull)),
  ratio: median(memoryOfFull) / median(memoryOfEmpty),
  goal: { atMost: 2 },
});
await browser.close();
await app.close();
await Promise.all([full.platform.stop(), empty.platform.stop()]);
await keyring.stop();
process.stdout.write(`${toMarkdown(rows)}\n\n${notes.join('\n')}\n${describeMachine(`${app.host} host`)}\n`);
// The debugging connections to the closed windows would keep the process running.
process.exit(0);
