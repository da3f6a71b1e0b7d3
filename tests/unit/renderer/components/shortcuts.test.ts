import { describe, expect, it, vi } from 'vitest';

const pressed = { altKey: false, code: 'KeyC', ctrlKey: false, metaKey: false, shiftKey: true };

/** A shortcut with 2 in place of Shift and C. */
const withoutShift = (text: string): string => text.replace(/Shift\+|⇧/, '').replace(/C$/, '2');

describe.each([
  ['Mozilla/5.0 (X11; Linux x86_64)', 'ctrlKey', 'metaKey', 'Ctrl+Shift+C', 'Control+Shift+C'],
  ['Mozilla/5.0 (Windows NT 10.0)', 'ctrlKey', 'metaKey', 'Ctrl+Shift+C', 'Control+Shift+C'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 'metaKey', 'ctrlKey', '⇧⌘C', 'Meta+Shift+C'],
])('in %s', async (userAgent, modifier, other, text, aria) => {
  vi.resetModules();
  vi.stubGlobal('navigator', { userAgent });
  const { ariaShortcut, isShortcut, shortcutText } = await import('../../../../renderer/components/shortcuts.ts');
  vi.unstubAllGlobals();

  it('is the modifier of the system, Shift and the place of the letter', () => {
    expect(isShortcut({ ...pressed, [modifier]: true }, 'C')).toBe(true);
    expect(isShortcut({ ...pressed, [modifier]: true }, 'L')).toBe(false);
    expect(isShortcut({ ...pressed, [modifier]: true, shiftKey: false }, 'C')).toBe(false);
    expect(isShortcut({ ...pressed, [modifier]: true, altKey: true }, 'C')).toBe(false);
    expect(isShortcut({ ...pressed, [modifier]: true, [other]: true }, 'C')).toBe(false);
    expect(isShortcut({ ...pressed, [other]: true }, 'C')).toBe(false);
  });

  it('of a connection is the modifier of the system and the place of the digit, without Shift', () => {
    const digit = { ...pressed, code: 'Digit2', shiftKey: false, [modifier]: true };
    expect(isShortcut(digit, '2')).toBe(true);
    expect(isShortcut(digit, '3')).toBe(false);
    expect(isShortcut({ ...digit, shiftKey: true }, '2')).toBe(false);
  });

  it('is told as the system writes it', () => {
    expect([shortcutText('C'), ariaShortcut('C')]).toEqual([text, aria]);
    expect([shortcutText('2'), ariaShortcut('2')]).toEqual([text, aria].map(withoutShift));
  });
});
