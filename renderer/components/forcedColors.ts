/**
 * A border visible only with forced colors (high contrast): backgrounds are removed then, and elements defined by
 * their background alone would have no edge.
 */
export const EDGE = '1px solid transparent';

/** Keeps the color of an element that consists of a color only and would be invisible with forced colors. */
export const KEEPS_COLOR = { forcedColorAdjust: 'none' } as const;

/** Selected, pressed, current or highlighted elements, which are otherwise recognized by their background. */
const CHOSEN = [
  '[aria-pressed="true"]',
  '[aria-current="page"]',
  '[role="row"][aria-selected="true"]',
  '[role="gridcell"][aria-selected="true"]',
  '[role="option"]:is(.Mui-focused, .Mui-selected)',
  // The year of the calendar.
  '[role="radio"][aria-checked="true"]',
].join();

/** Global styles with forced colors. They come last and need `!important` to win. */
export const forcedColorStyles = {
  '@media (forced-colors: active)': {
    [`:is(${CHOSEN})`]: {
      ...KEEPS_COLOR,
      color: 'HighlightText !important',
      backgroundColor: 'Highlight !important',
      borderColor: 'Highlight !important',
      outlineColor: 'CanvasText !important',
    },
    // Its content has colors meant for another background.
    [`:is(${CHOSEN}) :not(.check-box, .own-color)`]: {
      color: 'inherit !important',
      backgroundColor: 'transparent !important',
      borderColor: 'currentColor !important',
    },
    // Its outline is drawn inside.
    '[role="row"][aria-selected="true"]': { outlineColor: 'HighlightText !important' },
    '.check-box': { forcedColorAdjust: 'auto' },
    '.MuiLinearProgress-bar': { ...KEEPS_COLOR, backgroundColor: 'Highlight !important' },
    '.MuiSkeleton-root': { ...KEEPS_COLOR, backgroundColor: 'GrayText !important' },
  },
} as const;
