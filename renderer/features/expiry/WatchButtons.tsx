import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { usePopups } from '../../shell/popups.ts';

/** Props of {@link WatchButtons}. */
export interface WatchButtonsProps {
  readonly connectionId: string;
}

/** Opens the dialogs about reminders and calendar files. */
export function WatchButtons({ connectionId }: WatchButtonsProps) {
  const { t } = useTranslation();
  const { open } = usePopups();
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      <Button variant="outlined" onClick={() => open({ kind: 'reminders', connectionId })}>
        {t('reminders.open')}
      </Button>
      <Button variant="outlined" onClick={() => open({ kind: 'calendarFile', connectionId })}>
        {t('reminders.calendar.open')}
      </Button>
    </Box>
  );
}
