import LinearProgress from '@mui/material/LinearProgress';
import { useIsFetching, useIsMutating } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useDelayed } from '../components/useDelayed.ts';
import { usePopups } from '../shell/popups.ts';

/**
 * A thin progress line at the top of the page while anything is loading. Not behind a dialog, which shows its own
 * progress.
 */
export function TopProgress() {
  const { t } = useTranslation();
  const { popup } = usePopups();
  const isWorking = useIsFetching() + useIsMutating() > 0;
  return useDelayed(isWorking && popup === null) ? (
    <LinearProgress
      aria-label={t('app.inProgress')}
      sx={{ position: 'absolute', top: 0, left: 0, right: 0, height: 2, zIndex: 2 }}
    />
  ) : null;
}
