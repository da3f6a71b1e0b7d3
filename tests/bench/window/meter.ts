import type { Page } from '@playwright/test';

/** Something in a page by which a result is known. */
export interface Sign {
  readonly selector: string;
  /** Name of the attribute that is looked at; the text when left out. */
  readonly attribute?: string;
  /** Regular expression that it has to fulfil. */
  readonly pattern: string;
}

/** What is done to a page, and by what its result is known. */
export interface Deed {
  /** The event that it starts with, as the page gets it. */
  readonly event: 'input' | 'click';
  readonly signs: readonly Sign[];
  readonly act: () => Promise<void>;
}

interface Meter {
  readonly measured: Promise<number>;
}

/**
 * Gives the milliseconds from an event to its painted result. The page looks at the start of each frame whether all signs
 * are there, which React may have put there at any time before; that frame paints them, and a message that the page
 * sends itself is handled once it has. The clock starts with the time stamp of the event.
 */
export async function timeToPaint(page: Page, { event, signs, act }: Deed): Promise<number> {
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
      Object.assign(window, { meter: { measured } });
    },
    { eventName: event, wanted: signs },
  );
  await act();
  return page.evaluate(() => (window as unknown as { readonly meter: Meter }).meter.measured);
}

/** The frames of a page in which something was scrolled. */
export interface Frames {
  readonly all: number;
  /** Those that came more than 20 ms after the one before: at 60 a second one was left out. */
  readonly late: number;
}

/** Scrolls an element down by a step in each frame, at its end from the top again, and counts the frames. */
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
