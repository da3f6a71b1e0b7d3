import LockOutlined from '@mui/icons-material/LockOutlined';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { LockState } from '../../../shared/model/lock.ts';
import { useUnlock } from '../../api/lockQueries.ts';
import { BusyButton } from '../../components/BusyButton.tsx';
import { PassphraseForm } from './PassphraseForm.tsx';

/** Props of {@link LockScreen}. */
export interface LockScreenProps {
  readonly lock: LockState;
}

/** The only content of a locked window: that it is locked, and how to unlock it. */
export function LockScreen({ lock }: LockScreenProps) {
  const { t } = useTranslation();
  const titleId = useId();
  const textId = useId();
  return (
    <Box
      component="main"
      aria-labelledby={titleId}
      aria-describedby={textId}
      sx={{ height: '100%', overflow: 'auto', display: 'grid', placeItems: 'center', padding: 4 }}
    >
      <Box
        sx={{ width: 420, maxWidth: '100%', display: 'flex', flexDirection: 'column', alignItems: 'center', gap: 1 }}
      >
        <Box
          sx={(theme) => ({
            display: 'grid',
            placeItems: 'center',
            width: 56,
            height: 56,
            borderRadius: '16px',
            marginBottom: 1,
            color: theme.vars.palette.tone.accent.text,
            backgroundColor: theme.vars.palette.tone.accent.background,
          })}
        >
          <LockOutlined />
        </Box>
        {/* Announced: the focus moves here without an action of the user. */}
        <Box role="alert" sx={{ textAlign: 'center' }}>
          <Typography id={titleId} variant="h1">
            {t('trust.lock.locked')}
          </Typography>
          <Typography id={textId} color="textSecondary" sx={{ marginTop: '2px' }}>
            {t(lock.hasPassphrase ? 'trust.lock.withPassphrase' : 'trust.lock.withoutPassphrase')}
          </Typography>
        </Box>
        {lock.hasPassphrase ? <PassphraseForm lock={lock} /> : <UnlockButton />}
      </Box>
    </Box>
  );
}

function UnlockButton() {
  const { t } = useTranslation();
  const unlock = useUnlock();
  return (
    <BusyButton
      variant="contained"
      color="primary"
      autoFocus
      isBusy={unlock.isPending}
      onClick={() => unlock.mutate(null)}
      sx={{ marginTop: 2, minWidth: 160 }}
    >
      {t('trust.lock.unlock')}
    </BusyButton>
  );
}
