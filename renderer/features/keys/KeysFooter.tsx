import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { DisabledKeysButton } from './bulk/DisabledKeysButton.tsx';
import { UnlistedNotes } from './notes/UnlistedNotes.tsx';
import { RotationsButton } from './rotation/RotationsButton.tsx';
import { ShownCount } from './ShownTexts.tsx';
import type { KeyListSource } from './useKeyListSource.ts';

/** Props of {@link KeysFooter}. */
export interface KeysFooterProps {
  readonly source: KeyListSource;
  /** Number of selected keys. */
  readonly selected: number;
  /** Whether something waits for the list. */
  readonly isWaiting: boolean;
}

/** The line below the table: how many keys are shown and selected, lists to open, and the time zone of the times. */
export function KeysFooter({ source, selected, isWaiting }: KeysFooterProps) {
  const { connectionId, known, items, now, times } = source;
  const { t } = useTranslation();
  const { format, timeZone } = times;
  return (
    <Box
      component="footer"
      sx={{
        display: 'flex',
        alignItems: 'baseline',
        justifyContent: 'space-between',
        gap: 2,
        color: 'text.secondary',
      }}
    >
      <Typography variant="body2">
        {selected > 0 && `${t('keys.selected', { selected, total: items.length })} · `}
        {isWaiting ? t('keys.followsList') : <ShownCount />}
      </Typography>
      <RotationsButton connectionId={connectionId} />
      <DisabledKeysButton connectionId={connectionId} />
      <UnlistedNotes connectionId={connectionId} keys={known.source === 'live' ? items : null} />
      <Typography variant="body2">
        {t(timeZone === null ? 'keys.times' : 'keys.timesOfPlatform', {
          name: format.zoneName,
          offset: format.zoneOffset(new Date(now).toISOString()),
        })}
      </Typography>
    </Box>
  );
}
