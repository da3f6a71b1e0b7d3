import type { App } from 'electron';

/** Takes what may hold links from wherever the operating system hands them over. */
export interface LinkSources {
  /** Hands over everything that came so far, and from now on whatever comes. */
  readonly deliverTo: (open: (texts: readonly string[]) => void) => void;
}

/**
 * Listens for links before Electron is ready, since macOS hands the one that started the application over then; Windows
 * and Linux pass it as an argument, to the first instance or to a second one.
 * @param started the arguments that this process was started with.
 * @param onOpened called for every link or second instance: the window comes to the front.
 */
export function listenForLinks(app: App, started: readonly string[], onOpened: () => void): LinkSources {
  const waiting = [...started];
  let open: ((texts: readonly string[]) => void) | null = null;
  const take = (texts: readonly string[]): void => {
    if (open === null) {
      waiting.push(...texts);
    } else {
      open(texts);
    }
    onOpened();
  };
  app.on('second-instance', (_event, argv) => take(argv));
  app.on('open-url', (event, url) => {
    event.preventDefault();
    take([url]);
  });
  return {
    deliverTo: (next) => {
      open = next;
      next(waiting.splice(0));
    },
  };
}
