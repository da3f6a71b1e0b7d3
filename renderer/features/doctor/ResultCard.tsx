import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { type ReactNode, useEffect, useRef } from 'react';

/** Props of {@link ResultCard}. */
export interface ResultCardProps {
  readonly title: string;
  /** Whether it is the result itself: larger, and with the focus, so that screen readers read it. */
  readonly isMain: boolean;
  readonly chip: ReactNode;
  readonly children: ReactNode;
}

/** A framed part of the result. */
export function ResultCard({ title, isMain, chip, children }: ResultCardProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another title is another result
  useEffect(() => {
    if (isMain) {
      heading.current?.focus();
    }
  }, [isMain, title]);
  return (
    <Box
      sx={(theme) => ({
        display: 'flex',
        flexDirection: 'column',
        flex: 'none',
        gap: 1,
        padding: isMain ? '16px 20px' : '12px 16px',
        borderRadius: '12px',
        border: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: theme.vars.palette.background.paper,
      })}
    >
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 1.5 }}>
        <Typography
          ref={heading}
          variant={isMain ? 'h2' : 'body1'}
          component={isMain ? 'h2' : 'h4'}
          tabIndex={-1}
          sx={{ flex: 1, margin: 0, fontWeight: 600, outline: 'none', overflowWrap: 'anywhere' }}
        >
          {title}
        </Typography>
        {chip}
      </Box>
      {children}
    </Box>
  );
}
