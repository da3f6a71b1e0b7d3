import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FindingKind } from '../../../shared/model/hygiene.ts';
import { POLICY_LIMITS } from '../../../shared/model/hygienePolicy.ts';
import { IGNORED_LIMITS, isOfAccounts } from '../../../shared/model/ignoredFinding.ts';
import { DAY_MS } from '../../../shared/model/instant.ts';
import { type AuthenticationKey, referenceTo } from '../../../shared/model/key.ts';
import { useIgnoreFinding } from '../../api/hygieneQueries.ts';
import { DialogButtons } from '../../components/DialogButtons.tsx';
import { DialogFrame } from '../../components/DialogFrame.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Note } from '../../components/Note.tsx';
import { useNow } from '../../components/useNow.ts';
import { errorText } from '../../i18n/errorText.ts';
import { useFormat } from '../../i18n/format.ts';
import { usePopups } from '../../shell/popups.ts';

/** For how many days a finding is ignored unless the user says otherwise: a decision is looked at again. */
const DEFAULT_DAYS = 90;
const RENEWAL_MS = 60_000;

/** Props of {@link IgnoreDialog}. */
export interface IgnoreDialogProps {
  readonly connectionId: string;
  readonly finding: FindingKind;
  readonly chosen: readonly AuthenticationKey[];
}

/** Asks why and for how long a finding is ignored for keys, or for the accounts of these keys. */
export function IgnoreDialog({ connectionId, finding, chosen }: IgnoreDialogProps) {
  const { t } = useTranslation();
  const { close } = usePopups();
  const format = useFormat();
  const now = useNow(RENEWAL_MS);
  const ignoring = useIgnoreFinding(connectionId);
  const [reason, setReason] = useState('');
  const [days, setDays] = useState(String(DEFAULT_DAYS));
  const [isAsked, setIsAsked] = useState(false);
  const ofAccounts = isOfAccounts(finding);
  const count = ofAccounts ? new Set(chosen.map(({ accountId }) => accountId)).size : chosen.length;
  const limit = daysOf(days);
  const until = limit === null || limit === 'invalid' ? null : new Date(now + limit * DAY_MS).toISOString();
  const lacksReason = reason.trim() === '';
  const submit = (): void => {
    setIsAsked(true);
    if (lacksReason || limit === 'invalid') {
      return;
    }
    ignoring.mutate(
      { kind: finding, keys: chosen.map(referenceTo), reason: reason.trim(), until },
      { onSuccess: (isDone) => isDone && close() },
    );
  };
  return (
    <DialogFrame
      title={t('hygiene.ignore.title')}
      context={t(`hygiene.texts.findings.${finding}`)}
      isBusy={ignoring.isPending}
      onClose={close}
      onSubmit={submit}
      actions={<DialogButtons submit={t('hygiene.ignore.submit')} isBusy={ignoring.isPending} onCancel={close} />}
    >
      {ignoring.error !== null && <FailureNote {...errorText(t, ignoring.error)} />}
      {ignoring.data === false && (
        <Note tone="warning">{t('hygiene.ignore.tooMany', { max: IGNORED_LIMITS.findings })}</Note>
      )}
      <Typography>{t(ofAccounts ? 'hygiene.ignore.accounts' : 'hygiene.ignore.keys', { count })}</Typography>
      <TextField
        autoFocus
        label={t('hygiene.ignore.reason')}
        multiline
        minRows={2}
        maxRows={6}
        value={reason}
        error={isAsked && lacksReason}
        helperText={t(isAsked && lacksReason ? 'hygiene.ignore.reasonMissing' : 'hygiene.ignore.reasonHelp')}
        onChange={({ target }) => setReason(target.value)}
        slotProps={{ htmlInput: { maxLength: IGNORED_LIMITS.reason }, inputLabel: { shrink: true } }}
      />
      <TextField
        label={t('hygiene.ignore.days')}
        value={days}
        error={limit === 'invalid'}
        helperText={
          limit === 'invalid'
            ? t('hygiene.policy.problem', { max: POLICY_LIMITS.days })
            : until === null
              ? t('hygiene.ignore.forGood')
              : t('hygiene.ignore.until', { time: format.dateTime(until) })
        }
        onChange={({ target }) => setDays(target.value)}
        slotProps={{ htmlInput: { inputMode: 'numeric', autoComplete: 'off' }, inputLabel: { shrink: true } }}
      />
    </DialogFrame>
  );
}

/** `null`: for good. */
function daysOf(text: string): number | null | 'invalid' {
  const digits = text.trim();
  if (digits === '') {
    return null;
  }
  const value = /^\d{1,9}$/.test(digits) ? Number(digits) : 0;
  return value >= 1 && value <= POLICY_LIMITS.days ? value : 'invalid';
}
