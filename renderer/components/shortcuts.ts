import { useEffect } from 'react';
import { useLatest } from './useLatest.ts';

/** The digits that stand for the first connections. */
export const CONNECTION_DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** Letters whose shortcut has Shift in it, since the one without is taken by the system or would be hit by mistake. */
const WITH_SHIFT = ['C', 'L'] as const;

/** The shortcuts of the window: the main modifier of the system with a digit or a letter key, some of these with Shift. */
export type ShortcutKey = 'A' | 'F' | 'N' | 'R' | (typeof WITH_SHIFT)[number] | (typeof CONNECTION_DIGITS)[number];

const isMac = navigator.userAgent.includes('Mac OS');

/** The part of a keyboard event that makes a shortcut. */
type Pressed = Pick<KeyboardEvent, 'altKey' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** Whether an event is this shortcut. Asks for the key's place, so that it is the same on every keyboard layout. */
export function isShortcut(event: Pressed, key: ShortcutKey): boolean {
  const { ctrlKey, metaKey } = event;
  const hasModifier = isMac ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  const code = isDigit(key) ? `Digit${key}` : `Key${key}`;
  return hasModifier && event.shiftKey === hasShift(key) && !event.altKey && event.code === code;
}

/** The shortcut as a user reads it. */
export function shortcutText(key: ShortcutKey): string {
  return isMac ? `${hasShift(key) ? '⇧' : ''}⌘${key}` : `Ctrl+${hasShift(key) ? 'Shift+' : ''}${key}`;
}

/** The shortcut for `aria-keyshortcuts`. */
export function ariaShortcut(key: ShortcutKey): string {
  return `${isMac ? 'Meta' : 'Control'}+${hasShift(key) ? 'Shift+' : ''}${key}`;
}

/** {@link useShortcuts} for a single one. */
export function useShortcut(key: ShortcutKey, action: (() => void) | null): void {
  useShortcuts([key], action);
}

/**
 * Runs `action` when one of the shortcuts is pressed anywhere in the window and nothing nearer has taken it. A key that
 * is held down counts once. `null` leaves the shortcuts to others.
 */
export function useShortcuts<Key extends ShortcutKey>(keys: readonly Key[], action: ((key: Key) => void) | null): void {
  const latest = useLatest({ keys, action });
  const isActive = action !== null;
  useEffect(() => {
    if (!isActive) {
      return;
    }
    const press = (event: KeyboardEvent): void => {
      const key = latest.current.keys.find((one) => isShortcut(event, one));
      if (!event.defaultPrevented && key !== undefined) {
        event.preventDefault();
        if (!event.repeat) {
          latest.current.action?.(key);
        }
      }
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [isActive, latest]);
}

/**
 * Runs `action` when a single key is pressed, without a modifier, anywhere but where text is entered, unless something
 * nearer has taken it. `null` leaves the key to others.
 * @param key as the keyboard event names it: what the layout makes of the press, so that `?` is where it is printed.
 */
export function usePlainKey(key: string, action: (() => void) | null): void {
  const latest = useLatest(action);
  const isActive = action !== null;
  useEffect(() => {
    if (!isActive) {
      return;
    }
    const press = (event: KeyboardEvent): void => {
      const isPlain = event.key === key && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (isPlain && !event.defaultPrevented && !isTextEntry(event.target)) {
        event.preventDefault();
        latest.current?.();
      }
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [key, isActive, latest]);
}

function isTextEntry(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input:not([type=checkbox]), textarea, select') !== null;
}

function hasShift(key: ShortcutKey): boolean {
  return (WITH_SHIFT as readonly string[]).includes(key);
}

function isDigit(key: ShortcutKey): boolean {
  return key >= '1' && key <= '9';
}
