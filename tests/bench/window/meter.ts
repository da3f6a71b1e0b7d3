import type { Page } from '@playwright/test';

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
    ({ eventName, wanted }) => {
      const isThere = (): boolean =>
        wanted.every(({ selector, attribute, pattern }) => {
          const element = document.querySelector(selector);
          const text = attribute === undefined ? element?.textContent : element?.getAttribute(attribute);
          return new RegExp(pattern).test(text ?? '');
        });
      const measured = new Promise<number>((resolve) => {
        const start = ({ timeStamp }: Event): void => {
          const look = (): void => {
            if (!isThere()) {
              requestAnimationFrame(look);
              return;
            }
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve(performance.now() - timeStamp);
            port2.postMessage(null);
          };
          requestAnimationFrame(look);
        };
        document.addEventListener(eventName, start, { capture: true, once: true });
      });
      Object.assign(window, { measured });
    },
    { eventName: event, wanted: signs },
  );
  await act();
  return page.evaluate(() => (window as unknown as { readonly measured: Promise<number> }).measured);
}

/** Number of frames while something was scrolled. */
interface Frames {
  readonly all: number;
  /** Those more than 20 ms after the previous one: at 60 per second at least one was dropped. */
  readonly late: number;
}

/** Scrolls an element down by `step` pixels per frame, from its end back to the top, and counts the frames. */
export function scroll(
  page: Page,
  { selector, seconds, step }: { readonly selector: string; readonly seconds: number; readonly step: number },
): Promise<Frames> {
  return page.evaluate(
    (way) =>
      new Promise<Frames>((resolve, reject) => {
        const element = document.querySelector(way.selector);
        if (element === null) {
          reject(new Error(`Nothing to scroll: ${way.selector}`));
          return;
        }
        const [begin, times] = [performance.now(), [] as number[]];
        const next = (time: number): void => {
          times.push(time);
          const before = element.scrollTop;
          element.scrollTop = before + way.step;
          if (element.scrollTop === before) {
            element.scrollTop = 0;
          }
          if (performance.now() - begin < way.seconds * 1000) {
            requestAnimationFrame(next);
            return;
          }
          const waits = times.slice(1).map((one, index) => one - (times[index] ?? one));
          resolve({ all: waits.length, late: waits.filter((wait) => wait > 20).length });
        };
        requestAnimationFrame(next);
      }),
    { selector, seconds, step },
  );
}
