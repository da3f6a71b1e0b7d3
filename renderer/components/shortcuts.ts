import { useEffect } from 'react';
import { useLatest } from './useLatest.ts';

/** Digits for the first connections. */
export const CONNECTION_DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** Letters whose shortcut includes Shift, since the one without is used by the system or easily pressed by mistake. */
const WITH_SHIFT = ['C', 'H', 'L'] as const;

/** Keys of the window's shortcuts: pressed with the system's main modifier, some also with Shift. */
export type ShortcutKey =
  | 'A'
  | 'F'
  | 'N'
  | 'R'
  | 'T'
  | (typeof WITH_SHIFT)[number]
  | (typeof CONNECTION_DIGITS)[number];

const isMac = navigator.userAgent.includes('Mac OS');

/** Keys that delete: the one labelled "delete" on a Mac sends `Backspace`. */
export const DELETE_KEYS: readonly string[] = isMac ? ['Delete', 'Backspace'] : ['Delete'];

/** The part of a keyboard event that identifies a shortcut or a typed character. */
export type KeyPress = Pick<
  KeyboardEvent,
  'altKey' | 'code' | 'ctrlKey' | 'getModifierState' | 'isComposing' | 'key' | 'metaKey' | 'shiftKey'
>;

/**
 * Whether an event is this shortcut. Matched by the letter that the key produces, so that the shortcut is on the key
 * with that label; layouts without Latin letters (Russian) fall back to the position, as the system does. Digits may
 * need Shift (AZERTY), so they are matched by position. AltGr types characters and is not a modifier.
 *
 * Not tinykeys 4.0.0: it matches `event.key` or `event.code` without regard to the layout, so that a binding that works
 * in Russian (`KeyC`) would also match another letter in Dvorak.
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

/** The letter or digit of a key, `null` for neither. */
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

/** A single printable character: neither a named key nor a dead key. */
const ONE_CHARACTER = /^\P{Control}$/u;

/**
 * A non-Latin letter or vowel sign. Latin letters such as `ö` are letters of the layout, not the `;` at that position.
 */
const OTHER_SCRIPT = /^(?![\p{Script=Latin}\p{Script=Common}])[\p{Letter}\p{Mark}]+$/u;

/** Whether a key press types a character, including with AltGr, or Option on a Mac. */
export function isTyped(event: KeyPress): boolean {
  const isCommand = isMac ? event.ctrlKey : (event.ctrlKey || event.altKey) && !event.getModifierState('AltGraph');
  return ONE_CHARACTER.test(event.key) && !isCommand && !event.metaKey && !event.isComposing;
}

/** Displayed form of a shortcut. */
export function shortcutText(key: ShortcutKey): string {
  return isMac ? `${hasShift(key) ? '⇧' : ''}⌘${key}` : `Ctrl+${hasShift(key) ? 'Shift+' : ''}${key}`;
}

/** A shortcut as it is shown, and for `aria-keyshortcuts`. */
export interface ShownShortcut {
  readonly text: string;
  readonly aria: string;
}

/** Both forms of a shortcut. */
export function shownShortcut(key: ShortcutKey): ShownShortcut {
  return { text: shortcutText(key), aria: ariaShortcut(key) };
}

/** Displayed form of a zoom shortcut, which main handles (electron/zoom.ts). */
export function zoomKeyText(sign: '+' | '−' | '0'): string {
  return isMac ? `⌘${sign}` : `Ctrl+${sign}`;
}

/** Whether a key press asks for the menu of what has the focus. */
export function isMenuKey({ key, shiftKey }: KeyPress): boolean {
  return key === 'ContextMenu' || (key === 'F10' && shiftKey);
}

/** Displayed form of the delete key. */
export const deleteKeyText = isMac ? '⌫' : 'Delete';
/** Both forms of the delete key. */
export const DELETE_SHORTCUT: ShownShortcut = { text: deleteKeyText, aria: DELETE_KEYS.join(' ') };

/** A shortcut for `aria-keyshortcuts`. */
export function ariaShortcut(key: ShortcutKey): string {
  return `${isMac ? 'Meta' : 'Control'}+${hasShift(key) ? 'Shift+' : ''}${key}`;
}

/** {@link useShortcuts} for a single shortcut. */
export function useShortcut(key: ShortcutKey, action: (() => void) | null): void {
  useShortcuts([key], action);
}

/**
 * Runs `action` when one of the shortcuts is pressed anywhere in the window and no inner element has handled it. Key
 * repeat is ignored. `null` disables the shortcuts.
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
 * Runs `action` when a single key is pressed without a modifier, except in text fields and unless an inner element has
 * handled it. `null` disables it.
 * @param key `key` of the keyboard event, so that `?` is the key with that label.
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

/** Whether no modifier except Shift is pressed. */
export function hasNoModifier({ altKey, ctrlKey, isComposing, metaKey }: KeyPress): boolean {
  return !altKey && !ctrlKey && !metaKey && !isComposing;
}

function isTextEntry(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input:not([type=checkbox]), textarea, select') !== null;
}

function hasShift(key: ShortcutKey): boolean {
  return (WITH_SHIFT as readonly string[]).includes(key);
}
