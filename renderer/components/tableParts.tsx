import { styled, type Theme } from '@mui/material/styles';
import type { ComponentProps, JSX } from 'react';

/** Height of a row in CSS pixels, used by the virtualizer. */
export const ROW_HEIGHT = 48;
/** Height of the header row in CSS pixels. */
export const HEADER_HEIGHT = 42;

/**
 * Scroll container of a table; in a very low window the page scrolls instead. Styles its cells by class: a styled
 * component in each of hundreds of cells takes longer to render than everything else.
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
  // Tabular figures align; only for times, since in text they would space out hyphens.
  '& .table-time': { fontVariantNumeric: 'tabular-nums' },
  '& .table-first-line': { fontWeight: 600, lineHeight: '20px', overflow: 'hidden', textOverflow: 'ellipsis' },
  '& .table-second-line': {
    fontSize: 12,
    lineHeight: '16px',
    color: theme.vars.palette.text.secondary,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  '& .table-name': { fontWeight: 600, lineHeight: '20px' },
  // One element with one text of two lines: fewer boxes to lay out and paint than an element for each line. The first line
  // differs by its color only: with another font the browser would shape all of the text twice.
  '& .table-two-lines': {
    whiteSpace: 'pre',
    lineHeight: '18px',
    color: theme.vars.palette.text.secondary,
    '&::first-line': { color: theme.vars.palette.text.primary },
    // The second line below a name.
    '& > span': { fontSize: 12, fontWeight: 400 },
    // The color of a selected row.
    '@media (forced-colors: active)': { '&::first-line': { color: 'inherit' } },
  },
  '& .table-faint': { color: theme.vars.palette.text.secondary },
}));

/** Sticky row of column headers; the table defines the columns. */
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

/** A column header; sortable ones look like buttons. */
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

/** Styles of a row positioned by the virtualizer; the table defines the columns. */
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
    // Rows do not affect one another.
    contain: 'size layout style',
    '&:hover': { backgroundColor: theme.vars.palette.action.hover },
  }) as const;

/** A row positioned by the virtualizer; the table defines the columns. */
export const BodyLine = styled('div')(bodyLine);

/** Props of a table part: those of its element except the styling. */
export type PartProps = Omit<ComponentProps<'div'>, 'className'>;

/** A cell that truncates its text. */
export function Cell(props: PartProps): JSX.Element {
  return <div className="table-cell" {...props} />;
}

/** A cell with a time. */
export function TimeCell(props: PartProps): JSX.Element {
  return <div className="table-cell table-time" {...props} />;
}

/** First line of a two-line cell. */
export function FirstLine(props: PartProps): JSX.Element {
  return <div className="table-first-line" {...props} />;
}

/** Second line of a two-line cell. */
export function SecondLine(props: PartProps): JSX.Element {
  return <div className="table-second-line" {...props} />;
}

/** Characters that end a line, also those that only preformatted text has. */
const LINE_ENDS = /[\n\v\f\r\u0085\u2028\u2029]+/g;

/** The text of a cell with the class `table-two-lines`. */
export function twoLines(first: string, second: string): string {
  return `${inOneLine(first)}\n${inOneLine(second)}`;
}

/** The same for a cell with the class `table-name`, too: what is below the name is smaller. */
export function nameLines(name: string, below: string): JSX.Element {
  return (
    <>
      {`${inOneLine(name)}\n`}
      <span>{inOneLine(below)}</span>
    </>
  );
}

function inOneLine(text: string): string {
  return text.replaceAll(LINE_ENDS, ' ');
}

/** Text in place of a missing value. */
export function Faint(props: Omit<ComponentProps<'span'>, 'className'>): JSX.Element {
  return <span className="table-faint" {...props} />;
}
