import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import {
  BENCHMARKS,
  type Benchmark,
  DEFAULT_POLICY,
  type HygienePolicy,
  withBenchmark,
} from '../../../shared/model/hygienePolicy.ts';
import { useConnection } from '../../api/connectionQueries.ts';
import { useHygienePolicy, useSetHygienePolicy } from '../../api/hygieneQueries.ts';
import { DialogButtons } from '../../components/DialogButtons.tsx';
import { DialogFrame } from '../../components/DialogFrame.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { connectionName } from '../../i18n/connectionName.ts';
import { errorText } from '../../i18n/errorText.ts';
import { usePopups } from '../../shell/popups.ts';
import { formOf, isWrong, largestOf, POLICY_FIELDS, type PolicyForm, patternsOf, policyOf } from './policyForm.ts';

/** Props of {@link PolicyDialog}. */
export interface PolicyDialogProps {
  readonly connectionId: string;
}

/** Edits what "Clean up" looks for on a connection. */
export function PolicyDialog({ connectionId }: PolicyDialogProps) {
  const connection = useConnection(connectionId);
  const policy = useHygienePolicy(connectionId);
  return connection === undefined || policy === undefined ? null : (
    <PolicyEditor connection={connection} policy={policy} />
  );
}

function PolicyEditor(props: { readonly connection: ConnectionSummary; readonly policy: HygienePolicy }) {
  const { connection, policy } = props;
  const { t } = useTranslation();
  const { close } = usePopups();
  const saving = useSetHygienePolicy(connection.id);
  const [form, setForm] = useState<PolicyForm>(() => formOf(policy));
  const edited = policyOf(form);
  const hasTooMany = patternsOf(form) === null;
  return (
    <DialogFrame
      title={t('hygiene.policy.title')}
      context={connectionName(t, connection)}
      isBusy={saving.isPending}
      onClose={close}
      onSubmit={() => {
        if (edited !== null) {
          saving.mutate(edited, { onSuccess: close });
        }
      }}
      actions={<DialogButtons submit={t('hygiene.policy.save')} isBusy={saving.isPending} onCancel={close} />}
    >
      {saving.error !== null && <FailureNote {...errorText(t, saving.error)} />}
      <Typography variant="body2" color="textSecondary">
        {t('hygiene.policy.intro')}
      </Typography>
      <Box role="group" aria-label={t('hygiene.policy.presets')} sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {BENCHMARKS.map((benchmark) => (
          <Button
            key={benchmark.id}
            size="small"
            variant="outlined"
            disabled={edited === null}
            title={recommendationsOf(benchmark)}
            onClick={() => edited !== null && setForm(formOf(withBenchmark(edited, benchmark)))}
          >
            {benchmark.shortTitle}
          </Button>
        ))}
        <Button size="small" variant="outlined" onClick={() => setForm(formOf(DEFAULT_POLICY))}>
          {t('hygiene.policy.defaults')}
        </Button>
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1.5, paddingTop: 1 }}>
        {POLICY_FIELDS.map((field, place) => {
          const text = form.limits[field];
          const hasProblem = isWrong(field, text);
          return (
            <TextField
              key={field}
              autoFocus={place === 0}
              label={t(`hygiene.policy.fields.${field}`)}
              value={text}
              error={hasProblem}
              helperText={
                hasProblem
                  ? t('hygiene.policy.problem', { max: largestOf(field) })
                  : text.trim() === '' && t('hygiene.policy.off')
              }
              onChange={({ target }) => setForm({ ...form, limits: { ...form.limits, [field]: target.value } })}
              slotProps={{ htmlInput: { inputMode: 'numeric', autoComplete: 'off' }, inputLabel: { shrink: true } }}
            />
          );
        })}
      </Box>
      <TextField
        label={t('hygiene.policy.serviceAccounts')}
        multiline
        minRows={2}
        maxRows={6}
        value={form.serviceAccounts}
        error={hasTooMany}
        helperText={t(hasTooMany ? 'hygiene.policy.patternsProblem' : 'hygiene.policy.serviceAccountsHelp')}
        onChange={({ target }) => setForm({ ...form, serviceAccounts: target.value })}
        slotProps={{ htmlInput: { spellCheck: false }, inputLabel: { shrink: true } }}
      />
    </DialogFrame>
  );

  function recommendationsOf({ title, recommendations }: Benchmark): string {
    const limits = recommendations.map(
      ({ field, days, number }) => `${number}: ${t(`hygiene.policy.fields.${field}`)} – ${days}`,
    );
    return [title, ...limits].join('\n');
  }
}
