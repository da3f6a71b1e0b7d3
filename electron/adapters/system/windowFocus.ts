import type { App } from 'electron';
import type { WindowFocus } from '../../ports.ts';

/** Tracks whether a window of the application has the focus. */
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
