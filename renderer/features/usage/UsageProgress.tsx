import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import type { ScanProgress } from '../../../shared/model/keyUsage.ts';
import { shownPath } from './shownPath.ts';
import { sizeText } from './sizeText.ts';

/** Props of {@link UsageProgress}. */
export interface UsageProgressProps {
  readonly progress: ScanProgress;
}

/** How far the search is. The total is not known before its end. */
export function UsageProgress({ progress }: UsageProgressProps) {
  const { t } = useTranslation();
  const { files, places, bytes, path } = progress;
  const counts = t('usage.progress', {
    files: t('usage.files', { count: files }),
    size: sizeText(t, bytes),
    places: t('usage.places', { count: places }),
  });
  return (
    <Box sx={{ flex: 'none' }}>
      <LinearProgress aria-label={t('usage.searching')} />
      <Typography variant="body2" sx={{ marginTop: 1, fontVariantNumeric: 'tabular-nums' }}>
        {counts}
      </Typography>
      <Typography
        variant="body2"
        color="textSecondary"
        sx={{ minHeight: 20, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
      >
        <bdi>{shownPath(path)}</bdi>
      </Typography>
    </Box>
  );
}
