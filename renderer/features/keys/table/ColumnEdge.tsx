import { styled } from '@mui/material/styles';
import { type PointerEvent, type RefObject, useRef } from 'react';
import { KEEPS_COLOR } from '../../../components/forcedColors.ts';
import { possibleWidth } from './columnTracks.ts';

const Edge = styled('span')(({ theme }) => ({
  position: 'absolute',
  top: 0,
  bottom: 0,
  right: 0,
  width: 12,
  cursor: 'col-resize',
  touchAction: 'none',
  '&::after': {
    content: '""',
    position: 'absolute',
    top: '25%',
    bottom: '25%',
    right: 5,
    width: 2,
    borderRadius: 1,
    ...KEEPS_COLOR,
    backgroundColor: 'transparent',
  },
  '&:hover::after, &:active::after': { backgroundColor: theme.vars.palette.divider },
}));

/** Props of {@link ColumnEdge}. */
export interface ColumnEdgeProps {
  /** The header cell that it belongs to. */
  readonly column: RefObject<HTMLElement | null>;
  /** Called with the width while the edge is dragged, in CSS pixels. */
  readonly onTry: (width: number) => void;
  /** Called with the width on release; `null` after a double click. */
  readonly onWidth: (width: number | null) => void;
}

/** Drag handle that resizes a column. For the mouse only: the header handles the keyboard. */
export function ColumnEdge({ column, onTry, onWidth }: ColumnEdgeProps) {
  const start = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const widthAt = (event: PointerEvent): number | null =>
    start.current === null ? null : possibleWidth(start.current.width + event.clientX - start.current.x);
  const end = (event: PointerEvent): void => {
    const width = widthAt(event);
    // A click without movement does not set a width.
    if (width !== null && event.clientX !== start.current?.x) {
      onWidth(width);
    }
    start.current = null;
  };
  return (
    <Edge
      aria-hidden
      data-column-edge
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, width: column.current?.offsetWidth ?? 0 };
      }}
      onPointerMove={(event) => {
        const width = widthAt(event);
        if (width !== null) {
          onTry(width);
        }
      }}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={() => onWidth(null)}
      onClick={(event) => event.stopPropagation()}
    />
  );
}
