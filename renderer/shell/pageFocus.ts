/**
 * Gives the focus to the heading of the page when the control that had it is gone, so that the keyboard and screen
 * readers go on from there and not from the start of the window.
 */
export function focusHeadingIfLost(): void {
  if (document.activeElement === null || document.activeElement === document.body) {
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
  }
}
