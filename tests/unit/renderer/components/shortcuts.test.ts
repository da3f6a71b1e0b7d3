import { describe, expect, it, vi } from 'vitest';
import { KEYBOARD_LAYOUTS } from './keyboardLayouts.ts';

const LETTERS = ['A', 'F', 'N', 'R', 'C', 'L'] as const;
const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** A key press without modifiers. */
const pressed = {
  altKey: false,
  code: 'KeyC',
  ctrlKey: false,
  getModifierState: (_name: string) => false,
  isComposing: false,
  key: 'c',
  metaKey: false,
  shiftKey: false,
};
const withAltGr = { getModifierState: (name: string) => name === 'AltGraph' };

/** A shortcut with 2 in place of Shift and C. */
const withoutShift = (text: string): string => text.replace(/Shift\+|⇧/, '').replace(/C$/, '2');

describe.each([
  ['Mozilla/5.0 (X11; Linux x86_64)', 'ctrlKey', 'metaKey', 'Ctrl+Shift+C', 'Control+Shift+C'],
  ['Mozilla/5.0 (Windows NT 10.0)', 'ctrlKey', 'metaKey', 'Ctrl+Shift+C', 'Control+Shift+C'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 'metaKey', 'ctrlKey', '⇧⌘C', 'Meta+Shift+C'],
])('in %s', async (userAgent, modifier, other, text, aria) => {
  vi.resetModules();
  vi.stubGlobal('navigator', { userAgent });
  const { ariaShortcut, DELETE_KEYS, isShortcut, isTyped, shortcutText } = await import(
    '../../../../renderer/components/shortcuts.ts'
  );
  vi.unstubAllGlobals();
  const isMac = modifier === 'metaKey';

  it.each(KEYBOARD_LAYOUTS)('fault 101: each shortcut is at one place of $name: $isLatin', ({ printed, isLatin }) => {
    const places = [...printed.keys()];
    for (const letter of LETTERS) {
      const shiftKey = letter === 'C' || letter === 'L';
      const firing = places.filter((code) => {
        const key = printed.get(code) ?? '';
        return isShortcut(
          { ...pressed, code, key: shiftKey ? key.toUpperCase() : key, shiftKey, [modifier]: true },
          letter,
        );
      });
      const expected = places.filter((code) =>
        isLatin ? printed.get(code) === letter.toLowerCase() : code === `Key${letter}`,
      );
      expect({ letter, firing }).toEqual({ letter, firing: expected });
      expect(expected).toHaveLength(1);
    }
    for (const digit of DIGITS) {
      const firing = places.filter((code) =>
        isShortcut({ ...pressed, code, key: printed.get(code) ?? '', [modifier]: true }, digit),
      );
      expect({ digit, firing }).toEqual({ digit, firing: [`Digit${digit}`] });
    }
  });

  it('is the modifier of the system, Shift and the letter, and no more', () => {
    const press = { ...pressed, shiftKey: true, key: 'C', [modifier]: true };
    expect(isShortcut(press, 'C')).toBe(true);
    expect(isShortcut({ ...press, key: 'c' }, 'C'), 'with Caps Lock').toBe(true);
    expect(isShortcut(press, 'L')).toBe(false);
    expect(isShortcut({ ...press, shiftKey: false }, 'C')).toBe(false);
    expect(isShortcut({ ...press, altKey: true }, 'C')).toBe(false);
    expect(isShortcut({ ...press, [other]: true }, 'C')).toBe(false);
    expect(isShortcut({ ...press, [modifier]: false, [other]: true }, 'C')).toBe(false);
    expect(isShortcut({ ...press, ...withAltGr }, 'C')).toBe(false);
    expect(isShortcut({ ...press, isComposing: true }, 'C')).toBe(false);
  });

  it('is nothing that an input method is still working on, nor a dead key', () => {
    for (const key of ['Process', 'Dead', 'Alt', 'Enter']) {
      expect(isShortcut({ ...pressed, key, code: 'KeyA', [modifier]: true }, 'A')).toBe(false);
      expect(isShortcut({ ...pressed, key, code: 'Digit2', [modifier]: true }, '2')).toBe(false);
    }
    expect(isShortcut({ ...pressed, key: 'Unidentified', code: 'KeyA', [modifier]: true }, 'A')).toBe(true);
  });

  it('of a connection takes no Shift', () => {
    const digit = { ...pressed, code: 'Digit2', key: '2', [modifier]: true };
    expect(isShortcut(digit, '2')).toBe(true);
    expect(isShortcut({ ...digit, shiftKey: true }, '2')).toBe(false);
  });

  it('is written as on the system', () => {
    expect([shortcutText('C'), ariaShortcut('C')]).toEqual([text, aria]);
    expect([shortcutText('2'), ariaShortcut('2')]).toEqual([text, aria].map(withoutShift));
  });

  it('distinguishes typed characters from commands', () => {
    for (const key of ['a', 'ж', ' ', '/', '?', "'", '💼']) {
      expect(isTyped({ ...pressed, key })).toBe(true);
      expect(isTyped({ ...pressed, key, shiftKey: true })).toBe(true);
      expect(isTyped({ ...pressed, key, ctrlKey: true })).toBe(false);
      expect(isTyped({ ...pressed, key, metaKey: true })).toBe(false);
      expect(isTyped({ ...pressed, key, isComposing: true })).toBe(false);
      expect(isTyped({ ...pressed, key, altKey: true })).toBe(isMac);
    }
    // Windows reports AltGr as Ctrl and Alt, too.
    expect(isTyped({ ...pressed, ...withAltGr, key: '/', ctrlKey: true, altKey: true })).toBe(!isMac);
    for (const key of ['Dead', 'Process', 'Enter', 'F5', '\t']) {
      expect(isTyped({ ...pressed, key })).toBe(false);
    }
  });

  it('deletes with the Delete key', () => {
    expect(DELETE_KEYS).toEqual(isMac ? ['Delete', 'Backspace'] : ['Delete']);
  });
});
