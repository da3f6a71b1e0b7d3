import useMediaQuery from '@mui/material/useMediaQuery';

/** Below this width, in CSS pixels, the navigation shows icons only. */
const FOLD_WIDTH = 1200;

/** Whether the navigation shows icons only, since the window is narrow. */
export function useNavigationIsFolded(): boolean {
  return useMediaQuery(`(max-width: ${FOLD_WIDTH - 1}px)`);
}
