import type { Page } from '@playwright/test';
import type { Bridge } from '../../../shared/ipc/bridge.ts';

interface Meter {
  isOn: boolean;
  readonly times: number[];
}

/**
 * Has the page ask main something small again and again, twenty times a second where both have time for it: how responsive
 * the window is. What comes back ends that, and gives the times of the responses in milliseconds. Meanwhile nothing is to be looked for by role: each time that takes the page
 * longer than the calls; see {@link waitForDialog}.
 */
export async function startCallMeter(page: Page): Promise<() => Promise<readonly number[]>> {
  await page.evaluate(() => {
    const { keydesk } = window as unknown as { readonly keydesk: Bridge };
    const meter: Meter = { isOn: true, times: [] };
    Object.assign(window, { callMeter: meter });
    const ask = async (): Promise<void> => {
      const begin = performance.now();
      await keydesk.connections.list();
      meter.times.push(performance.now() - begin);
      if (meter.isOn) {
        setTimeout(ask, 50);
      }
    };
    void ask();
  });
  return () =>
    page.evaluate(() => {
      const { callMeter } = window as unknown as { readonly callMeter: Meter };
      callMeter.isOn = false;
      return callMeter.times;
    });
}

/** Waits until the dialog has an alert, or there is none any more, with as little work for the page as possible. */
export async function waitForDialog(page: Page, outcome: 'alert' | 'closed', timeout: number): Promise<void> {
  await page.waitForFunction(
    (wanted) =>
      wanted === 'alert'
        ? document.querySelector('[role="dialog"] [role="alert"]') !== null
        : document.querySelector('[role="dialog"]') === null,
    outcome,
    { polling: 100, timeout },
  );
}
