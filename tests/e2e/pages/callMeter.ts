import type { Page } from '@playwright/test';
import type { Bridge } from '../../../shared/ipc/bridge.ts';

interface Meter {
  isOn: boolean;
  readonly times: number[];
}

/**
 * Has the page ask main something small again and again, twenty times a second where both have time for it. What comes
 * back ends that and gives the milliseconds which each answer took to reach the page: how responsive the window was.
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
