import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** Props of {@link Card}. */
export interface CardProps {
  /** Element: a list item, or a section of the page. */
  readonly component: 'li' | 'section';
  /** True for the active item of a list; omitted if there is no active item. */
  readonly isCurrent?: boolean;
  readonly children: ReactNode;
}

/** A framed row of a page: content on the left, controls on the right. */
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
