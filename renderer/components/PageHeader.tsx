import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

/** Props of {@link PageHeader}. */
export interface PageHeaderProps {
  /** Breadcrumbs, outermost first. */
  readonly path: readonly string[];
  readonly title: string;
  /** Next to the title, for example the number of items. */
  readonly count?: ReactNode;
  /** At the right. */
  readonly children?: ReactNode;
}

/** Header of a page: breadcrumbs, title, count. */
export function PageHeader({ path, title, count, children }: PageHeaderProps) {
  return (
    <Box component="header" sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', columnGap: 2 }}>
      <Box sx={{ flex: '1 1 auto', minWidth: 0 }}>
        <Typography variant="body2" color="textSecondary">
          {path.join(' › ')}
        </Typography>
        <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1.5 }}>
          {/* Gets the focus when the focused control disappears; no focus ring, since it is not a control. */}
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
