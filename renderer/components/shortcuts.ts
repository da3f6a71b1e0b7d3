import { useEffect } from 'react';
import { useLatest } from './useLatest.ts';

/** The digits that stand for the first connections. */
export const CONNECTION_DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** Letters whose shortcut has Shift in it, since the one without is taken by the system or would be hit by mistake. */
const WITH_SHIFT = ['C', 'L'] as const;

/** The shortcuts of the window: the main modifier of the system with a digit or a letter key, some of these with Shift. */
export type ShortcutKey = 'A' | 'F' | 'N' | 'R' | (typeof WITH_SHIFT)[number] | (typeof CONNECTION_DIGITS)[number];

const isMac = navigator.userAgent.includes('Mac OS');

/** What a key that deletes sends: the one named "delete" on a Mac sends `Backspace`. */
export const DELETE_KEYS: readonly string[] = isMac ? ['Delete', 'Backspace'] : ['Delete'];

/** The part of a keyboard event that makes a shortcut or a typed character. */
export type KeyPress = Pick<
  KeyboardEvent,
  'altKey' | 'code' | 'ctrlKey' | 'getModifierState' | 'isComposing' | 'key' | 'metaKey' | 'shiftKey'
>;

/**
 * Whether an event is this shortcut. The letter that the key produces decides, so that a shortcut is where its letter is
 * printed; only layouts without Latin letters (Russian) fall back to the position of the key, as the system itself does. A
 * digit may need Shift to be typed (AZERTY), so it counts by position. AltGr types characters and is no modifier.
 *
 * Not tinykeys 4.0.0: it matches `event.key` or `event.code` without regard to the layout, so that a binding that works in
 * Russian (`KeyC`) is also taken from another letter in Dvorak.
 */
export function isShortcut(event: KeyPress, key: ShortcutKey): boolean {
  const { ctrlKey, metaKey } = event;
  const hasModifier = isMac ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  return (
    hasModifier &&
    event.shiftKey === hasShift(key) &&
    !event.altKey &&
    !event.getModifierState('AltGraph') &&
    !event.isComposing &&
    keyOf(event) === key
  );
}

/** The letter or digit that a key stands for, `null` for neither. */
function keyOf({ key, code }: KeyPress): string | null {
  if (/^[a-z1-9]$/i.test(key)) {
    return key.toUpperCase();
  }
  const digit = /^Digit([1-9])$/.exec(code)?.[1];
  if (digit !== undefined) {
    return key === 'Unidentified' || ONE_CHARACTER.test(key) ? digit : null;
  }
  return key === 'Unidentified' || OTHER_SCRIPT.test(key) ? (/^Key([A-Z])$/.exec(code)?.[1] ?? null) : null;
}

/** What a key gives that is neither a command nor dead. */
const ONE_CHARACTER = /^\P{Control}$/u;

/** A letter, or the vowel sign of a letter, that is not Latin: `ö` is one of the user's own letters, and no `;`. */
const OTHER_SCRIPT = /^(?![\p{Script=Latin}\p{Script=Common}])[\p{Letter}\p{Mark}]+$/u;

/** Whether a key press gives a character and is no command, however the layout makes it: with AltGr, or Option on a Mac. */
export function isTyped(event: KeyPress): boolean {
  const isCommand = isMac ? event.ctrlKey : (event.ctrlKey || event.altKey) && !event.getModifierState('AltGraph');
  return ONE_CHARACTER.test(event.key) && !isCommand && !event.metaKey && !event.isComposing;
}

/** The shortcut as a user reads it. */
export function shortcutText(key: ShortcutKey): string {
  return isMac ? `${hasShift(key) ? '⇧' : ''}⌘${key}` : `Ctrl+${hasShift(key) ? 'Shift+' : ''}${key}`;
}

/** A shortcut of the zoom, which main follows (electron/zoom.ts), as a user reads it. */
export function zoomKeyText(sign: '+' | '−' | '0'): string {
  return isMac ? `⌘${sign}` : `Ctrl+${sign}`;
}

/** The key that deletes, as a user reads it. */
export const deleteKeyText = isMac ? '⌫' : 'Delete';

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
      const isPlain = key.length === 1 ? isTyped(event) : hasNoModifier(event);
      if (event.key === key && isPlain && !event.defaultPrevented && !isTextEntry(event.target)) {
        event.preventDefault();
        latest.current?.();
      }
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [key, isActive, latest]);
}

/** Whether a key is pressed alone; Shift is left to the key. */
export function hasNoModifier({ altKey, ctrlKey, isComposing, metaKey }: KeyPress): boolean {
  return !altKey && !ctrlKey && !metaKey && !isComposing;
}

function isTextEntry(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input:not([type=checkbox]), textarea, select') !== null;
}

function hasShift(key: ShortcutKey): boolean {
  return (WITH_SHIFT as readonly string[]).includes(key);
}
