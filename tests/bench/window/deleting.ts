import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { Bridge } from '../../../shared/ipc/bridge.ts';
import { KeysPage } from '../../e2e/pages/keysPage.ts';

/** Number of keys deleted at once. */
export const DELETED_KEYS = 2_000;
const REST_MS = 5_000;
const DELETION_LIMIT_MS = 120_000;

interface Meter {
  isOn: boolean;
  readonly times: number[];
}

/**
 * Deletes the first keys of the table and measures small calls of the window to main, in milliseconds: at rest, and from
 * the last click until the dialog closes.
 */
export async function callsWhileDeleting(page: Page) {
  await page.bringToFront();
  const stopAtRest = await startCalls(page);
  await delay(REST_MS);
  const atRest = await stopAtRest();
  const keys = new KeysPage(page);
  await keys.selectRows(1, DELETED_KEYS);
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  const stop = await startCalls(page);
  await keys.confirmDeletion(DELETED_KEYS);
  // Not by role: that takes the page longer than the calls.
  const isClosed = () => document.querySelector('[role="dialog"]') === null;
  await page.waitForFunction(isClosed, null, { polling: 100, timeout: DELETION_LIMIT_MS });
  return { atRest, deleting: await stop() };
}

/** Makes the page call main up to twenty times a second. The returned function stops that and returns the durations. */
async function startCalls(page: Page): Promise<() => Promise<readonly number[]>> {
  await page.evaluate(() => {
    const { keydesk } = window as unknown as { readonly keydesk: Bridge };
    const meter: Meter = { isOn: true, times: [] };
    Object.assign(window, { callMeter: meter });
    const call = async (): Promise<void> => {
      const begin = performance.now();
      await keydesk.connections.list();
      meter.times.push(performance.now() - begin);
      if (meter.isOn) {
        setTimeout(call, 50);
      }
    };
    void call();
  });
  return () =>
    page.evaluate(() => {
      const { callMeter } = window as unknown as { readonly callMeter: Meter };
      callMeter.isOn = false;
      return callMeter.times;
    });
}
