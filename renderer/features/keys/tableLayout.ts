import { styled } from '@mui/material/styles';
import { MONOSPACE } from '../../app/theme.ts';

/** Height of a row in CSS pixels; the list is virtual and counts with it. */
export const ROW_HEIGHT = 48;
/** Height of the header row in CSS pixels. */
export const HEADER_HEIGHT = 42;

/** Check box, user name, token, created, expires, status, actions. */
const COLUMNS =
  '44px minmax(168px, 2.3fr) minmax(128px, 1.7fr) minmax(136px, 1.4fr) minmax(136px, 1.4fr) minmax(178px, 1.6fr) 76px';

/** The scrolling frame of the table; in a window too low for it the page scrolls. */
export const TableFrame = styled('div')(({ theme }) => ({
  position: 'relative',
  flex: 1,
  minHeight: 200,
  overflow: 'auto',
  borderRadius: 12,
  border: `1px solid ${theme.vars.palette.divider}`,
  backgroundColor: theme.vars.palette.background.paper,
}));

/** The row of column headers, which stays while the rows scroll. */
export const HeaderRow = styled('div')(({ theme }) => ({
  position: 'sticky',
  top: 0,
  zIndex: 1,
  display: 'grid',
  gridTemplateColumns: COLUMNS,
  alignItems: 'center',
  height: HEADER_HEIGHT,
  borderBottom: `1px solid ${theme.vars.palette.divider}`,
  backgroundColor: theme.vars.palette.background.paper,
}));

/** One column header; a button-like cell where it sorts. */
export const HeaderCell = styled('div')(({ theme }) => ({
  justifySelf: 'start',
  maxWidth: '100%',
  borderRadius: 4,
  fontSize: 12.5,
  lineHeight: '16px',
  fontWeight: 600,
  color: theme.vars.palette.text.secondary,
  '&[aria-sort]': { cursor: 'pointer' },
  '&[aria-sort]:hover, &[aria-sort="ascending"], &[aria-sort="descending"]': { color: theme.vars.palette.text.primary },
  '&:focus-visible': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: 2 },
  '& svg': { fontSize: 14, marginLeft: 4, verticalAlign: -2 },
}));

/** One key. Its actions stay quiet until the row is pointed at or focused. */
export const BodyRow = styled('div')(({ theme }) => ({
  position: 'absolute',
  top: 0,
  left: 0,
  right: 0,
  display: 'grid',
  gridTemplateColumns: COLUMNS,
  alignItems: 'center',
  height: ROW_HEIGHT,
  borderBottom: `1px solid ${theme.vars.palette.divider}`,
  cursor: 'default',
  '&:hover': { backgroundColor: theme.vars.palette.action.hover },
  '&[aria-selected="true"]': { backgroundColor: theme.vars.palette.tone.accent.background },
  '&:focus-visible': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: -2 },
  '& .quiet': { opacity: 0.7, color: theme.vars.palette.text.secondary },
  '&:hover .quiet, &:focus-within .quiet, & .quiet:focus-visible': { opacity: 1 },
}));

/** A cell whose text is cut at its end when the column is too narrow. */
export const Cell = styled('div')({
  minWidth: 0,
  paddingRight: 12,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
});

/** A cell with a control in its middle. */
export const ControlCell = styled('div')({ display: 'flex', justifyContent: 'center', alignItems: 'center', gap: 2 });

/** First line of the name cell. */
export const FullName = styled('div')({
  fontWeight: 600,
  lineHeight: '20px',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
});

/** Second line of the name cell. */
export const UserNameLine = styled('div')(({ theme }) => ({
  fontSize: 12,
  lineHeight: '16px',
  color: theme.vars.palette.text.secondary,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
}));

/** A token. */
export const Token = styled('span')(({ theme }) => ({
  fontFamily: MONOSPACE,
  fontSize: 12.5,
  color: theme.vars.palette.text.secondary,
}));

/** A time, with figures of equal width. */
export const Moment = styled('span')({ fontVariantNumeric: 'tabular-nums' });

/** A small square button of a row. */
export const RowAction = styled('button')(({ theme }) => ({
  display: 'grid',
  placeItems: 'center',
  width: 30,
  height: 30,
  padding: 0,
  border: 0,
  borderRadius: 8,
  background: 'none',
  color: 'inherit',
  cursor: 'pointer',
  '&:hover': { backgroundColor: theme.vars.palette.action.hover, color: theme.vars.palette.text.primary },
  '&:focus-visible': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: 0 },
  '& svg': { fontSize: 17 },
}));
