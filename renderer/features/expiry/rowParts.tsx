import type { JSX } from 'react';
import type { PartProps } from '../../components/tableParts.tsx';

/** The row of an account. */
export function AccountRow(props: PartProps): JSX.Element {
  return <div className="expiry-row" {...props} />;
}

/** The cell with the bars. */
export function TimelineCell(props: PartProps): JSX.Element {
  return <div className="expiry-timeline" {...props} />;
}

/** The cell with the button of the menu. */
export function MenuCell(props: PartProps): JSX.Element {
  return <div {...props} />;
}
