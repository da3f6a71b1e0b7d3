import type { JSX, ReactNode } from 'react';

/** What a cell consists of. */
export interface TextCell {
  /** Styles it, see the table's frame and rows. */
  readonly className: string;
  /** Tooltip. */
  readonly title?: string | undefined;
  readonly tone?: string;
  readonly children: ReactNode;
}

const CELL = { role: 'gridcell' };

/**
 * A cell of a row: one element, with one text unless it has marks. A function and not a component, since scrolling draws
 * some fifty cells per frame.
 * @param key name of the column.
 */
export function textCell(key: string, { className, title, tone, children }: TextCell): JSX.Element {
  return (
    <div key={key} {...CELL} className={className} title={title} data-tone={tone}>
      {children}
    </div>
  );
}
