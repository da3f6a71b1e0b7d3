import Fingerprint from '@mui/icons-material/FingerprintOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LockState } from '../../../shared/model/lock.ts';
import type { AppError } from '../../../shared/result.ts';
import { useRetryKeychain } from '../../api/appQueries.ts';
import { useUnlock, useUnlockWithSystem } from '../../api/lockQueries.ts';
import { BusyButton } from '../../components/BusyButton.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { PasswordField } from '../../components/PasswordField.tsx';
import { useNow } from '../../components/useNow.ts';
import { errorText } from '../../i18n/errorText.ts';

const WAIT_STEP_MS = 250;

/** Props of {@link PassphraseForm}. */
export interface PassphraseFormProps {
  readonly lock: LockState;
}

/** Passphrase prompt, with the waiting time after too many failed attempts and help if it is lost. */
export function PassphraseForm({ lock }: PassphraseFormProps) {
  const { t } = useTranslation();
  const unlock = useUnlock();
  const system = useUnlockWithSystem();
  const field = useRef<HTMLInputElement>(null);
  const [passphrase, setPassphrase] = useState('');
  const [isEmpty, setIsEmpty] = useState(false);
  const seconds = useSecondsUntil(lock.retryAt);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setIsEmpty(passphrase === '');
    if (passphrase !== '' && seconds === 0) {
      // Selected after a failed attempt, so that typing replaces it.
      unlock.mutate(passphrase, { onError: () => field.current?.select() });
    }
    field.current?.focus();
  };

  const isWrong = unlock.error?.code === 'PASSPHRASE_WRONG';
  const problem = isEmpty ? t('trust.dialog.required') : isWrong ? t('errors.PASSPHRASE_WRONG.title') : null;
  const failure = unlock.error !== null && !isWrong && unlock.error.code !== 'PASSPHRASE_LATER' ? unlock.error : null;
  return (
    <Box
      component="form"
      noValidate
      onSubmit={submit}
      sx={{ width: '100%', display: 'flex', flexDirection: 'column', gap: 1.5, marginTop: 2 }}
    >
      <PasswordField
        label={t('trust.lock.passphrase')}
        value={passphrase}
        problem={problem}
        help={null}
        showLabel={t('trust.lock.show')}
        hideLabel={t('trust.lock.hide')}
        isDisabled={false}
        autoFocus
        inputRef={field}
        onChange={(value) => {
          setIsEmpty(false);
          setPassphrase(value);
        }}
      />
      {isWrong && seconds === 0 && (
        <Typography role="alert" variant="body2" color="textSecondary">
          {t('trust.lock.wrongText')}
        </Typography>
      )}
      {seconds > 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('trust.lock.wait', { count: seconds })}
        </Typography>
      )}
      {failure !== null && <UnlockFailure error={failure} />}
      {system.error !== null && <FailureNote {...errorText(t, system.error)} />}
      <BusyButton type="submit" variant="contained" color="primary" disabled={seconds > 0} isBusy={unlock.isPending}>
        {t('trust.lock.unlock')}
      </BusyButton>
      {lock.canUseSystem && (
        <BusyButton
          variant="outlined"
          startIcon={<Fingerprint />}
          isBusy={system.isPending}
          onClick={() => system.mutate()}
        >
          {t('trust.lock.touchId')}
        </BusyButton>
      )}
      <Forgotten />
    </Box>
  );
}

/** Why the passphrase could not be checked. An unavailable keychain can be retried. */
function UnlockFailure({ error }: { readonly error: AppError }) {
  const { t } = useTranslation();
  const retry = useRetryKeychain();
  if (error.code !== 'KEYCHAIN_UNAVAILABLE') {
    return <FailureNote {...errorText(t, error)} />;
  }
  return (
    <FailureNote
      title={t('trust.lock.keychainAway')}
      text={t('trust.lock.keychainAwayText')}
      detail={null}
      action={
        <BusyButton size="small" isBusy={retry.isPending} onClick={() => retry.mutate()}>
          {t('app.banners.keychainRetry')}
        </BusyButton>
      }
    />
  );
}

function Forgotten() {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Box sx={{ textAlign: 'center' }}>
      <Button
        size="small"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        sx={{ color: 'text.secondary', fontWeight: 500 }}
      >
        {t('trust.lock.forgotten')}
      </Button>
      {isOpen && (
        <Typography variant="body2" color="textSecondary" sx={{ textAlign: 'left', marginTop: 1 }}>
          {t('trust.lock.forgottenText')}
        </Typography>
      )}
    </Box>
  );
}

/** Full seconds until an instant (ISO 8601, UTC); 0 if it has passed or is `null`. */
function useSecondsUntil(instant: string | null): number {
  const now = useNow(WAIT_STEP_MS);
  return instant === null ? 0 : Math.max(0, Math.ceil((Date.parse(instant) - now) / 1000));
}
