import CheckCircle from '@mui/icons-material/CheckCircleOutlined';
import ErrorSign from '@mui/icons-material/ErrorOutlined';
import Help from '@mui/icons-material/HelpOutlined';
import Warning from '@mui/icons-material/WarningAmberOutlined';
import type { Theme } from '@mui/material/styles';
import type { JSX } from 'react';
import { type KeyTestResult, type KeyTestVerdict, verdictOf } from '../../../../shared/model/keyTest.ts';
import type { Format } from '../../../i18n/format.ts';
import type { Translate } from '../../../i18n/i18n.ts';
import { VERDICT_TONES } from './keyTestText.ts';

/** Constant elements, so that a row keeps them when it is reused for another key. */
const SIGNS: Readonly<Record<KeyTestVerdict, JSX.Element>> = {
  works: <CheckCircle />,
  caution: <Warning />,
  fails: <ErrorSign />,
  unclear: <Help />,
  notTested: <Help />,
};

/** Styles of the marks inside of a container, defined once: every row of a table may have one. */
export const testMarkStyles = ({ theme }: { readonly theme: Theme }) => ({
  '& .test-mark': {
    display: 'flex',
    alignItems: 'center',
    gap: '3px',
    minWidth: 0,
    fontSize: 12,
    lineHeight: '16px',
    '& svg': { fontSize: 14, flex: 'none' },
    '& span': { overflow: 'hidden', textOverflow: 'ellipsis' },
    ...Object.fromEntries(
      (['success', 'warning', 'error', 'neutral'] as const).map((tone) => [
        `&[data-tone="${tone}"]`,
        { color: theme.vars.palette.tone[tone].text },
      ]),
    ),
  },
  // Next to the status.
  '& .test-mark[role="img"]': {
    display: 'inline-flex',
    width: 18,
    justifyContent: 'flex-end',
    verticalAlign: 'middle',
    '& svg': { fontSize: 16 },
  },
});

/** Props of {@link TestMark}. */
export interface TestMarkProps {
  readonly result: KeyTestResult;
  /** Without its text, which is then the accessible name. */
  readonly isCompact: boolean;
  readonly t: Translate;
  readonly format: Format;
  /** Milliseconds since the epoch, UTC. */
  readonly now: number;
}

/** What the test of a key found, and when. */
export function TestMark({ result, isCompact, t, format, now }: TestMarkProps) {
  const verdict = verdictOf(result);
  const tone = VERDICT_TONES[verdict];
  const title = t(`keyTest.results.${result.code}.title`);
  const text = t('keyTest.at', { title, when: testTime(format, result.testedAt, now) });
  const tooltip = t('keyTest.at', { title, when: format.exactDateTime(result.testedAt) });
  return isCompact ? (
    <span className="test-mark" data-tone={tone} role="img" aria-label={text} title={tooltip}>
      {SIGNS[verdict]}
    </span>
  ) : (
    <span className="test-mark" data-tone={tone} title={tooltip}>
      {SIGNS[verdict]}
      <span>{text}</span>
    </span>
  );
}

/** The time of a test; with the day unless it was today. */
function testTime(format: Format, testedAt: string, now: number): string {
  const isToday = format.date(testedAt) === format.date(new Date(now).toISOString());
  return isToday ? format.time(testedAt) : format.dateTime(testedAt);
}
