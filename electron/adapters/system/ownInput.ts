import type { App } from 'electron';

/** Not caused by the user: the pointer also enters and leaves when a window moves below it. */
const NO_INPUT = ['undefined', 'mouseEnter', 'mouseLeave'];

/**
 * Tracks keyboard, mouse and touch input in the windows of the application.
 * @returns a function that gives the seconds since the last input, or since tracking started.
 */
export function watchOwnInput(app: Pick<App, 'on'>, now: () => number): () => number {
  let last = now();
  app.on('web-contents-created', (_event, contents) => {
    contents.on('input-event', (_input, { type }) => {
      if (!NO_INPUT.includes(type)) {
        last = now();
      }
    });
  });
  return () => Math.floor((now() - last) / 1000);
}
