import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { type ReactNode, useEffect, useRef } from 'react';
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
  /** What the result means, in place of the verdict of a test that the user asked for. */
  readonly verdict?: ReactNode;
}

/** What a connection test has found, step by step, the verdict first. */
export function ConnectionTestResults({ steps, verdict }: ConnectionTestResultsProps) {
  const { t } = useTranslation();
  const results = useRef<HTMLDivElement>(null);
  // The test was started at the foot of the dialog: without this its result could stand below the edge.
  useEffect(() => {
    // In braces: newer versions of Chromium give a promise here, which React would take for a clean-up.
    void results.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={results}>
      {verdict ?? <TestVerdict steps={steps} />}
      <Box
        component="ul"
        aria-label={t('connectionTest.title')}
        sx={{
          listStyle: 'none',
          margin: 0,
          padding: '8px 14px 0',
          display: 'flex',
          flexDirection: 'column',
          gap: '6px',
        }}
      >
        {steps.map((step) => (
          <Box component="li" key={step.step} sx={{ display: 'flex', gap: 1.5, alignItems: 'flex-start' }}>
            <Box sx={{ flex: 1, minWidth: 0, paddingTop: '3px' }}>
              <Typography variant="body2">
                {t(`connectionTest.steps.${step.step}`)}
                <Typography component="span" variant="body2" color="textSecondary">
                  {factOf(t, step)}
                </Typography>
              </Typography>
              {step.problem !== null && (
                <Typography variant="body2" color="textSecondary">
                  {t(`connectionTest.problems.${step.problem}`)}
                </Typography>
              )}
            </Box>
            <StatusChip tone={TONES[step.outcome]} label={t(`connectionTest.outcomes.${step.outcome}`)} />
          </Box>
        ))}
      </Box>
    </div>
  );
}

/** Whether the values work, and that the test has changed nothing. */
function TestVerdict({ steps }: Pick<ConnectionTestResultsProps, 'steps'>) {
  const { t } = useTranslation();
  if (steps.some(({ outcome }) => outcome === 'failed')) {
    return <Note tone="error" isAlert title={t('connectionTest.failed')} />;
  }
  return steps.some(({ outcome }) => outcome === 'warning') ? (
    <Note tone="warning" isAlert title={t('connectionTest.warned')} />
  ) : (
    <Note tone="success" isAlert title={t('connectionTest.passed')} />
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
  if (step === 'tls' && detail === 'loopback') {
    return `: ${t('connectionTest.notNeeded')}`;
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
