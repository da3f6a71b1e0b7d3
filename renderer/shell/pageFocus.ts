/**
 * Moves the focus to the page heading if the focused control has disappeared, so that keyboard and screen readers
 * continue from there and not from the start of the window.
 */
export function focusHeadingIfLost(): void {
  if (isFocusLost()) {
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
  }
}

/** Moves the focus to what has taken the place of the focused control, if that has disappeared, and shows it. */
export function focusIfLost(element: HTMLElement | null): void {
  if (isFocusLost()) {
    element?.focus();
  }
}

function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}
