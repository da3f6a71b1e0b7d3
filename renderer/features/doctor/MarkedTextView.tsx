import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { MONOSPACE } from '../../shell/theme.ts';
import type { MarkedText } from './markedText.ts';

/** Height of a row in CSS pixels. */
const ROW_HEIGHT = 20;

/** Props of {@link MarkedTextView}. */
export interface MarkedTextViewProps {
  readonly marked: MarkedText;
}

/** The text with line numbers, read-only; scrolls to the mark. Renders only the rows in view, since it can be 1 MB long. */
export function MarkedTextView({ marked: { rows, markedRow } }: MarkedTextViewProps) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 20,
  });
  useEffect(() => {
    if (markedRow !== null) {
      virtualizer.scrollToIndex(markedRow, { align: 'center' });
      const mark = requestAnimationFrame(() =>
        frame.current?.querySelector('mark')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
      );
      return () => cancelAnimationFrame(mark);
    }
    return undefined;
  }, [virtualizer, markedRow]);
  return (
    <Frame ref={frame} role="region" aria-label={t('doctor.text')} tabIndex={0} dir="ltr">
      <Box sx={{ position: 'relative', minWidth: 'max-content' }} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => (
          <Row key={index} style={{ transform: `translateY(${start}px)` }}>
            <span className="line" aria-hidden>
              {rows[index]?.line}
            </span>
            {rows[index]?.pieces.map(({ text, look }, number) => {
              const Piece = look === 'marked' ? 'mark' : 'span';
              // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a row do not move
              return <Piece key={number}>{text}</Piece>;
            })}
          </Row>
        ))}
      </Box>
    </Frame>
  );
}

const Frame = styled('div')(({ theme }) => ({
  minWidth: 0,
  minHeight: 0,
  overflow: 'auto',
  padding: '8px 0',
  fontFamily: MONOSPACE,
  fontSize: 13,
  lineHeight: `${ROW_HEIGHT}px`,
  borderRadius: 12,
  border: `1px solid ${theme.vars.palette.divider}`,
  backgroundColor: theme.vars.palette.background.paper,
  '&:focus-visible': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: -2 },
  '& .line': {
    position: 'sticky',
    left: 0,
    display: 'inline-block',
    width: 48,
    paddingRight: 12,
    textAlign: 'right',
    userSelect: 'none',
    color: theme.vars.palette.text.secondary,
    backgroundColor: theme.vars.palette.background.paper,
  },
  '& mark': {
    borderRadius: 3,
    padding: '2px 0',
    color: theme.vars.palette.tone.error.text,
    backgroundColor: theme.vars.palette.tone.error.background,
    outline: `1px solid ${theme.vars.palette.tone.error.text}`,
  },
}));

const Row = styled('div')({ position: 'absolute', top: 0, left: 0, height: ROW_HEIGHT, whiteSpace: 'pre' });
