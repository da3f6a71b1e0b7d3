/**
 * A border that is seen only where the system has its own colours put in place of all others (high contrast): there are no
 * backgrounds then, and what has nothing but a background has no edge.
 */
export const EDGE = '1px solid transparent';

/** Keeps the colour of what is nothing but a colour, and would be invisible among those of the system. */
export const KEEPS_COLOR = { forcedColorAdjust: 'none' } as const;

/** What is chosen, pressed, current or about to be taken: everything that is told by its background else. */
const CHOSEN = [
  '[aria-pressed="true"]',
  '[aria-current="page"]',
  '[role="row"][aria-selected="true"]',
  '[role="gridcell"][aria-selected="true"]',
  '[role="option"]:is(.Mui-focused, .Mui-selected)',
  // The year of the calendar.
  '[role="radio"][aria-checked="true"]',
].join();

/** Looks for the whole window among the colours of the system. They come last, so they have to insist. */
export const forcedColorStyles = {
  '@media (forced-colors: active)': {
    [`:is(${CHOSEN})`]: {
      ...KEEPS_COLOR,
      color: 'HighlightText !important',
      backgroundColor: 'Highlight !important',
      borderColor: 'Highlight !important',
      outlineColor: 'CanvasText !important',
    },
    // What stands in it has colours of its own, for another ground.
    [`:is(${CHOSEN}) :not(.check-box, .own-color)`]: {
      color: 'inherit !important',
      backgroundColor: 'transparent !important',
      borderColor: 'currentColor !important',
    },
    // Its ring is drawn inside.
    '[role="row"][aria-selected="true"]': { outlineColor: 'HighlightText !important' },
    '.check-box': { forcedColorAdjust: 'auto' },
    '.MuiLinearProgress-bar': { ...KEEPS_COLOR, backgroundColor: 'Highlight !important' },
    '.MuiSkeleton-root': { ...KEEPS_COLOR, backgroundColor: 'GrayText !important' },
  },
} as const;
