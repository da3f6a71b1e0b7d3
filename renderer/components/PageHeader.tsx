import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

/** Props of {@link PageHeader}. */
export interface PageHeaderProps {
  /** Where the page stands, from the outside in. */
  readonly path: readonly string[];
  readonly title: string;
  /** Beside the title, for example how many things the page lists. */
  readonly count?: string | undefined;
  /** At the right end. */
  readonly children?: ReactNode;
}

/** The head of a page: where it stands, what it is, how much it holds. */
export function PageHeader({ path, title, count, children }: PageHeaderProps) {
  return (
    <Box component="header" sx={{ display: 'flex', alignItems: 'flex-end', gap: 2 }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="body2" color="textSecondary">
          {path.join(' › ')}
        </Typography>
        <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1.5 }}>
          {/* Takes the focus when the control that had it is gone; no ring, since it is no control. */}
          <Typography variant="h1" tabIndex={-1} sx={{ outline: 'none' }}>
            {title}
          </Typography>
          {count !== undefined && <Typography color="textSecondary">{count}</Typography>}
        </Box>
      </Box>
      {children}
    </Box>
  );
}
