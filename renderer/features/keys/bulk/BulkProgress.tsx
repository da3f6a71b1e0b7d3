import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { useBulkState } from '../../../api/bulkQueries.ts';

/** Progress of the run; indeterminate until the first response. */
export function BulkProgress() {
  const { t } = useTranslation();
  const running = useBulkState()?.running ?? null;
  const label =
    running === null ? t('bulk.checking') : t('bulk.progress', { finished: running.finished, total: running.total });
  return (
    <Box>
      <LinearProgress
        aria-label={label}
        // It moves several times per second; animating it would take half a core without a graphics card.
        sx={{ '& > .MuiLinearProgress-bar1': { transition: 'none' } }}
        {...(running === null
          ? {}
          : {
              variant: 'determinate' as const,
              value: running.total === 0 ? 100 : (100 * running.finished) / running.total,
            })}
      />
      <Typography role="status" variant="body2" sx={{ marginTop: 1, fontVariantNumeric: 'tabular-nums' }}>
        {label}
        {running !== null && running.failed > 0 && ` · ${t(`bulk.${running.kind}.failing`, { count: running.failed })}`}
        {running?.isStopping === true && ` · ${t('bulk.stopping')}`}
      </Typography>
    </Box>
  );
}
