import { styled } from '@mui/material/styles';
import type { JSX } from 'react';
import { EDGE } from '../../../components/forcedColors.ts';
import { bodyLine, HEADER_HEIGHT, HeaderCell, HeaderLine, type PartProps } from '../../../components/tableParts.tsx';
import { MONOSPACE } from '../../../shell/theme.ts';
import { rotationMarkStyles } from '../rotation/RotationMark.tsx';
import { testMarkStyles } from '../test/TestMark.tsx';
import { columnTracks } from './columnTracks.ts';

/** Row heights in CSS pixels, used by the virtualizer. */
export const ROW_HEIGHTS = { comfortable: 48, compact: 36 } as const;

/** Columns that fit into every window, for placeholder rows while the view is unknown. */
const USUAL = columnTracks(['userName', 'token', 'created', 'expires', 'status'], {});

/** Passed to the rows as CSS variables, so that dragging a column edge renders no row. */
const TRACKS = {
  gridTemplateColumns: `var(--key-tracks, ${USUAL.template})`,
  minWidth: `var(--key-row-width, ${USUAL.minimumWidth}px)`,
};

/** The row of column headers. */
export const HeaderRow = styled(HeaderLine)(TRACKS);

/** A sortable column header, as wide as its column, so that its edge can be dragged. */
export const SortingCell = styled(HeaderCell)({
  justifySelf: 'stretch',
  position: 'relative',
  // Wraps to two lines where needed.
  padding: '4px 14px 4px 0',
  maxHeight: HEADER_HEIGHT - 1,
  overflow: 'hidden',
  overflowWrap: 'break-word',
  '&:focus-visible': { outlineOffset: -1 },
});

/** A cell with a centred control. */
const CONTROL = { display: 'flex', justifyContent: 'center', alignItems: 'center', gap: 2 } as const;

/** A column header with a centred control. */
export const ControlHeader = styled('div')(CONTROL);

/**
 * Container that styles the rows by class. A row has as few elements as possible, since scrolling lays out and paints
 * eight of them per frame: a cell is one element with one text, a status its own chip.
 */
export const KeyRows = styled('div')(({ theme }) => ({
  ...testMarkStyles({ theme }),
  ...rotationMarkStyles({ theme }),
  '& .key-row-group': { position: 'relative', minWidth: TRACKS.minWidth },
  '& .key-row': {
    ...bodyLine({ theme }),
    ...TRACKS,
    contain: 'strict',
    // Shaping the texts is most of the layout of a row, and kerning and the contextual forms of this font a fifth of it.
    fontKerning: 'none',
    fontVariantLigatures: 'none',
    height: `var(--key-row-height, ${ROW_HEIGHTS.comfortable}px)`,
    '&[aria-selected="true"]': { backgroundColor: theme.vars.palette.tone.accent.background },
    '&:focus-visible': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: -2 },
  },
  // Each clipped cell adds to the time of a frame.
  '& .key-row :is(.table-time, .table-faint, .key-token, .key-status)': {
    overflow: 'var(--key-text-overflow, hidden)',
  },
  // One size for both lines of a time, see the two lines of the table's frame.
  '& .key-row :is(.table-time, .table-faint)': { fontSize: 13 },
  '& .key-control': CONTROL,
  '& .key-token': { fontFamily: MONOSPACE, fontSize: 12.5, color: theme.vars.palette.text.secondary },
  '& .key-status': { justifySelf: 'start', maxWidth: 'calc(100% - 12px)' },
  '& .key-marked-status': {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, max-content) repeat(2, auto)',
    justifyContent: 'start',
    alignItems: 'center',
    '& .status-chip': { justifySelf: 'start' },
    // Below the status, unless it is a sign only.
    '& .test-mark:not([role="img"])': { gridColumn: '1 / -1' },
  },
  // Of a key that has not arrived yet.
  '& .key-placeholder': {
    gridColumn: '2 / -2',
    height: 12,
    marginRight: 12,
    borderRadius: 6,
    backgroundColor: theme.vars.palette.action.hover,
    border: EDGE,
  },
  '& .key-actions': {
    ...CONTROL,
    color: theme.vars.palette.text.secondary,
    // The row in the tab order has them at any time.
    opacity: 0,
  },
  '& .key-row:is(:hover, :focus-within) > .key-actions': { opacity: 1 },
  '& .key-action': {
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
  },
}));

/** The rows. An element without a style of its own, since it renders while they scroll. */
export function RowGroup(props: PartProps): JSX.Element {
  return <div className="key-row-group" {...props} />;
}

/** One row. */
export function BodyRow(props: PartProps): JSX.Element {
  return <div className="key-row" {...props} />;
}

/** The only cell of a key that has not arrived yet. */
export function PlaceholderCell(props: PartProps): JSX.Element {
  return <div className="key-placeholder" {...props} />;
}

/** A cell with the check box of a key. */
export function ControlCell(props: PartProps): JSX.Element {
  return <div className="key-control" {...props} />;
}

/** A cell with the actions of a key, while its row has them. */
export function ActionsCell(props: PartProps): JSX.Element {
  return <div className="key-actions" {...props} />;
}
