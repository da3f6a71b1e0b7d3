import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import { isCurrentResult } from '../../../../shared/model/keyTest.ts';
import { useKeyTestResults, useTestKeys } from '../../../api/keyTestQueries.ts';
import { BusyButton } from '../../../components/BusyButton.tsx';
import { FailureNote } from '../../../components/FailureNote.tsx';
import { FieldBox } from '../../../components/FieldBox.tsx';
import { ReasonTooltip } from '../../../components/ReasonTooltip.tsx';
import { ariaShortcut, shortcutText, useShortcut } from '../../../components/shortcuts.ts';
import { useNow } from '../../../components/useNow.ts';
import { errorText } from '../../../i18n/errorText.ts';
import { useFormat } from '../../../i18n/format.ts';
import { keyTestText } from './keyTestText.ts';
import { TestMark, testMarkStyles } from './TestMark.tsx';

/** Interval after which the time of a test is formatted again, in milliseconds. */
const RENEWAL_MS = 60_000;

/** Props of {@link KeyTestField}. */
export interface KeyTestFieldProps {
  readonly connectionId: string;
  readonly shownKey: AuthenticationKey;
  /** Why the key cannot be tested, or `null`. */
  readonly disabledReason: string | null;
  /** True for a key that is no longer in the list. */
  readonly isDisabled: boolean;
}

/** The last test of a key: what it found, what to do next, and a button to test it again. */
export function KeyTestField({ connectionId, shownKey, disabledReason, isDisabled }: KeyTestFieldProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow(RENEWAL_MS);
  const test = useTestKeys(connectionId);
  const last = useKeyTestResults(connectionId).get(shownKey.token);
  const result = last !== undefined && isCurrentResult(last, shownKey) ? last : null;
  const canTest = !isDisabled && disabledReason === null && !test.isPending;
  const run = (): void => test.mutate([{ id: shownKey.id, token: shownKey.token, version: shownKey.version }]);
  useShortcut('T', canTest ? run : null);
  const explained = result === null ? null : keyTestText(t, result);
  return (
    <>
      <FieldBox
        label={t('keyTest.label')}
        actions={
          <ReasonTooltip reason={disabledReason}>
            <BusyButton
              size="small"
              color="primary"
              title={`${t('keyTest.hint')} (${shortcutText('T')})`}
              aria-keyshortcuts={ariaShortcut('T')}
              disabled={isDisabled || disabledReason !== null}
              isBusy={test.isPending}
              onClick={run}
            >
              {t(result === null ? 'keyTest.testKey' : 'keyTest.again')}
            </BusyButton>
          </ReasonTooltip>
        }
      >
        <Box role="status" sx={(theme) => testMarkStyles({ theme })}>
          {result === null || explained === null ? (
            <Typography variant="body2" color="textSecondary">
              {t(test.isPending ? 'keyTest.testing' : 'keyTest.never')}
            </Typography>
          ) : (
            <>
              <TestMark result={result} isCompact={false} t={t} format={format} now={now} />
              <Typography variant="body2">{explained.text}</Typography>
              {explained.detail !== null && (
                <Typography variant="body2" color="textSecondary">
                  {explained.detail}
                </Typography>
              )}
            </>
          )}
        </Box>
      </FieldBox>
      {test.error !== null && <FailureNote {...errorText(t, test.error, 'read')} />}
    </>
  );
}
