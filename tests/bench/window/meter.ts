import type { Page } from '@playwright/test';

/** Longest wait for the result of an action, in milliseconds. */
const RESULT_LIMIT_MS = 60_000;

/** A text in a page that shows that a result is there. */
export interface Sign {
  readonly selector: string;
  /** Name of an attribute to read; the text content by default. */
  readonly attribute?: string;
  /** Regular expression that it must match. */
  readonly pattern: string;
}

/** An action on a page, and what shows its result. */
interface Action {
  /** The event from which the time is measured. */
  readonly event: 'input' | 'click';
  readonly signs: readonly Sign[];
  readonly act: () => Promise<void>;
}

/**
 * Measures the milliseconds from the time stamp of an event to its painted result. The page checks at the start of each
 * frame whether all signs are there. That frame paints them, and a message that the page then sends itself is handled
 * after painting.
 */
export async function timeToPaint(page: Page, { event, signs, act }: Action): Promise<number> {
  await page.evaluate(
    ({ eventName, wanted, limit }) => {
      const textOf = ({ selector, attribute }: Sign): string => {
        const element = document.querySelector(selector);
        return (attribute === undefined ? element?.textContent : element?.getAttribute(attribute)) ?? '';
      };
      const measured = new Promise<number>((resolve, reject) => {
        const start = ({ timeStamp }: Event): void => {
          const look = (): void => {
            const missing = wanted.find((sign) => !new RegExp(sign.pattern).test(textOf(sign)));
            if (missing !== undefined && performance.now() - timeStamp > limit) {
              reject(new Error(`${missing.selector}: "${textOf(missing)}" instead of ${missing.pattern}`));
            } else if (missing !== undefined) {
              requestAnimationFrame(look);
            } else {
              const { port1, port2 } = new MessageChannel();
              port1.onmessage = () => resolve(performance.now() - timeStamp);
              port2.postMessage(null);
            }
          };
          requestAnimationFrame(look);
        };
        document.addEventListener(eventName, start, { capture: true, once: true });
      });
      Object.assign(window, { measured });
    },
    { eventName: event, wanted: signs, limit: RESULT_LIMIT_MS },
  );
  await act();
  return page.evaluate(() => (window as unknown as { readonly measured: Promise<number> }).measured);
}
