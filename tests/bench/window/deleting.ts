import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { startCallMeter, waitForDialog } from '../../e2e/pages/callMeter.ts';
import { KeysPage } from '../../e2e/pages/keysPage.ts';

/** How many keys are deleted at once. */
export const DELETED_KEYS = 2_000;
const REST_MS = 5_000;
const DELETION_LIMIT_MS = 120_000;

/** The milliseconds of calls of the window to main. */
export interface CallTimes {
  /** While nothing else happens. */
  readonly atRest: readonly number[];
  /** From the last click until the dialog has gone. */
  readonly deleting: readonly number[];
}

/** Deletes the first keys of the table through the window, and measures how long small calls to main take meanwhile. */
export async function callsWhileDeleting(page: Page): Promise<CallTimes> {
  await page.bringToFront();
  const stopAtRest = await startCallMeter(page);
  await delay(REST_MS);
  const atRest = await stopAtRest();
  const keys = new KeysPage(page);
  await keys.tickRows(1, DELETED_KEYS);
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  const stop = await startCallMeter(page);
  await keys.confirmDeletion(DELETED_KEYS);
  await waitForDialog(page, 'closed', DELETION_LIMIT_MS);
  const deleting = await stop();
  return { atRest, deleting };
}
