import type { ComponentType } from 'react';
import { createRoot } from 'react-dom/client';
import type { BenchKey } from './benchKey.ts';

/** Lets a page show keys with a component: gives it the function `show`, which takes them as JSON. */
export function showWith(List: ComponentType<{ readonly keys: BenchKey[] }>): void {
  Object.assign(window, {
    show: (keys: string) => {
      const container = document.querySelector('#root');
      if (container !== null) {
        createRoot(container).render(<List keys={JSON.parse(keys)} />);
      }
    },
  });
}
