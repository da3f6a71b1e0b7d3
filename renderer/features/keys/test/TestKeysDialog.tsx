import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuthenticationKey, KeyReference } from '../../../../shared/model/key.ts';
import { hasPassed, type KeyTestResult } from '../../../../shared/model/keyTest.ts';
import { useConnection } from '../../../api/connectionQueries.ts';
import { useKeys } from '../../../api/keyQueries.ts';
import { useStopKeyTests, useTestKeys } from '../../../api/keyTestQueries.ts';
import { BusyButton } from '../../../components/BusyButton.tsx';
import { ConnectionNameText } from '../../../components/ConnectionNameText.tsx';
import { DialogFrame } from '../../../components/DialogFrame.tsx';
import { FailureNote } from '../../../components/FailureNote.tsx';
import { errorText } from '../../../i18n/errorText.ts';
import { usePopups } from '../../../shell/popups.ts';
import { TestProgress } from './TestProgress.tsx';
import { TestSummary } from './TestSummary.tsx';

/** Props of {@link TestKeysDialog}. */
export interface TestKeysDialogProps {
  readonly connectionId: string;
  readonly chosen: readonly KeyReference[];
}

const NO_KEYS: readonly AuthenticationKey[] = [];

/** Tests many keys, with Stop, a summary, and another test of those that have not passed. */
export function TestKeysDialog({ connectionId, chosen }: TestKeysDialogProps) {
  const { t } = useTranslation();
  const { close } = usePopups();
  const connection = useConnection(connectionId);
  const { data } = useKeys(connectionId);
  const keys = data?.items ?? NO_KEYS;
  const test = useTestKeys(connectionId);
  const stop = useStopKeyTests();
  /** The results of this dialog, by token; those of a repeated test replace the ones before. */
  const [results, setResults] = useState<ReadonlyMap<string, KeyTestResult>>(new Map());
  const hasRun = results.size > 0;
  const remaining = chosen.filter(({ token }) => {
    const result = results.get(token);
    return result === undefined || !hasPassed(result);
  });
  const closeButton = useRef<HTMLButtonElement>(null);
  const isDone = remaining.length === 0;
  useEffect(() => {
    // The button that had the focus is gone.
    if (isDone) {
      closeButton.current?.focus();
    }
  }, [isDone]);
  const run = (): void => {
    if (test.isPending || isDone) {
      return;
    }
    const versions = new Map(keys.map(({ token, version }) => [token, version]));
    const references = remaining.map(({ id, token }) => ({ id, token, version: versions.get(token) ?? 0 }));
    test.mutate(references, {
      onSuccess: (report) =>
        setResults((before) => new Map([...before, ...report.results.map((one) => [one.token, one] as const)])),
    });
  };
  return (
    <DialogFrame
      title={t('keyTest.title')}
      context={
        <>
          {connection && <ConnectionNameText connection={connection} />}
          {` · ${t('keys.count', { count: chosen.length })}`}
        </>
      }
      isBusy={test.isPending}
      onClose={close}
      onSubmit={run}
      actions={
        <>
          <Button ref={closeButton} variant="outlined" onClick={() => (test.isPending ? stop.mutate() : close())}>
            {t(test.isPending ? 'keyTest.stop' : hasRun ? 'app.close' : 'app.cancel')}
          </Button>
          {!isDone && (
            <BusyButton
              autoFocus
              type="submit"
              variant="contained"
              color="primary"
              isBusy={test.isPending}
              hasSpinner={false}
            >
              {t(hasRun ? 'keyTest.failedAgain' : 'keyTest.start', { count: remaining.length })}
            </BusyButton>
          )}
        </>
      }
    >
      {!hasRun && <Typography>{t('keyTest.about')}</Typography>}
      {test.isPending && <TestProgress />}
      {test.error !== null && <FailureNote {...errorText(t, test.error, 'read')} />}
      {hasRun && <TestSummary results={[...results.values()]} keys={keys} />}
    </DialogFrame>
  );
}
