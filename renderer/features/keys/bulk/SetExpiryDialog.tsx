import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import Typography from '@mui/material/Typography';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LAST_YEAR } from '../../../../shared/model/expiryDates.ts';
import { useSetExpiry } from '../../../api/bulkQueries.ts';
import { Note } from '../../../components/Note.tsx';
import { useNow } from '../../../components/useNow.ts';
import { ExpiryField } from '../expiry/ExpiryField.tsx';
import { DEFAULT_PRESET, EXPIRY_PRESETS } from '../expiry/expiry.ts';
import { BulkDialog } from './BulkDialog.tsx';
import { type ExpiryChoice, type ExpiryPlan, planExpiry } from './expiryPlan.ts';
import { type BulkDialogProps, useBulkDialog } from './useBulkDialog.ts';

/** Interval between checks for keys that have expired in the meantime, in milliseconds. */
const RENEWAL_MS = 10_000;
const CONSEQUENCES = [
  'revived',
  'shortened',
  'ending',
  'unchanged',
  'beyond',
] as const satisfies readonly (keyof ExpiryPlan)[];

/**
 * Sets a new expiry for many keys, with a preview of the effect. Stays open with the keys that could not be changed.
 */
export function SetExpiryDialog(props: BulkDialogProps) {
  const { connectionId } = props;
  const { t } = useTranslation();
  const now = useNow(RENEWAL_MS);
  const dialog = useBulkDialog(props, useSetExpiry(connectionId), 'setExpiry');
  const { byId, remaining, report, isPending } = dialog;
  const [choice, setChoice] = useState<ExpiryChoice>({ kind: 'extend', days: DEFAULT_PRESET });
  const chosen = useMemo(() => remaining.flatMap(({ id }) => byId.get(id) ?? []), [remaining, byId]);
  /** Expiry requested by the last run; a key may have it even if no response arrived. */
  const [asked, setAsked] = useState<ReadonlyMap<string, string>>(new Map());
  const plan = useMemo(() => planExpiry(chosen, choice, now, asked), [chosen, choice, now, asked]);
  const count = plan.changes.length;
  const consequences = CONSEQUENCES.filter((consequence) => plan[consequence] > 0);
  const hasEffect = plan.revived + plan.shortened + plan.ending > 0;
  const disabledReason =
    count > 0
      ? null
      : plan.unchanged > 0
        ? t('bulk.setExpiry.unchanged', { count: plan.unchanged })
        : plan.beyond > 0
          ? t('bulk.setExpiry.beyond', { count: plan.beyond, year: LAST_YEAR })
          : t('keys.form.chooseDate');

  const choose = (next: ExpiryChoice): void => {
    setChoice(next);
    setAsked(new Map());
  };
  const confirm = (): void => {
    // Extensions of expired keys are counted from now, not from when the dialog was drawn.
    const { changes } = planExpiry(chosen, choice, Date.now(), asked);
    setAsked(new Map(changes.map(({ id, expirationDate }) => [id, expirationDate])));
    dialog.run([...changes]);
  };

  return (
    <BulkDialog
      connectionId={connectionId}
      kind="setExpiry"
      title={t('bulk.setExpiry.title')}
      scope={`${t('keys.count', { count })} · ${t('bulk.setExpiry.accounts', { count: plan.accounts })}`}
      state={dialog}
      confirm={t(report === null ? 'bulk.setExpiry.confirm' : 'bulk.retry', { count })}
      tone="primary"
      disabledReason={disabledReason}
      onConfirm={confirm}
    >
      <Box
        role="group"
        aria-label={t('bulk.setExpiry.extend')}
        sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 1 }}
      >
        <Typography variant="body2" color="textSecondary">
          {t('bulk.setExpiry.extend')}
        </Typography>
        {EXPIRY_PRESETS.map((days) => (
          <ToggleButton
            key={days}
            value={days}
            size="small"
            selected={choice.kind === 'extend' && choice.days === days}
            disabled={isPending}
            onChange={() => choose({ kind: 'extend', days })}
            sx={{ paddingX: 1.5, paddingY: '3px', borderRadius: '8px', fontSize: 13, lineHeight: '20px' }}
          >
            {t('keys.form.days', { count: days })}
          </ToggleButton>
        ))}
      </Box>
      <Typography variant="body2" color="textSecondary">
        {t('bulk.setExpiry.extendText')}
      </Typography>
      <Box role="group" aria-label={t('bulk.setExpiry.date')}>
        <Typography variant="body2" color="textSecondary" sx={{ marginBottom: 1 }}>
          {t('bulk.setExpiry.date')}
        </Typography>
        <ExpiryField
          connectionId={connectionId}
          day={choice.kind === 'date' ? choice.day : null}
          problem={null}
          exactInstant={null}
          isDisabled={isPending}
          onChange={(day) => choose({ kind: 'date', day })}
        />
      </Box>
      {consequences.length > 0 && (
        <Note tone={hasEffect ? 'warning' : 'neutral'}>
          {consequences.map((consequence) => (
            <div key={consequence}>
              {t(`bulk.setExpiry.${consequence}`, { count: plan[consequence], year: LAST_YEAR })}
            </div>
          ))}
        </Note>
      )}
    </BulkDialog>
  );
}
