import { ruRU } from '@mui/material/locale';
import { createTheme, keyframes, type Theme, type ThemeOptions } from '@mui/material/styles';
import { ruRU as russianDates } from '@mui/x-date-pickers/locales';
import type { Language } from '../../shared/model/language.ts';
import { EDGE } from '../components/forcedColors.ts';
import { darkColors, lightColors } from './palette.ts';

/** Font of text. */
const SANS = "'Inter Variable', system-ui, sans-serif";
/** Font of tokens and secrets. */
export const MONOSPACE = "'JetBrains Mono Variable', ui-monospace, monospace";

/** Moves from left of the track to right of it, relative to the width of the bar. */
const acrossTheLine = keyframes`
  from { transform: translateX(-100%); }
  to { transform: translateX(250%); }
`;

const options: ThemeOptions = {
  cssVariables: { colorSchemeSelector: 'data-color-scheme' },
  colorSchemes: { light: lightColors, dark: darkColors },
  shape: { borderRadius: 10 },
  spacing: 8,
  motion: { reducedMotion: 'system' },
  focusVisible: { outlineWidth: 2, outlineOffset: 2 },
  transitions: {
    duration: {
      shortest: 80,
      shorter: 100,
      short: 120,
      standard: 160,
      complex: 180,
      enteringScreen: 160,
      leavingScreen: 120,
    },
  },
  typography: {
    fontFamily: SANS,
    fontSize: 14,
    h1: { fontSize: 22, lineHeight: '30px', fontWeight: 650, letterSpacing: '-0.01em' },
    h2: { fontSize: 18, lineHeight: '26px', fontWeight: 650, letterSpacing: '-0.005em' },
    h3: { fontSize: 14, lineHeight: '20px', fontWeight: 600 },
    body1: { fontSize: 14, lineHeight: '20px' },
    body2: { fontSize: 13, lineHeight: '19px' },
    caption: { fontSize: 12, lineHeight: '16px' },
    overline: { fontSize: 11, lineHeight: '16px', fontWeight: 600, letterSpacing: '0.06em' },
    button: { fontSize: 14, lineHeight: '20px', fontWeight: 600, textTransform: 'none' },
  },
  components: {
    MuiCssBaseline: {
      styleOverrides: {
        // Stated, where the library lets each element inherit it: an explicit `inherit` makes a change of any element
        // compute the styles of everything inside it again.
        '*, *::before, *::after': { boxSizing: 'border-box' },
        html: { height: '100%' },
        body: { height: '100%', overflow: 'hidden', fontFeatureSettings: '"cv05", "cv08"' },
        '#root': { height: '100%' },
      },
    },
    MuiButtonBase: { defaultProps: { disableRipple: true }, styleOverrides: { root: { fontFamily: 'inherit' } } },
    MuiButton: {
      defaultProps: { disableElevation: true, color: 'inherit' },
      styleOverrides: {
        root: { borderRadius: 10, padding: '7px 16px', minHeight: 38, whiteSpace: 'nowrap' },
        contained: { padding: '6px 15px', border: EDGE },
        sizeSmall: { padding: '3px 8px', minHeight: 28, fontSize: 13, borderRadius: 8 },
        outlined: ({ theme }) => ({
          borderColor: theme.vars.palette.divider,
          backgroundColor: theme.vars.palette.background.paper,
        }),
      },
    },
    MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' } } },
    MuiMenu: {
      styleOverrides: {
        paper: ({ theme }) => ({ border: `1px solid ${theme.vars.palette.divider}`, borderRadius: 12 }),
      },
    },
    MuiAutocomplete: {
      styleOverrides: {
        paper: ({ theme }) => ({ border: `1px solid ${theme.vars.palette.divider}`, borderRadius: 12 }),
      },
    },
    MuiPopover: {
      styleOverrides: {
        paper: ({ theme }) => ({ border: `1px solid ${theme.vars.palette.divider}`, borderRadius: 12 }),
      },
    },
    MuiMenuItem: { styleOverrides: { root: { fontSize: 14, minHeight: 36, borderRadius: 8, margin: '0 6px' } } },
    MuiTextField: { defaultProps: { size: 'small', fullWidth: true } },
    MuiOutlinedInput: {
      styleOverrides: { root: ({ theme }) => ({ backgroundColor: theme.vars.palette.background.paper }) },
    },
    MuiFormHelperText: { styleOverrides: { root: { marginLeft: 2, fontSize: 12, lineHeight: '16px' } } },
    MuiTooltip: {
      defaultProps: { arrow: true, enterDelay: 400 },
      styleOverrides: {
        tooltip: ({ theme }) => ({
          fontSize: 12,
          lineHeight: '16px',
          padding: '5px 9px',
          border: EDGE,
          maxWidth: 320,
          color: theme.vars.palette.frame.toastText,
          backgroundColor: theme.vars.palette.frame.toast,
        }),
        arrow: ({ theme }) => ({ color: theme.vars.palette.frame.toast }),
      },
    },
    MuiToggleButton: {
      styleOverrides: {
        root: ({ theme }) => ({
          borderColor: theme.vars.palette.divider,
          color: theme.vars.palette.text.primary,
          backgroundColor: theme.vars.palette.background.paper,
          '&.Mui-selected, &.Mui-selected:hover': {
            color: theme.vars.palette.tone.accent.text,
            backgroundColor: theme.vars.palette.tone.accent.background,
          },
        }),
      },
    },
    // Progress is animated by the compositor: the library's own animations cause layout and paint in every frame, which
    // took half of the page's time while many keys were deleted.
    MuiCircularProgress: { defaultProps: { disableShrink: true } },
    MuiLinearProgress: {
      styleOverrides: {
        indeterminate: {
          '& > .MuiLinearProgress-bar2': { display: 'none' },
          '@media (prefers-reduced-motion: no-preference)': {
            '& > .MuiLinearProgress-bar1': {
              right: 'auto',
              width: '40%',
              animation: `${acrossTheLine} 1.6s cubic-bezier(0.45, 0.05, 0.55, 0.95) infinite`,
            },
          },
        },
      },
    },
    MuiSkeleton: { defaultProps: { animation: 'pulse' } },
  },
};

const created = new Map<Language, Theme>();

/** The theme of a language: the same style, with the library's own texts translated. Created once, when it is first used. */
export function themeOf(language: Language): Theme {
  const known = created.get(language);
  const theme = known ?? (language === 'ru' ? createTheme(options, ruRU, russianDates) : createTheme(options));
  created.set(language, theme);
  return theme;
}
