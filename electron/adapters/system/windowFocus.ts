import type { App } from 'electron';
import type { WindowFocus } from '../../ports.ts';

/** Follows which program has the focus through the events of the application. */
export function createWindowFocus(app: Pick<App, 'on'>): WindowFocus {
  const listeners: (() => void)[] = [];
  let isFocused = false;
  app.on('browser-window-blur', () => {
    isFocused = false;
  });
  app.on('browser-window-focus', () => {
    isFocused = true;
    for (const listener of listeners) {
      listener();
    }
  });
  return {
    isFocused: () => isFocused,
    onFocus: (listener) => {
      listeners.push(listener);
    },
  };
}
