import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { useKeyTestState } from '../../../api/keyTestQueries.ts';

/** Progress of a test of many keys; indeterminate until it has started. */
export function TestProgress() {
  const { t } = useTranslation();
  const running = useKeyTestState()?.running ?? null;
  const label = running === null ? t('keyTest.starting') : t('keyTest.progress', running);
  const parts =
    running === null
      ? [label]
      : [
          label,
          ...(running.works > 0 ? [t('keyTest.working', { count: running.works })] : []),
          ...(running.fails > 0 ? [t('keyTest.failing', { count: running.fails })] : []),
          ...(running.isStopping ? [t('keyTest.stopping')] : []),
        ];
  return (
    <Box>
      <LinearProgress
        aria-label={label}
        // It moves several times per second; animating it would take half a core without a graphics card.
        sx={{ '& > .MuiLinearProgress-bar1': { transition: 'none' } }}
        {...(running === null
          ? {}
          : { variant: 'determinate' as const, value: (100 * running.finished) / Math.max(1, running.total) })}
      />
      <Typography role="status" variant="body2" sx={{ marginTop: 1, fontVariantNumeric: 'tabular-nums' }}>
        {parts.join(' · ')}
      </Typography>
    </Box>
  );
}
