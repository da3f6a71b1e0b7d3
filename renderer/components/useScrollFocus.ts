import { useCallback } from 'react';

/** Elements that are in the tab order by default. */
const FOCUSABLE = 'a[href], button, input, select, textarea, [tabindex]';

/**
 * Returns a ref for an element that may scroll: while it overflows and contains nothing focusable, it is in the tab
 * order, so that the arrow keys can scroll it.
 */
export function useScrollFocus(): (element: HTMLElement | null) => (() => void) | undefined {
  return useCallback((element) => {
    if (element === null) {
      return undefined;
    }
    const update = (): void => {
      if (element.scrollHeight > element.clientHeight && element.querySelector(FOCUSABLE) === null) {
        element.tabIndex = 0;
      } else {
        element.removeAttribute('tabindex');
      }
    };
    const sizes = new ResizeObserver(update);
    const contents = new MutationObserver(update);
    sizes.observe(element);
    contents.observe(element, { childList: true, subtree: true });
    update();
    return () => {
      sizes.disconnect();
      contents.disconnect();
    };
  }, []);
}
