import type { Page } from '@playwright/test';
import { isQuick } from '../../benchRun.ts';
import { profileEach } from '../../profile.ts';
import { compareMedians, measureRounds, type Row } from '../../table.ts';
import type { Figure } from '../windowBench.ts';

/** Scrolled distance per frame in CSS pixels: about 500 rows a second. */
const STEP = 400;
const SECONDS = isQuick ? 3 : 10;
const rounds = isQuick ? 1 : 5;

/** The frames while something was scrolled. */
interface Frames {
  readonly all: number;
  /** Those more than 20 ms after the previous one: at 60 per second at least one was dropped. */
  readonly late: number;
  /** Those in which no row was drawn in the middle. */
  readonly empty: number;
}

/** Frames that come late while all keys are scrolled through, against other lists. */
export const measureScroll: Figure = async (bench) => {
  const [own, other] = await bench.windows();
  const lists = [
    { ...own, selector: '[role=grid]' },
    { name: 'a bare virtual list', page: await bench.page('virtualList'), selector: '#list' },
    { name: 'AG Grid', page: await bench.page('agGrid'), selector: '[role=grid]' },
    ...(other === undefined ? [] : [{ ...other, selector: '[role=grid]' }]),
  ];
  const frames = await measureRounds(
    rounds,
    lists.map((list) => () => scroll(list.page, list.selector)),
  );
  const lateOf = (name: string) =>
    (frames[lists.findIndex((list) => list.name === name)] ?? []).map(({ late }) => late);
  const row = (name: string, goal: Row['goal']): Row => {
    // A list without late frames counts as one with one.
    const [baseline, measured] = [lateOf(name), lateOf(own.name)].map((late) =>
      late.map((count) => Math.max(1, count)),
    );
    const figure = `scrolling 100,000 rows for ${SECONDS} s: frames over 20 ms, against ${name}`;
    return compareMedians(figure, baseline ?? [], measured ?? [], (count) => `${count} frames`, goal);
  };
  const each = lists.map(({ name }, place) => {
    const rounds = frames[place] ?? [];
    const empty = rounds.reduce((sum, round) => sum + round.empty, 0);
    return `${name} ${rounds.map(({ late, all }) => `${late} of ${all}`).join(', ')} (${empty} without a row in the middle)`;
  });
  const windows = lists.filter(({ name }) => name === own.name || name === other?.name);
  const costs = await profileEach('scrolling', windows, ({ page, selector }) => scroll(page, selector));
  return {
    rows: [
      row('a bare virtual list', { atMost: 1.5 }),
      row('AG Grid', null),
      ...(other === undefined ? [] : [row(other.name, { atMost: 0.1 })]),
    ],
    notes: [`Frames over 20 ms in each round: ${each.join('; ')}.`, ...costs],
  };
};

/** Scrolls an element down by the same distance in each frame, from its end back to the top, and counts the frames. */
async function scroll(page: Page, selector: string): Promise<Frames> {
  await page.bringToFront();
  return page.evaluate(
    (way) =>
      new Promise<Frames>((resolve, reject) => {
        const element = document.querySelector(way.selector);
        if (element === null) {
          reject(new Error(`Nothing to scroll: ${way.selector}`));
          return;
        }
        const { left, top, width, height } = element.getBoundingClientRect();
        const [begin, times] = [performance.now(), [] as number[]];
        let empty = 0;
        const next = (time: number): void => {
          times.push(time);
          const middle = document.elementFromPoint(left + width / 2, top + height / 2);
          empty += (middle?.closest('[role=row], .row')?.textContent ?? '') === '' ? 1 : 0;
          const before = element.scrollTop;
          element.scrollTop = before + way.step;
          if (element.scrollTop === before) {
            element.scrollTop = 0;
          }
          if (performance.now() - begin < way.seconds * 1000) {
            requestAnimationFrame(next);
            return;
          }
          // Where the next figure expects it.
          element.scrollTop = 0;
          const waits = times.slice(1).map((one, index) => one - (times[index] ?? one));
          resolve({ all: waits.length, late: waits.filter((wait) => wait > 20).length, empty });
        };
        requestAnimationFrame(next);
      }),
    { selector, seconds: SECONDS, step: STEP },
  );
}
