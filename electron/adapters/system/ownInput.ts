import type { App } from 'electron';

/** Not done by a hand: the pointer seems to come and go as well when a window is moved or covered below it. */
const NO_INPUT = ['undefined', 'mouseEnter', 'mouseLeave'];

/**
 * Follows keyboard, mouse and touch in the windows of the application, which every system tells. Gives the seconds since they
 * were last used there, or since this was called.
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
