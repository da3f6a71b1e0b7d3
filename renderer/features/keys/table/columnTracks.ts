import { COLUMN_WIDTH, type KeyTableColumn, type KeyView } from '../../../../shared/model/keyView.ts';

/** Widths of the check box column and the actions column, in CSS pixels. */
const EDGE_WIDTHS = { checkBox: 44, actions: 76 };

/** Minimum width of a flexible column, in CSS pixels, and its share of the remaining width. */
const TRACKS: Readonly<Record<KeyTableColumn, { readonly minimum: number; readonly share: number }>> = {
  userName: { minimum: 168, share: 2.3 },
  token: { minimum: 128, share: 1.7 },
  created: { minimum: 148, share: 1.4 },
  expires: { minimum: 148, share: 1.4 },
  lastUsed: { minimum: 148, share: 1.4 },
  accountSeen: { minimum: 148, share: 1.4 },
  status: { minimum: 180, share: 1.6 },
  notes: { minimum: 168, share: 2 },
};

/** Grid tracks of a row. */
export interface ColumnTracks {
  /** Value of `grid-template-columns`. */
  readonly template: string;
  /** Minimum width of a row, in CSS pixels; a narrower container scrolls sideways. */
  readonly minimumWidth: number;
  /** Whether a column is so narrow that a time, token or status may not fit into it. */
  readonly isTight: boolean;
}

/** Lays out columns: fixed widths first, the others share the rest; the user name fills what remains. */
export function columnTracks(columns: readonly KeyTableColumn[], widths: KeyView['widths']): ColumnTracks {
  const isAnyFlexible = columns.some((column) => widths[column] === undefined);
  const tracks = columns.map((column) => {
    const width = widths[column];
    const { minimum, share } = TRACKS[column];
    if (width === undefined) {
      return { text: `minmax(${minimum}px, ${share}fr)`, minimum };
    }
    return { text: column === 'userName' && !isAnyFlexible ? `minmax(${width}px, 1fr)` : `${width}px`, minimum: width };
  });
  const { checkBox, actions } = EDGE_WIDTHS;
  return {
    template: [`${checkBox}px`, ...tracks.map(({ text }) => text), `${actions}px`].join(' '),
    isTight: columns.some((column) => (widths[column] ?? TRACKS[column].minimum) < TRACKS[column].minimum),
    minimumWidth: tracks.reduce((sum, { minimum }) => sum + minimum, checkBox + actions),
  };
}

/** The nearest permitted width, in whole CSS pixels. */
export function possibleWidth(width: number): number {
  return Math.round(Math.max(COLUMN_WIDTH.minimum, Math.min(COLUMN_WIDTH.maximum, width)));
}
