import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../components/EmptyState.tsx';

/** Replaces the window after a rendering error and offers to reload. The error itself is not shown. */
export function CrashPage() {
  const { t } = useTranslation();
  return (
    <Box sx={{ height: '100%' }}>
      <EmptyState
        icon="!"
        title={t('app.crash.title')}
        isAlert
        actions={
          <Button variant="contained" color="primary" onClick={() => window.location.reload()}>
            {t('app.reload')}
          </Button>
        }
      >
        {t('app.crash.text')}
      </EmptyState>
    </Box>
  );
}
