import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionSummary } from '../../../shared/model/connection.ts';
import { type Finding, type FindingKind, findingsOf } from '../../../shared/model/hygiene.ts';
import { disabledTimesOf, loggedCallsOf } from '../../../shared/model/hygieneFacts.ts';
import { BENCHMARKS, type HygienePolicy, meetsBenchmark } from '../../../shared/model/hygienePolicy.ts';
import { type IgnoredFinding, inForce, withoutIgnored } from '../../../shared/model/ignoredFinding.ts';
import { EXPORTED_STATES } from '../../../shared/model/keyExport.ts';
import { useDisabledBatches } from '../../api/disabledQueries.ts';
import { useHygienePolicy, useIgnoredFindings, useSaveReport } from '../../api/hygieneQueries.ts';
import { type KeyList, useKeys } from '../../api/keyQueries.ts';
import { useAccountUse } from '../../api/lastUseQueries.ts';
import { BusyButton } from '../../components/BusyButton.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { FilterChip } from '../../components/filterChip.ts';
import { Note } from '../../components/Note.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { useNow } from '../../components/useNow.ts';
import { connectionName } from '../../i18n/connectionName.ts';
import { errorText } from '../../i18n/errorText.ts';
import { useFormat } from '../../i18n/format.ts';
import { labelsOf } from '../../i18n/labelsOf.ts';
import { useLanguage } from '../../i18n/language.ts';
import { usePopups } from '../../shell/popups.ts';
import { useToasts } from '../../shell/toasts.ts';
import { FindingView } from './FindingView.tsx';
import { IgnoredView } from './IgnoredView.tsx';

/** Interval between checks of what has become old or has expired, in milliseconds. */
const RENEWAL_MS = 60_000;
const NOTHING_IGNORED: readonly IgnoredFinding[] = [];

/** Props of {@link HygienePage}. */
export interface HygienePageProps {
  /** The active connection. */
  readonly connection: ConnectionSummary;
}

/** Infrastructure › Clean up: which keys of a connection need attention, with what can be done about them. */
export function HygienePage({ connection }: HygienePageProps) {
  const { t } = useTranslation();
  const { open } = usePopups();
  const { data, error, isPending } = useKeys(connection.id);
  const policy = useHygienePolicy(connection.id);
  const editPolicy = (): void => open({ kind: 'hygienePolicy', connectionId: connection.id });
  return (
    <>
      <PageHeader
        path={[t('app.administration'), t('app.infrastructure')]}
        title={t('hygiene.title')}
        count={data === undefined ? undefined : t('keys.count', { count: data.items.length })}
      >
        <Box sx={{ display: 'flex', gap: 1 }}>
          <Button variant="outlined" disabled={policy === undefined} onClick={editPolicy}>
            {t('hygiene.policy.edit')}
          </Button>
          {data !== undefined && (
            <>
              <Button variant="outlined" onClick={() => open({ kind: 'exportFindings', connectionId: connection.id })}>
                {t('tables.export')}
              </Button>
              <ReportButton connection={connection} />
            </>
          )}
        </Box>
      </PageHeader>
      <Typography color="textSecondary">{t('hygiene.intro')}</Typography>
      {data !== undefined && error !== null && (
        <Note tone="warning" title={t('hygiene.outdated')}>
          {errorText(t, error, 'read').text}
        </Note>
      )}
      {data === undefined && error !== null && <FailureNote {...errorText(t, error, 'read')} />}
      {data === undefined && isPending && (
        <Typography role="status">{t('compare.loading', { name: connectionName(t, connection) })}</Typography>
      )}
      {data !== undefined && policy !== undefined && (
        <Findings connectionId={connection.id} list={data} policy={policy} onEditPolicy={editPolicy} />
      )}
    </>
  );
}

interface FindingsProps {
  readonly connectionId: string;
  readonly list: KeyList;
  readonly policy: HygienePolicy;
  readonly onEditPolicy: () => void;
}

