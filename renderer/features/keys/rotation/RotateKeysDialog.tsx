import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DAY_MS } from '../../../../shared/model/instant.ts';
import type { AuthenticationKey, KeyReference } from '../../../../shared/model/key.ts';
import type { RotationReport } from '../../../../shared/model/rotation.ts';
import { useConnection } from '../../../api/connectionQueries.ts';
import { useKeys } from '../../../api/keyQueries.ts';
import {
  useRotatingKeys,
  useRotationProgress,
  useStartRotations,
  useStopRotations,
} from '../../../api/rotationQueries.ts';
import { BusyButton } from '../../../components/BusyButton.tsx';
import { ConnectionNameText } from '../../../components/ConnectionNameText.tsx';
import { DialogFrame } from '../../../components/DialogFrame.tsx';
import { FailureNote } from '../../../components/FailureNote.tsx';
import { Note } from '../../../components/Note.tsx';
import { ReasonTooltip } from '../../../components/ReasonTooltip.tsx';
import { SafeButton } from '../../../components/SafeButton.tsx';
import { errorText } from '../../../i18n/errorText.ts';
import { useFormat } from '../../../i18n/format.ts';
import { usePopups } from '../../../shell/popups.ts';
import { ExpiryField } from '../expiry/ExpiryField.tsx';
import { type ChosenExpiry, chosenDay, EXPIRY_PRESETS, extension, newExpiryProblem } from '../expiry/expiry.ts';
import { type ChosenOverlap, OverlapField, overlapDays } from './OverlapField.tsx';
import { PlannedRotations } from './PlannedRotations.tsx';
import { RotationOutcomes } from './RotationOutcomes.tsx';
import { RotationRunProgress } from './RotationRunProgress.tsx';
import { DEFAULT_OVERLAP_DAYS, planRotation, usualLifetime } from './rotationPlan.ts';

const NO_KEYS: readonly AuthenticationKey[] = [];

/** Props of {@link RotateKeysDialog}. */
export interface RotateKeysDialogProps {
  readonly connectionId: string;
  readonly chosen: readonly KeyReference[];
}

