import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyReference } from '../../../../shared/model/key.ts';
import type { AppError } from '../../../../shared/result.ts';
import { BusyButton } from '../../../components/BusyButton.tsx';
import { FieldBox } from '../../../components/FieldBox.tsx';
import { ReasonTooltip } from '../../../components/ReasonTooltip.tsx';
import { useLatest } from '../../../components/useLatest.ts';
import { MONOSPACE } from '../../../shell/theme.ts';
import { useRevealedSecret } from './useRevealedSecret.ts';

/** On Linux, Electron cannot exclude a window from screen captures. */
const isLinux = navigator.userAgent.includes('Linux');

/** A secret has 88 characters; the dots only indicate that there is one. */
const DOTS = '•'.repeat(32);

/**
 * 88 characters on two lines of equal length, without ligatures, which would draw two characters as one. Not
 * selectable: on Linux a selection is a second clipboard, which is never cleared.
 */
const SECRET_TEXT = {
  display: 'block',
  width: '44ch',
  fontFamily: MONOSPACE,
  fontSize: 13,
  lineHeight: '18px',
  fontVariantLigatures: 'none',
  wordBreak: 'break-all',
  userSelect: 'none',
} as const;

/** Props of {@link SecretField}. */
export interface SecretFieldProps {
  readonly connectionId: string;
  readonly shownKey: KeyReference;
  /** Why the secret cannot be read, or `null`. */
  readonly disabledReason: string | null;
  readonly isDisabled: boolean;
  /** Copies the secret; settles when it is done or has failed with a message. */
  readonly onCopy: () => Promise<void>;
  /** Called when revealing failed, and with `null` when a new attempt starts. */
  readonly onFailure: (error: AppError | null) => void;
}

/** The secret key, hidden until it is revealed. */
export function SecretField(props: SecretFieldProps) {
  const { connectionId, shownKey, disabledReason, isDisabled, onCopy, onFailure } = props;
  const { t } = useTranslation();
  const secret = useRevealedSecret(connectionId, shownKey, onFailure);
  const [isCopying, setIsCopying] = useState(false);

  const copy = async (): Promise<void> => {
    setIsCopying(true);
    await onCopy();
    setIsCopying(false);
  };

  const isOff = isDisabled || disabledReason !== null;
  return (
    <FieldBox
      label={t('keys.properties.secret')}
      actions={
        <ReasonTooltip reason={disabledReason}>
          <Box sx={{ display: 'flex' }}>
            {/* One element for both, so that it keeps the focus. */}
            <BusyButton
              size="small"
              color="primary"
              aria-label={secret.value === null ? t('keys.properties.revealLabel') : t('keys.properties.hideLabel')}
              disabled={isOff && secret.value === null}
              isBusy={secret.isBusy}
              onClick={() => (secret.value === null ? void secret.reveal() : secret.hide())}
            >
              {secret.value === null ? t('keys.properties.reveal') : t('keys.properties.hide')}
            </BusyButton>
            <BusyButton size="small" color="primary" disabled={isOff} isBusy={isCopying} onClick={() => void copy()}>
              {t('keys.properties.copySecret')}
            </BusyButton>
          </Box>
        </ReasonTooltip>
      }
    >
      {secret.value === null ? (
        <Box
          component="span"
          role="img"
          aria-label={t('keys.properties.hidden')}
          sx={{ display: 'block', overflow: 'hidden', whiteSpace: 'nowrap', letterSpacing: '0.1em' }}
        >
          {DOTS}
        </Box>
      ) : (
        <RevealedValue value={secret.value} onCopy={() => void copy()} />
      )}
    </FieldBox>
  );
}

/** The value itself. The copy shortcut goes through main, so that the copy is concealed and cleared like any other. */
function RevealedValue({ value, onCopy }: { readonly value: string; readonly onCopy: () => void }) {
  const { t } = useTranslation();
  const element = useRef<HTMLElement>(null);
  const latest = useLatest(onCopy);
  useEffect(() => {
    const copy = (event: ClipboardEvent): void => {
      if (document.activeElement === element.current) {
        event.preventDefault();
        latest.current();
      }
    };
    document.addEventListener('copy', copy);
    return () => document.removeEventListener('copy', copy);
  }, [latest]);
  return (
    <>
      <Box
        component="code"
        ref={element}
        role="textbox"
        aria-readonly
        aria-label={t('keys.properties.secret')}
        tabIndex={0}
        sx={SECRET_TEXT}
      >
        {value}
      </Box>
      <Typography variant="caption" component="div" color="textSecondary" sx={{ marginTop: '6px', paddingRight: 1 }}>
        {t(isLinux ? 'trust.revealedOnLinux' : 'trust.revealed')}
      </Typography>
    </>
  );
}
