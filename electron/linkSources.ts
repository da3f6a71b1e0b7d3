import type { App } from 'electron';
import { isCommandCall } from './adapters/terminal/calledInstance.ts';

/** Source of command line arguments and URLs that may contain key links. */
export interface LinkSources {
  /** Delivers everything received so far, and everything received later. */
  readonly deliverTo: (open: (texts: readonly string[]) => void) => void;
}

/**
 * Listens for links. Must be called before Electron is ready, when macOS delivers the link that started the
 * application; Windows and Linux pass links as arguments to the first or a second instance.
 * @param started arguments of this process.
 * @param onOpened called for every link or second instance, to focus the window.
 */
export function listenForLinks(app: App, started: readonly string[], onOpened: () => void): LinkSources {
  const pending = [...started];
  let open: ((texts: readonly string[]) => void) | null = null;
  const receive = (texts: readonly string[]): void => {
    if (open === null) {
      pending.push(...texts);
    } else {
      open(texts);
    }
    onOpened();
  };
  app.on('second-instance', (_event, argv, _folder, data) => {
    if (!isCommandCall(data)) {
      receive(argv);
    }
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    receive([url]);
  });
  return {
    deliverTo: (next) => {
      open = next;
      next(pending.splice(0));
    },
  };
}
