import { styled, type Theme } from '@mui/material/styles';
import type { ComponentProps, JSX } from 'react';

/** Height of a row in CSS pixels; lists are virtual and count with it. */
export const ROW_HEIGHT = 48;
/** Height of the header row in CSS pixels. */
export const HEADER_HEIGHT = 42;

/**
 * The scrolling frame of a table; in a window too low for it the page scrolls. What stands in its cells has its looks from
 * here, by class: a component with styles of its own in each of hundreds of cells takes longer to draw than all the rest.
 */
export const TableFrame = styled('div')(({ theme }) => ({
  position: 'relative',
  flex: 1,
  minHeight: 200,
  overflow: 'auto',
  borderRadius: 12,
  border: `1px solid ${theme.vars.palette.divider}`,
  backgroundColor: theme.vars.palette.background.paper,
  '&:focus-visible': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: -2 },
  '& .table-cell': {
    minWidth: 0,
    paddingRight: 12,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  // Figures of equal width line up below each other; in words they would set hyphens apart.
  '& .table-time': { fontVariantNumeric: 'tabular-nums' },
  '& .table-first-line': { fontWeight: 600, lineHeight: '20px', overflow: 'hidden', textOverflow: 'ellipsis' },
  '& .table-second-line': {
    fontSize: 12,
    lineHeight: '16px',
    color: theme.vars.palette.text.secondary,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  '& .table-faint': { color: theme.vars.palette.text.secondary },
}));

/** The row of column headers, which stays while the rows scroll; its columns are up to the table. */
export const HeaderLine = styled('div')(({ theme }) => ({
  position: 'sticky',
  top: 0,
  zIndex: 1,
  display: 'grid',
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

/** The looks of a row that is placed by its list; its columns are up to the table. */
export const bodyLine = ({ theme }: { readonly theme: Theme }) =>
  ({
    position: 'absolute',
    top: 0,
    left: 0,
    right: 0,
    display: 'grid',
    alignItems: 'center',
    height: ROW_HEIGHT,
    borderBottom: `1px solid ${theme.vars.palette.divider}`,
    cursor: 'default',
    // Nothing in a row concerns another one: the browser need not look.
    contain: 'size layout style',
    '&:hover': { backgroundColor: theme.vars.palette.action.hover },
  }) as const;

/** One row, placed by its list; its columns are up to the table. */
export const BodyLine = styled('div')(bodyLine);

/** What a part of a table takes: whatever its element does, but for its looks. */
export type PartProps = Omit<ComponentProps<'div'>, 'className'>;

/** A cell whose text is cut at its end when the column is too narrow. */
export function Cell(props: PartProps): JSX.Element {
  return <div className="table-cell" {...props} />;
}

/** A cell with a time. */
export function TimeCell(props: PartProps): JSX.Element {
  return <div className="table-cell table-time" {...props} />;
}

/** First line of a cell of two. */
export function FirstLine(props: PartProps): JSX.Element {
  return <div className="table-first-line" {...props} />;
}

/** Second line of a cell of two. */
export function SecondLine(props: PartProps): JSX.Element {
  return <div className="table-second-line" {...props} />;
}

/** What there is to say where a value is missing. */
export function Faint(props: Omit<ComponentProps<'span'>, 'className'>): JSX.Element {
  return <span className="table-faint" {...props} />;
}