/** All findings with their counts, and the keys of the chosen one. */
function Findings({ connectionId, list, policy, onEditPolicy }: FindingsProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const { items, accountStates } = list;
  const now = useNow(RENEWAL_MS, items);
  const { lastUse } = useAccountUse(connectionId);
  const batches = useDisabledBatches(connectionId)?.batches;
  const known = useMemo(
    () => ({ calls: loggedCallsOf(lastUse), disabledAt: disabledTimesOf(batches ?? []) }),
    [lastUse, batches],
  );
  const decisions = useIgnoredFindings(connectionId) ?? NOTHING_IGNORED;
  const ignored = useMemo(() => inForce(decisions, now), [decisions, now]);
  const findings = useMemo(
    () => withoutIgnored(findingsOf(items, policy, { now, accountStates, ...known }), decisions, now),
    [items, policy, now, accountStates, known, decisions],
  );
  const [chosen, setChosen] = useState<FindingKind | 'ignored' | null>(null);
  const first = findings.find(({ keys }) => keys.length > 0) ?? findings[0];
  const shown = chosen === 'ignored' ? undefined : (findings.find(({ kind }) => kind === chosen) ?? first);
  const met = BENCHMARKS.filter((benchmark) => meetsBenchmark(policy, benchmark));
  return (
    <>
      <Box role="group" aria-label={t('hygiene.findings')} sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        {findings.map((finding) => (
          <FilterChip
            key={finding.kind}
            type="button"
            aria-pressed={finding.kind === shown?.kind}
            onClick={() => setChosen(finding.kind)}
          >
            {t(`hygiene.texts.findings.${finding.kind}`)}
            <Count finding={finding} />
          </FilterChip>
        ))}
        <FilterChip type="button" aria-pressed={chosen === 'ignored'} onClick={() => setChosen('ignored')}>
          {t('hygiene.texts.ignored.title')}
          {` · ${ignored.length.toLocaleString(i18n.language)}`}
        </FilterChip>
      </Box>
      {chosen === 'ignored' && <IgnoredView connectionId={connectionId} ignored={ignored} />}
      {shown !== undefined && (
        <FindingView
          key={`${connectionId} ${shown.kind}`}
          connectionId={connectionId}
          finding={shown}
          policy={policy}
          now={now}
          onEditPolicy={onEditPolicy}
        />
      )}
      <Box
        component="footer"
        sx={{
          display: 'flex',
          justifyContent: 'space-between',
          flexWrap: 'wrap',
          columnGap: 2,
          color: 'text.secondary',
        }}
      >
        <Typography variant="body2">
          {met.length > 0 && t('hygiene.meets', { names: met.map(({ shortTitle }) => shortTitle).join(', ') })}
        </Typography>
        <Typography variant="body2">
          {t('keys.times', { name: format.zoneName, offset: format.zoneOffset(new Date(now).toISOString()) })}
        </Typography>
      </Box>
    </>
  );
}

/** The number of keys of a finding; without a number if nothing is known or asked. */
function Count({ finding: { state, keys } }: { readonly finding: Finding }) {
  const { t, i18n } = useTranslation();
  const isKnown = state === 'checked' || state === 'partly';
  return ` · ${isKnown ? keys.length.toLocaleString(i18n.language) : t(`hygiene.count.${state}`)}`;
}

/** Saves the report for auditors. */
function ReportButton({ connection }: HygienePageProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const toasts = useToasts();
  const saving = useSaveReport();
  const save = (): void =>
    saving.mutate(
      {
        connectionId: connection.id,
        language,
        states: labelsOf(EXPORTED_STATES, (name) => t(`keys.exportedStates.${name}`)),
        connectionName: connectionName(t, connection),
        fileKind: t('hygiene.reportKind'),
      },
      {
        onSuccess: (saved) => {
          if (saved !== null) {
            const { fileName: file, tableName: table, folderName: folder } = saved;
            toasts.show(
              file === null
                ? {
                    kind: 'problem',
                    title: t('hygiene.reportIncomplete.title'),
                    text: t('hygiene.reportIncomplete.text', { table, folder }),
                  }
                : { kind: 'message', text: t('hygiene.reportSaved', { file, table, folder }) },
            );
          }
        },
        onError: (error) => toasts.show({ kind: 'failure', error }),
      },
    );
  return (
    <BusyButton variant="contained" color="primary" isBusy={saving.isPending} onClick={save}>
      {t('hygiene.report')}
    </BusyButton>
  );
}
