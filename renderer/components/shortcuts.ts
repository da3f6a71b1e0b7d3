import { useEffect } from 'react';
import { useLatest } from './useLatest.ts';

/** The shortcuts of the window: the main modifier of the system, Shift, and one letter key. */
export type ShortcutKey = 'C' | 'L';

const isMac = navigator.userAgent.includes('Mac OS');

/** The part of a keyboard event that makes a shortcut. */
type Pressed = Pick<KeyboardEvent, 'altKey' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** Whether an event is this shortcut. Asks for the key's place, so that it is the same on every keyboard layout. */
export function isShortcut(event: Pressed, key: ShortcutKey): boolean {
  const { ctrlKey, metaKey } = event;
  const hasModifier = isMac ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  return hasModifier && event.shiftKey && !event.altKey && event.code === `Key${key}`;
}

/** The shortcut as a user reads it. */
export function shortcutText(key: ShortcutKey): string {
  return isMac ? `⇧⌘${key}` : `Ctrl+Shift+${key}`;
}

/** The shortcut for `aria-keyshortcuts`. */
export function ariaShortcut(key: ShortcutKey): string {
  return `${isMac ? 'Meta' : 'Control'}+Shift+${key}`;
}

/**
 * Runs `action` when the shortcut is pressed anywhere in the window and nothing nearer has taken it. A key that is held
 * down counts once. `null` leaves the shortcut to others.
 */
export function useShortcut(key: ShortcutKey, action: (() => void) | null): void {
  const latest = useLatest(action);
  const isActive = action !== null;
  useEffect(() => {
    if (!isActive) {
      return;
    }
    const press = (event: KeyboardEvent): void => {
      if (!event.defaultPrevented && isShortcut(event, key)) {
        event.preventDefault();
        if (!event.repeat) {
          latest.current?.();
        }
      }
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [key, isActive, latest]);
}
