import type { ColorSystemOptions } from '@mui/material/styles';
import type { ConnectionColor } from '../../shared/model/connection.ts';
import type { ChipTone } from '../components/StatusChip.tsx';

/** Colors of one tone: text and the tint behind it, with a contrast of at least 4.5:1 to each other. */
interface ToneColors {
  readonly text: string;
  readonly background: string;
}

declare module '@mui/material/styles' {
  interface Palette {
    tone: Record<ChipTone, ToneColors>;
    /** Colors of connections; contrast of at least 3:1 to their backgrounds. */
    connection: Record<ConnectionColor, string>;
    frame: { navigation: string; toast: string; toastText: string; toastAction: string };
  }
  interface PaletteOptions {
    tone?: Record<ChipTone, ToneColors>;
    /** Colors of connections; contrast of at least 3:1 to their backgrounds. */
    connection?: Record<ConnectionColor, string>;
    frame?: { navigation: string; toast: string; toastText: string; toastAction: string };
  }
  interface CssThemeVariables {
    enabled: true;
  }
}

/** Colors of the light theme. */
export const lightColors: ColorSystemOptions = {
  palette: {
    mode: 'light',
    primary: { main: '#2b50cc', dark: '#213fa6', contrastText: '#ffffff' },
    error: { main: '#b3241d', dark: '#8f1b15', contrastText: '#ffffff' },
    background: { default: '#f6f7f9', paper: '#ffffff' },
    text: { primary: '#161a21', secondary: '#596275', disabled: '#8b93a3' },
    divider: '#dfe3ea',
    tone: {
      success: { text: '#12694a', background: '#e2f4ea' },
      warning: { text: '#855400', background: '#fdf1d3' },
      error: { text: '#a8201a', background: '#fde7e5' },
      neutral: { text: '#545d6f', background: '#eff1f4' },
      accent: { text: '#2446b8', background: '#e6ecfc' },
    },
    connection: {
      blue: '#2b62d9',
      teal: '#0b7f86',
      green: '#2c7d3a',
      amber: '#a16a00',
      orange: '#c4540c',
      red: '#c0271f',
      violet: '#7a4bc9',
      grey: '#687082',
    },
    frame: { navigation: '#edeff3', toast: '#1d2333', toastText: '#f2f4f8', toastAction: '#a9bdff' },
  },
};

/** Colors of the dark theme. */
export const darkColors: ColorSystemOptions = {
  palette: {
    mode: 'dark',
    primary: { main: '#8fa8ff', dark: '#a9bcff', contrastText: '#0f1530' },
    error: { main: '#f28b82', dark: '#ffa49c', contrastText: '#2c0a08' },
    background: { default: '#0f1217', paper: '#171b22' },
    text: { primary: '#e9ecf1', secondary: '#9ca5b5', disabled: '#6b7484' },
    divider: '#2a303b',
    tone: {
      success: { text: '#6bd6a1', background: '#11301f' },
      warning: { text: '#f3c05e', background: '#382809' },
      error: { text: '#ff9e96', background: '#421716' },
      neutral: { text: '#a2abba', background: '#222834' },
      accent: { text: '#a4b8ff', background: '#1c2747' },
    },
    connection: {
      blue: '#7ba3ff',
      teal: '#4fc3c9',
      green: '#6fcb7f',
      amber: '#eab543',
      orange: '#ff9a57',
      red: '#ff7a70',
      violet: '#b99bff',
      grey: '#98a1b2',
    },
    frame: { navigation: '#0b0d11', toast: '#e9ecf1', toastText: '#161a21', toastAction: '#2446b8' },
  },
};
