/**
 * Moves the focus to the page heading if the focused control has disappeared, so that keyboard and screen readers
 * continue from there and not from the start of the window.
 */
export function focusHeadingIfLost(): void {
  if (document.activeElement === null || document.activeElement === document.body) {
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
  }
}
