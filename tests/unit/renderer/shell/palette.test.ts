import { describe, expect, it } from 'vitest';
import { darkColors, lightColors } from '../../../../renderer/shell/palette.ts';

/** Relative luminance. Source: WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(left: string, right: string): number {
  const [light = 0, dark = 0] = [luminance(left), luminance(right)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** The colors as plain values; a missing one is an empty text, whose contrast fails the test. */
function value(colors: unknown, path: string): string {
  const found = path
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], colors);
  return typeof found === 'string' ? found : '';
}

const TONES = ['success', 'warning', 'error', 'neutral', 'accent'];
const TEXT_ON_GROUND: readonly (readonly [text: string, ground: string])[] = [
  ['text.primary', 'background.default'],
  ['text.primary', 'background.paper'],
  ['text.primary', 'frame.navigation'],
  ['text.primary', 'tone.accent.background'],
  ['text.secondary', 'background.default'],
  ['text.secondary', 'background.paper'],
  ['text.secondary', 'frame.navigation'],
  ['text.secondary', 'tone.accent.background'],
  ['primary.main', 'background.paper'],
  ['primary.contrastText', 'primary.main'],
  ['primary.contrastText', 'primary.dark'],
  ['error.main', 'background.paper'],
  ['error.contrastText', 'error.main'],
  ['error.contrastText', 'error.dark'],
  ['frame.toastText', 'frame.toast'],
  ['frame.toastAction', 'frame.toast'],
  ...TONES.map((tone) => [`tone.${tone}.text`, `tone.${tone}.background`] as const),
];

describe.each([
  ['light', lightColors.palette],
  ['dark', darkColors.palette],
])('the %s colors', (_name, palette) => {
  it.each(TEXT_ON_GROUND)('show %s on %s with a contrast of at least 4.5:1', (text, ground) => {
    expect(value(palette, text)).toMatch(/^#[0-9a-f]{6}$/);
    expect(value(palette, ground)).toMatch(/^#[0-9a-f]{6}$/);
    expect(contrast(value(palette, text), value(palette, ground))).toBeGreaterThanOrEqual(4.5);
  });
});
