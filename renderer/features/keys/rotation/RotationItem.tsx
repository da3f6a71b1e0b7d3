import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyReference } from '../../../../shared/model/key.ts';
import type { Rotation } from '../../../../shared/model/rotation.ts';
import { shortToken } from '../../../../shared/model/shortToken.ts';
import type { RotationStep } from '../../../api/rotationQueries.ts';
import { Note } from '../../../components/Note.tsx';
import { ReasonTooltip } from '../../../components/ReasonTooltip.tsx';
import { StatusChip } from '../../../components/StatusChip.tsx';
import { useFormat } from '../../../i18n/format.ts';
import { isolated } from '../../../i18n/isolated.ts';
import { useDisabledReasons } from '../../../shell/useDisabledReasons.ts';
import { problemText, STATE_TONES, stateText } from './rotationText.ts';

/** Props of {@link RotationItem}. */
export interface RotationItemProps {
  readonly rotation: Rotation;
  readonly isBusy: boolean;
  readonly onStep: (step: RotationStep) => void;
  readonly onHandOver: (key: KeyReference) => void;
  readonly onDismiss: () => void;
}

/** Steps that are confirmed before they are made. */
type Confirmed = 'takeBack' | 'finish';

/** One rotation: its keys, its state, what to do next. */
export function RotationItem({ rotation, isBusy, onStep, onHandOver, onDismiss }: RotationItemProps) {
  const { connectionId, account, oldKey, newKey, state, newExpiry, origin, problem } = rotation;
  const { t } = useTranslation();
  const format = useFormat();
  const disabledReasons = useDisabledReasons(connectionId);
  const [asked, setAsked] = useState<Confirmed | null>(null);
  const isUnderWay = state === 'creating' || state === 'handOver' || state === 'testFailed' || state === 'overlap';
  const canTakeBack = newKey !== null && isUnderWay;
  const label = (action: string): string => t('rotation.actionLabel', { action, username: account.username });
  const step = (kind: RotationStep, text: string, isMain = false, reason: string | null = null) => (
    <ReasonTooltip reason={reason}>
      <Button
        size="small"
        variant={isMain ? 'contained' : 'text'}
        color={isMain ? 'primary' : 'inherit'}
        disabled={isBusy || reason !== null}
        aria-label={label(text)}
        onClick={() => (kind === 'proceed' ? onStep(kind) : setAsked(kind))}
      >
        {text}
      </Button>
    </ReasonTooltip>
  );
  const proceedReason = disabledReasons.edit ?? disabledReasons.readSecret;
  return (
    <Box component="li" sx={{ display: 'flex', flexDirection: 'column', gap: 0.75 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
        <Typography variant="body2" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
          {isolated(account.fullName || account.username)}
          <Typography component="span" variant="body2" color="textSecondary">
            {` · ${isolated(account.username)}`}
          </Typography>
        </Typography>
        <StatusChip tone={STATE_TONES[state]} label={t(`rotation.states.${state}.title`)} />
      </Box>
      <Typography variant="body2" color="textSecondary">
        {newKey === null
          ? t('rotation.pairOld', { old: shortToken(oldKey.token) })
          : t('rotation.pair', {
              old: shortToken(oldKey.token),
              new: shortToken(newKey.token),
              when: format.dateTime(newExpiry),
            })}
        {origin === 'recognized' && ` · ${t('rotation.recognized')}`}
      </Typography>
      <Typography variant="body2">{stateText(t, rotation, format)}</Typography>
      {problem !== null && <Note tone="warning">{problemText(t, problem, format)}</Note>}
      {asked !== null && (
        <Note
          tone="warning"
          action={
            <>
              <Button size="small" disabled={isBusy} onClick={() => setAsked(null)}>
                {t('app.cancel')}
              </Button>
              <Button
                size="small"
                color="error"
                variant="contained"
                autoFocus
                disabled={isBusy}
                onClick={() => {
                  setAsked(null);
                  onStep(asked);
                }}
              >
                {t(asked === 'finish' ? 'rotation.finish' : 'rotation.takeBack')}
              </Button>
            </>
          }
        >
          {t(asked === 'finish' ? 'rotation.finishText' : 'rotation.takeBackText')}
        </Note>
      )}
      {asked === null && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {(state === 'handOver' || state === 'testFailed') && newKey !== null && (
            <Button
              size="small"
              variant="outlined"
              disabled={isBusy}
              aria-label={label(t('rotation.handOver'))}
              onClick={() => onHandOver(newKey)}
            >
              {t('rotation.handOver')}
            </Button>
          )}
          {(state === 'handOver' || state === 'testFailed') && step('proceed', t('rotation.test'), true, proceedReason)}
          {(state === 'creating' || state === 'failed') &&
            step('proceed', t('rotation.continue'), true, disabledReasons.create)}
          {state === 'overlap' && step('finish', t('rotation.finish'), false, disabledReasons.edit)}
          {canTakeBack && step('takeBack', t('rotation.takeBack'), false, disabledReasons.delete)}
          {!isUnderWay && origin === 'own' && (
            <Button size="small" disabled={isBusy} aria-label={label(t('rotation.dismiss'))} onClick={onDismiss}>
              {t('rotation.dismiss')}
            </Button>
          )}
        </Box>
      )}
    </Box>
  );
}
