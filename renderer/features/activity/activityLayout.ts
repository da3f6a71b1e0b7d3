import { styled } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { MONOSPACE } from '../../shell/theme.ts';

/** Columns: time, action, key, connection, outcome. */
const WIDE = 'minmax(176px, 1.2fr) minmax(220px, 2.2fr) minmax(140px, 1.5fr) minmax(150px, 1.2fr) minmax(150px, 1fr)';
/** The same without the connection, which is then below the time. */
const NARROW = 'minmax(148px, 1fr) minmax(116px, 1.6fr) minmax(116px, 1.2fr) minmax(112px, 1fr)';

/** Columns of the table. */
export interface ActivityLayout {
  /** Whether the window is too narrow for a column of the connections. */
  readonly isNarrow: boolean;
  readonly gridTemplateColumns: string;
}

/** Returns the columns for the width of the window. */
export function useActivityLayout(): ActivityLayout {
  const isNarrow = useMediaQuery('(max-width: 999px)');
  return { isNarrow, gridTemplateColumns: isNarrow ? NARROW : WIDE };
}

/** Space to the left of the first column, in CSS pixels. */
export const INSET = '16px';

/** A shortened token below the user name. */
export const ShortToken = styled('div')(({ theme }) => ({
  fontFamily: MONOSPACE,
  fontSize: 12,
  lineHeight: '16px',
  color: theme.vars.palette.text.secondary,
}));

/** A quiet button in the second line of a cell. */
export const NewKeyButton = styled('button')(({ theme }) => ({
  display: 'block',
  padding: '0 4px',
  margin: '0 -4px',
  border: 0,
  borderRadius: 4,
  background: 'none',
  font: 'inherit',
  fontSize: 12,
  lineHeight: '18px',
  fontWeight: 600,
  cursor: 'pointer',
  color: theme.vars.palette.primary.main,
  '&:hover': { textDecoration: 'underline' },
  '&:focus-visible': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: -1 },
}));
