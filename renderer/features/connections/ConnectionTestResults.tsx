import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import type { ConnectionTestResult } from '../../../shared/model/connectionTest.ts';
import { Note } from '../../components/Note.tsx';
import { type ChipTone, StatusChip } from '../../components/StatusChip.tsx';
import type { Translate } from '../../i18n/i18n.ts';

const TONES = {
  passed: 'success',
  warning: 'warning',
  failed: 'error',
  notReached: 'neutral',
} as const satisfies Record<ConnectionTestResult['outcome'], ChipTone>;

/** Props of {@link ConnectionTestResults}. */
export interface ConnectionTestResultsProps {
  readonly steps: readonly ConnectionTestResult[];
}

/** What a connection test has found, step by step, the verdict first. */
export function ConnectionTestResults({ steps }: ConnectionTestResultsProps) {
  const { t } = useTranslation();
  const isFailed = steps.some(({ outcome }) => outcome === 'failed');
  const isWarned = steps.some(({ outcome }) => outcome === 'warning');
  return (
    <Note tone={isFailed ? 'error' : isWarned ? 'warning' : 'success'} isAlert>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {isFailed ? t('connectionTest.failed') : isWarned ? t('connectionTest.warned') : t('connectionTest.passed')}
      </Typography>
      <Box
        component="ul"
        aria-label={t('connectionTest.title')}
        sx={{ listStyle: 'none', margin: '8px 0 0', padding: 0, display: 'flex', flexDirection: 'column', gap: '6px' }}
      >
        {steps.map((step) => (
          <Box
            component="li"
            key={step.step}
            sx={{ display: 'flex', gap: 1.5, alignItems: 'flex-start', color: 'text.primary' }}
          >
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <Typography variant="body2">
                {t(`connectionTest.steps.${step.step}`)}
                <Typography component="span" variant="body2" color="textSecondary">
                  {factOf(t, step)}
                </Typography>
              </Typography>
              {step.problem !== null && (
                <Typography variant="caption" component="div">
                  {t(`connectionTest.problems.${step.problem}`)}
                </Typography>
              )}
            </Box>
            <StatusChip tone={TONES[step.outcome]} label={t(`connectionTest.outcomes.${step.outcome}`)} />
          </Box>
        ))}
      </Box>
    </Note>
  );
}

/** What is known about a step besides its outcome, after a colon; empty for nothing. */
function factOf(t: Translate, { step, outcome, detail }: ConnectionTestResult): string {
  if (outcome === 'notReached') {
    return '';
  }
  if (step === 'clock') {
    return `: ${clockText(t, Number(detail))}`;
  }
  if (step === 'proxy' && outcome === 'passed') {
    return `: ${detail ?? t('connectionTest.direct')}`;
  }
  return detail === null ? '' : `: ${detail}`;
}

function clockText(t: Translate, seconds: number): string {
  if (seconds === 0) {
    return t('connectionTest.clockEqual');
  }
  const key = seconds > 0 ? 'connectionTest.clockAhead' : 'connectionTest.clockBehind';
  return t(key, { seconds: Math.abs(seconds) });
}
