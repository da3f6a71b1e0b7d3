import { styled } from '@mui/material/styles';
import { MONOSPACE } from '../../shell/theme.ts';

/** Columns: time, action, key, connection, outcome. */
export const COLUMNS =
  'minmax(176px, 1.2fr) minmax(220px, 2.2fr) minmax(140px, 1.5fr) minmax(150px, 1.2fr) minmax(150px, 1fr)';

/** Space to the left of the first column, in CSS pixels. */
export const INSET = '16px';

/** A shortened token below the user name. */
export const ShortToken = styled('div')(({ theme }) => ({
  fontFamily: MONOSPACE,
  fontSize: 12,
  lineHeight: '16px',
  color: theme.vars.palette.text.secondary,
}));
