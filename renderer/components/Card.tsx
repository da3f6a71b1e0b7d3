import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** Props of {@link Card}. */
export interface CardProps {
  /** The element it is: a list item among others of its kind, or a section of the page. */
  readonly component: 'li' | 'section';
  /** True for the one of a list that is in use; left out where none can be. */
  readonly isCurrent?: boolean;
  readonly children: ReactNode;
}

/** A framed line of a page: what it is about at the left, its controls at the right. */
export function Card({ component, isCurrent, children }: CardProps) {
  return (
    <Box
      component={component}
      aria-current={isCurrent}
      sx={(theme) => ({
        display: 'flex',
        alignItems: 'center',
        flexWrap: 'wrap',
        gap: 2,
        padding: '16px 20px',
        borderRadius: '12px',
        backgroundColor: theme.vars.palette.background.paper,
        border: `1px solid ${isCurrent === true ? theme.vars.palette.primary.main : theme.vars.palette.divider}`,
      })}
    >
      {children}
    </Box>
  );
}
