import Box from '@mui/material/Box';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/result.ts';
import { toAppError } from '../../api/call.ts';
import { revealSecret } from '../../api/keyQueries.ts';
import { MONOSPACE } from '../../app/theme.ts';
import { BusyButton } from '../../components/BusyButton.tsx';
import { FieldBox } from '../../components/FieldBox.tsx';
import { ReasonTooltip } from '../../components/ReasonTooltip.tsx';

/** How long a revealed secret stays in the window, in milliseconds. */
const REVEAL_MS = 30_000;
/** A secret is 88 characters long; the dots only say that there is one. */
const DOTS = '•'.repeat(32);

/** 88 characters on two even lines. Ligatures are off: they would draw two characters as one. */
const SECRET_TEXT = {
  display: 'block',
  width: '44ch',
  fontFamily: MONOSPACE,
  fontSize: 13,
  lineHeight: '18px',
  fontVariantLigatures: 'none',
  wordBreak: 'break-all',
  userSelect: 'all',
} as const;

/** Props of {@link SecretField}. */
export interface SecretFieldProps {
  readonly connectionId: string;
  readonly keyId: string;
  /** Why the secret cannot be read, or `null`. */
  readonly refusal: string | null;
  readonly isDisabled: boolean;
  /** Copies the secret; settles when it is done or has failed with a message. */
  readonly onCopy: () => Promise<void>;
  /** Told when revealing failed, and with `null` when a new attempt starts. */
  readonly onFailure: (error: AppError | null) => void;
}

/**
 * The secret key, hidden until it is asked for. A revealed value lives in this component alone and leaves it after 30
 * seconds, when the window loses the focus, and when the dialog closes.
 */
export function SecretField({ connectionId, keyId, refusal, isDisabled, onCopy, onFailure }: SecretFieldProps) {
  const { t } = useTranslation();
  const [secret, setSecret] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [isCopying, setIsCopying] = useState(false);

  useEffect(() => {
    if (secret === null) {
      return;
    }
    const hide = (): void => setSecret(null);
    const timer = setTimeout(hide, REVEAL_MS);
    window.addEventListener('blur', hide);
    document.addEventListener('visibilitychange', hide);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('blur', hide);
      document.removeEventListener('visibilitychange', hide);
    };
  }, [secret]);

  const reveal = async (): Promise<void> => {
    onFailure(null);
    setIsBusy(true);
    try {
      const value = await revealSecret(connectionId, keyId);
      // The focus may have gone elsewhere while the answer was on its way.
      setSecret(document.hasFocus() ? value : null);
    } catch (error) {
      onFailure(toAppError(error));
    } finally {
      setIsBusy(false);
    }
  };

  const copy = async (): Promise<void> => {
    setIsCopying(true);
    await onCopy();
    setIsCopying(false);
  };

  const isOff = isDisabled || refusal !== null;
  return (
    <FieldBox
      label={t('keys.properties.secret')}
      actions={
        <ReasonTooltip reason={refusal}>
          <Box sx={{ display: 'flex' }}>
            {/* One element for both, so that the focus stays on it. */}
            <BusyButton
              size="small"
              color="primary"
              aria-label={secret === null ? t('keys.properties.revealLabel') : t('keys.properties.hideLabel')}
              disabled={isOff && secret === null}
              isBusy={isBusy}
              onClick={() => (secret === null ? void reveal() : setSecret(null))}
            >
              {secret === null ? t('keys.properties.reveal') : t('keys.properties.hide')}
            </BusyButton>
            <BusyButton
              size="small"
              color="primary"
              aria-label={t('keys.properties.copySecretLabel')}
              disabled={isOff}
              isBusy={isCopying}
              onClick={() => void copy()}
            >
              {t('keys.properties.copySecret')}
            </BusyButton>
          </Box>
        </ReasonTooltip>
      }
    >
      {secret === null ? (
        <Box
          component="span"
          role="img"
          aria-label={t('keys.properties.hidden')}
          sx={{ display: 'block', overflow: 'hidden', whiteSpace: 'nowrap', letterSpacing: '0.1em' }}
        >
          {DOTS}
        </Box>
      ) : (
        <Box component="code" sx={SECRET_TEXT}>
          {secret}
        </Box>
      )}
    </FieldBox>
  );
}
