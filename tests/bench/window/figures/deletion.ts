import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { Bridge } from '../../../../shared/ipc/bridge.ts';
import { KeysPage } from '../../../e2e/pages/keysPage.ts';
import { isQuick } from '../../benchRun.ts';
import { compareTimes, median, milliseconds, quantile } from '../../table.ts';
import type { Figure } from '../windowBench.ts';

/** Number of keys deleted at once. */
const DELETED_KEYS = 2_000;
/** Limit for a call of the window while keys are deleted, in milliseconds. */
const CALL_LIMIT_MS = 50;
/** How long the calls are measured at rest, and after the dialog has closed, in milliseconds. */
const REST_MS = 5_000;
const DELETION_LIMIT_MS = 120_000;
const rounds = isQuick ? 1 : 3;

interface Meter {
  isOn: boolean;
  readonly times: number[];
}

/** The longest call of the window to main while many keys are deleted and in the seconds after it, against a fixed limit. */
export const measureDeletion: Figure = async (bench) => {
  const { page } = await bench.onlyWindow();
  await page.bringToFront();
  const stopAtRest = await startCalls(page);
  await delay(REST_MS);
  const atRest = await stopAtRest();
  const calls: (readonly number[])[] = [];
  for (let round = 0; round < rounds; round += 1) {
    calls.push(await deleteKeys(page));
  }
  const longest = calls.map((times) => Math.max(...times));
  const figure = `longest call of the window to main while ${DELETED_KEYS.toLocaleString('en')} of 100,000 keys are deleted and ${REST_MS / 1000} s after, against ${CALL_LIMIT_MS} ms`;
  const limits = longest.map(() => CALL_LIMIT_MS);
  const all = calls.flat();
  return {
    rows: [compareTimes(figure, limits, longest, { atMost: 1.5 })],
    notes: [
      `Calls of the window: at rest p95 ${milliseconds(quantile(atRest, 0.95))}, longest ${milliseconds(Math.max(...atRest))}; ` +
        `while deleting median ${milliseconds(median(all))}, p95 ${milliseconds(quantile(all, 0.95))}, ` +
        `longest of each round ${longest.map(milliseconds).join(', ')}; ${all.length} calls.`,
    ],
  };
};

/**
 * Deletes the first keys of the table. Returns the durations of small calls of the window to main in milliseconds, from the
 * last click until some seconds after the dialog has closed.
 */
async function deleteKeys(page: Page): Promise<readonly number[]> {
  const keys = new KeysPage(page);
  await keys.selectRows(1, DELETED_KEYS);
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  const stop = await startCalls(page);
  await keys.confirmDeletion(DELETED_KEYS);
  // Not by role: that takes the page longer than the calls.
  const isClosed = () => document.querySelector('[role="dialog"]') === null;
  await page.waitForFunction(isClosed, null, { polling: 100, timeout: DELETION_LIMIT_MS });
  await delay(REST_MS);
  return stop();
}

/**
 * Makes the page call main up to twenty times a second. A call counts from when it was due, so that a window that was
 * blocked before it counts too. The returned function stops that and returns the durations.
 */
async function startCalls(page: Page): Promise<() => Promise<readonly number[]>> {
  await page.evaluate(() => {
    const { keydesk } = window as unknown as { readonly keydesk: Bridge };
    const meter: Meter = { isOn: true, times: [] };
    Object.assign(window, { callMeter: meter });
    const call = async (due: number): Promise<void> => {
      await keydesk.connections.list();
      const end = performance.now();
      meter.times.push(end - due);
      if (meter.isOn) {
        setTimeout(() => void call(end + 50), 50);
      }
    };
    void call(performance.now());
  });
  return () =>
    page.evaluate(() => {
      const { callMeter } = window as unknown as { readonly callMeter: Meter };
      callMeter.isOn = false;
      return callMeter.times;
    });
}
