import TaskAlt from '@mui/icons-material/TaskAltOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ruleText } from '../../../shared/hygieneTexts/hygieneTexts.ts';
import { type Finding, spareKeys } from '../../../shared/model/hygiene.ts';
import type { HygienePolicy } from '../../../shared/model/hygienePolicy.ts';
import { IGNORED_LIMITS } from '../../../shared/model/ignoredFinding.ts';
import type { AuthenticationKey } from '../../../shared/model/key.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Note } from '../../components/Note.tsx';
import { ReasonTooltip } from '../../components/ReasonTooltip.tsx';
import { TableFrame } from '../../components/tableParts.tsx';
import { useStableCallback } from '../../components/useStableCallback.ts';
import { useLanguage } from '../../i18n/language.ts';
import { usePages } from '../../shell/pages.ts';
import { usePopups } from '../../shell/popups.ts';
import { FindingTable, type SelectedTokens } from './FindingTable.tsx';
import { useFindingActions } from './useFindingActions.ts';

/** Props of {@link FindingView}. */
export interface FindingViewProps {
  readonly connectionId: string;
  readonly finding: Finding;
  readonly policy: HygienePolicy;
  /** Milliseconds since the epoch, UTC. */
  readonly now: number;
  readonly onEditPolicy: () => void;
}

const NOTHING_SELECTED: SelectedTokens = new Set();

/** One finding: what it means, its keys, and the actions on the selected ones. */
export function FindingView({ connectionId, finding, policy, now, onEditPolicy }: FindingViewProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { kind, state, keys, unknown } = finding;
  const [chosen, setChosen] = useState<SelectedTokens>(NOTHING_SELECTED);
  // A key that is no longer among those found is no longer selected.
  const selected = useMemo(() => keys.filter(({ token }) => chosen.has(token)), [keys, chosen]);
  const tokens = useMemo(() => new Set(selected.map(({ token }) => token)), [selected]);
  const label = t(`hygiene.texts.findings.${kind}`);
  return (
    <>
      <Box>
        <Typography variant="h2">{label}</Typography>
        <Typography sx={{ overflowWrap: 'anywhere' }}>
          {state === 'off' ? t('hygiene.texts.states.off') : ruleText(language, kind, policy)}
        </Typography>
        <Typography color="textSecondary">{t(`hygiene.meaning.${kind}`)}</Typography>
      </Box>
      {state === 'unknown' && kind !== 'unused' && <Note tone="warning">{t('hygiene.accountsUnknown')}</Note>}
      {unknown > 0 && <Note tone="neutral">{t('hygiene.useUnknown', { count: unknown })}</Note>}
      {keys.length === 0 ? (
        <NothingFound isOff={state === 'off'} isUnknown={state === 'unknown'} onEditPolicy={onEditPolicy} />
      ) : (
        <>
          <ActionLine
            connectionId={connectionId}
            finding={finding}
            policy={policy}
            selected={selected}
            onSelect={setChosen}
          />
          <KeyTable
            connectionId={connectionId}
            kind={kind}
            label={label}
            keys={keys}
            selected={tokens}
            selectedCount={selected.length}
            onSelect={setChosen}
            now={now}
          />
        </>
      )}
    </>
  );
}

function KeyTable(
  props: Omit<Parameters<typeof FindingTable>[0], 'onOpen' | 'onList'> & { readonly connectionId: string },
) {
  const { connectionId, ...table } = props;
  const { open } = usePopups();
  const { showKeys } = usePages();
  const openKey = useStableCallback(({ id, token }: AuthenticationKey) =>
    open({ kind: 'keyProperties', connectionId, shown: { id, token }, createdFor: null }),
  );
  const list = useStableCallback(({ username }: AuthenticationKey) =>
    showKeys(connectionId, `account:"${username.replaceAll('"', ' ')}"`),
  );
  return <FindingTable {...table} onOpen={openKey} onList={list} />;
}

interface ActionLineProps extends Pick<FindingViewProps, 'connectionId' | 'finding' | 'policy'> {
  readonly selected: readonly AuthenticationKey[];
  readonly onSelect: (selected: SelectedTokens) => void;
}

/** How many keys are selected, and what can be done with them; the advised action first. */
function ActionLine({ connectionId, finding, policy, selected, onSelect }: ActionLineProps) {
  const { t } = useTranslation();
  const { kind, keys } = finding;
  const { open } = usePopups();
  const ignoreReason =
    selected.length === 0
      ? t('hygiene.selectFirst')
      : selected.length > IGNORED_LIMITS.findings
        ? t('hygiene.ignore.tooMany', { max: IGNORED_LIMITS.findings })
        : null;
  const actions = useFindingActions(connectionId, kind, selected, onSelect);
  const select = (some: readonly AuthenticationKey[]): void => onSelect(new Set(some.map(({ token }) => token)));
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 1.5 }}>
      <Typography role="status" sx={{ fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}>
        {t('keys.selected', { selected: selected.length, total: keys.length })}
      </Typography>
      {actions.map(({ kind: action, label, isAdvised, disabledReason, run }) => (
        <ReasonTooltip key={action} reason={disabledReason}>
          <Button
            size="small"
            variant={isAdvised ? 'contained' : 'outlined'}
            color={isAdvised ? 'primary' : 'inherit'}
            disabled={disabledReason !== null}
            onClick={run}
          >
            {label}
          </Button>
        </ReasonTooltip>
      ))}
      <ReasonTooltip reason={ignoreReason}>
        <Button
          size="small"
          variant="outlined"
          color="inherit"
          disabled={ignoreReason !== null}
          onClick={() => open({ kind: 'ignoreFinding', connectionId, finding: kind, chosen: selected })}
        >
          {t('hygiene.ignore.action')}
        </Button>
      </ReasonTooltip>
      {kind === 'several' && (
        <Button size="small" variant="text" onClick={() => select(spareKeys(keys, policy.maxValidKeys ?? 1))}>
          {t('hygiene.selectSpare', { count: policy.maxValidKeys ?? 1 })}
        </Button>
      )}
    </Box>
  );
}

function NothingFound(props: {
  readonly isOff: boolean;
  readonly isUnknown: boolean;
  readonly onEditPolicy: () => void;
}) {
  const { t } = useTranslation();
  const state = props.isOff ? 'off' : props.isUnknown ? 'unknown' : 'nothing';
  return (
    <TableFrame>
      <EmptyState
        icon={<TaskAlt />}
        title={t(`hygiene.${state}.title`)}
        actions={
          props.isOff && (
            <Button variant="outlined" onClick={props.onEditPolicy}>
              {t('hygiene.policy.edit')}
            </Button>
          )
        }
      >
        {t(`hygiene.${state}.text`)}
      </EmptyState>
    </TableFrame>
  );
}
