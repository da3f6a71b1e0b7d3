import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
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
  /** Called with the path of the key service that was found, when the user wants to use it. */
  readonly onServicePath: (path: string) => void;
  /** Replaces the default verdict. */
  readonly verdict?: ReactNode;
}

/** Results of a connection test: the verdict, then the steps. */
export function ConnectionTestResults({ steps, onServicePath, verdict }: ConnectionTestResultsProps) {
  const { t } = useTranslation();
  const results = useRef<HTMLDivElement>(null);
  // The test is started at the bottom of the dialog: its result could be outside the viewport.
  useEffect(() => {
    // In braces: newer versions of Chromium return a promise, which React would take for a cleanup function.
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
              {step.problem === 'servicePathFound' && step.detail !== null && (
                <Button
                  variant="outlined"
                  size="small"
                  sx={{ marginTop: 0.5 }}
                  onClick={() => onServicePath(step.detail ?? '')}
                >
                  {t('connectionTest.usePath')}
                </Button>
              )}
            </Box>
            <StatusChip tone={TONES[step.outcome]} label={t(`connectionTest.outcomes.${step.outcome}`)} />
          </Box>
        ))}
      </Box>
    </div>
  );
}

/** Whether the values work, and a note that the test changed nothing. */
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

/** Detail of a step after a colon; empty if there is none. */
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
