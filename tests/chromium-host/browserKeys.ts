/**
 * Disables the keyboard commands of the browser: a window of Electron without a menu does not reload, zoom, print or go back.
 * Its listener runs last, after those of the page. Self-contained, because its text runs in the page.
 */
export function blockBrowserKeys(): void {
  const isMac = navigator.platform.startsWith('Mac');
  const functionKeys = ['F1', 'F3', 'F5', 'F6', 'F7', 'F11', 'F12'];
  const letters = ['+', '-', '=', '0', 'd', 'e', 'f', 'g', 'h', 'j', 'l', 'n', 'o', 'p', 'r', 's', 't', 'u', 'w'];
  const isCommand = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
    functionKeys.includes(key) ||
    ((isMac ? metaKey : ctrlKey) && letters.includes(key.toLowerCase())) ||
    (altKey && !isMac && ['ArrowLeft', 'ArrowRight', 'Home'].includes(key));
  const block = (event: KeyboardEvent): void => {
    if (isCommand(event)) {
      event.preventDefault();
    }
  };
  const comeLast = (): void => {
    window.removeEventListener('keydown', block);
    window.addEventListener('keydown', block);
  };
  window.addEventListener('keydown', comeLast, { capture: true });
  const blockZoom = (event: WheelEvent): void => {
    if (event.ctrlKey) {
      event.preventDefault();
    }
  };
  window.addEventListener('wheel', blockZoom, { passive: false });
}