/** Starts the rotation of keys: shows what will happen per account, and asks for lifetime and overlap. */
export function RotateKeysDialog({ connectionId, chosen }: RotateKeysDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { open, close } = usePopups();
  const connection = useConnection(connectionId);
  const keys = useKeys(connectionId).data?.items ?? NO_KEYS;
  const rotating = useRotatingKeys(connectionId);
  const start = useStartRotations(connectionId);
  const stop = useStopRotations();
  const running = useRotationProgress();
  const [openedAt] = useState(() => Date.now());
  const [expiry, setExpiry] = useState<ChosenExpiry>(() => extension(null, openedAt, usualLifetime(keys), 'day'));
  const [isExact, setIsExact] = useState(true);
  const [overlap, setOverlap] = useState<ChosenOverlap>({ typed: null, days: DEFAULT_OVERLAP_DAYS });
  const [confirmed, setConfirmed] = useState({ lifetime: false, production: false });
  const [acceptsYoungerKey, setAcceptsYoungerKey] = useState(false);
  const [report, setReport] = useState<RotationReport | null>(null);
  const plan = useMemo(() => planRotation(chosen, keys, rotating, openedAt), [chosen, keys, rotating, openedAt]);
  const planned = plan.flatMap(({ key, obstacle }) => (key === null || obstacle !== null ? [] : [key]));
  const count = planned.length;
  const days = overlapDays(overlap);
  const isTooShort = expiry.instant !== null && days !== null && Date.parse(expiry.instant) <= openedAt + days * DAY_MS;
  const problem = newExpiryProblem(expiry, openedAt);
  const isProduction = connection?.environment === 'production';
  const started = report?.results.flatMap(({ rotationId }) => rotationId ?? []) ?? [];
  const disabledReason =
    count === 0
      ? t('rotation.nothingToRotate')
      : problem !== null || expiry.instant === null || days === null
        ? t('keys.form.chooseDate')
        : isTooShort
          ? t('rotation.tooShort')
          : confirmed.lifetime && (confirmed.production || !isProduction)
            ? null
            : t('rotation.confirmFirst');
  const run = (): void => {
    if (disabledReason !== null || start.isPending || expiry.instant === null || days === null) {
      return;
    }
    start.mutate(
      {
        keys: planned.map(({ id, token, version }) => ({ id, token, version })),
        newExpiry: expiry.instant,
        overlapDays: days,
        acceptsYoungerKey,
      },
      {
        onSuccess: (outcome) => {
          if (outcome.results.every(({ outcome: one }) => one === 'done')) {
            open({
              kind: 'rotations',
              connectionId,
              ids: outcome.results.flatMap(({ rotationId }) => rotationId ?? []),
            });
          } else {
            setReport(outcome);
          }
        },
      },
    );
  };
  return (
    <DialogFrame
      title={t('rotation.title')}
      context={
        <>
          {t('bulk.impact.connection')} {connection && <ConnectionNameText connection={connection} />}
          {` · ${t('keys.count', { count })}`}
        </>
      }
      isWide
      isBusy={start.isPending}
      onClose={close}
      onSubmit={run}
      actions={
        <>
          <SafeButton onClick={() => (start.isPending ? stop.mutate() : close())}>
            {t(start.isPending ? 'bulk.stop' : report === null ? 'app.cancel' : 'app.close')}
          </SafeButton>
          {started.length > 0 && !start.isPending && (
            <BusyButton
              variant="contained"
              color="primary"
              isBusy={false}
              onClick={() => open({ kind: 'rotations', connectionId, ids: started })}
            >
              {t('rotation.goOn', { count: started.length })}
            </BusyButton>
          )}
          {count > 0 && (
            <ReasonTooltip reason={start.isPending ? null : disabledReason}>
              <BusyButton
                type="submit"
                variant={started.length > 0 ? 'outlined' : 'contained'}
                color={started.length > 0 ? 'inherit' : 'primary'}
                disabled={disabledReason !== null}
                isBusy={start.isPending}
                hasSpinner={false}
              >
                {t(report === null ? 'rotation.start' : 'bulk.retry', { count })}
              </BusyButton>
            </ReasonTooltip>
          )}
        </>
      }
    >
      {report !== null && !start.isPending && <RotationOutcomes report={report} keys={keys} />}
      {start.error !== null && <FailureNote {...errorText(t, start.error)} />}
      {start.isPending && <RotationRunProgress running={running} />}
      <Note tone="neutral">{t('rotation.about')}</Note>
      <ExpiryField
        connectionId={connectionId}
        day={expiry.day}
        problem={problem}
        exactInstant={isExact ? expiry.instant : null}
        isDisabled={start.isPending}
        onChange={(day) => {
          setExpiry(chosenDay(day));
          setIsExact(false);
          setConfirmed({ ...confirmed, lifetime: false });
        }}
      />
      <Box role="group" aria-label={t('rotation.lifetime')} sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        {EXPIRY_PRESETS.map((preset) => (
          <BusyButton
            key={preset}
            size="small"
            isBusy={false}
            disabled={start.isPending}
            onClick={() => {
              setExpiry(extension(null, openedAt, preset, 'day'));
              setIsExact(true);
              setConfirmed({ ...confirmed, lifetime: false });
            }}
          >
            {t('rotation.days', { count: preset })}
          </BusyButton>
        ))}
      </Box>
      <OverlapField chosen={overlap} isDisabled={start.isPending} onChange={setOverlap} />
      {isTooShort && <Note tone="warning">{t('rotation.tooShort')}</Note>}
      <PlannedRotations plan={plan} overlapDays={days} now={openedAt} />
      <Box sx={{ display: 'flex', flexDirection: 'column' }}>
        <FormControlLabel
          label={t('rotation.confirmLifetime', {
            count,
            when: expiry.instant === null ? '—' : format.dateTime(expiry.instant),
          })}
          control={
            <Checkbox
              size="small"
              checked={confirmed.lifetime}
              onChange={(_event, isChecked) => setConfirmed({ ...confirmed, lifetime: isChecked })}
            />
          }
        />
        {isProduction && (
          <FormControlLabel
            label={t('rotation.confirmProduction')}
            control={
              <Checkbox
                size="small"
                checked={confirmed.production}
                onChange={(_event, isChecked) => setConfirmed({ ...confirmed, production: isChecked })}
              />
            }
          />
        )}
        {report?.results.some(({ problem: one }) => one?.code === 'hasYoungerKey') === true && (
          <FormControlLabel
            label={t('rotation.acceptYounger')}
            control={
              <Checkbox
                size="small"
                checked={acceptsYoungerKey}
                onChange={(_event, isChecked) => setAcceptsYoungerKey(isChecked)}
              />
            }
          />
        )}
      </Box>
    </DialogFrame>
  );
}
