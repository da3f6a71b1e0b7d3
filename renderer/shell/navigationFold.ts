import useMediaQuery from '@mui/material/useMediaQuery';

/** Below this width, in CSS pixels, the navigation shows icons only. */
const FOLD_WIDTH = 1200;

/** From this width on, in CSS pixels, pages have space for everything. */
const ROOMY_WIDTH = 1360;

/** Whether the window is wide enough for what a narrow one hides. */
export function useHasRoom(): boolean {
  return useMediaQuery(`(min-width: ${ROOMY_WIDTH}px)`);
}

/** Whether the navigation is collapsed to icons, since the window is narrow. */
export function useNavigationIsFolded(): boolean {
  return useMediaQuery(`(max-width: ${FOLD_WIDTH - 1}px)`);
}
