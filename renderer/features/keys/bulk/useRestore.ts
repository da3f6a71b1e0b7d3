import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { toAppError } from '../../../api/call.ts';
import { useToasts } from '../../../shell/toasts.ts';
import { useDisabledKeys } from './disabledBatches.ts';
import { doneText } from './doneText.ts';

/**
 * Returns a function that restores the keys of a batch and reports the result, even after its caller unmounted.
 */
export function useRestore(connectionId: string): (batchId: string) => void {
  const { t } = useTranslation();
  const toasts = useToasts();
  const { restore } = useDisabledKeys();
  return useCallback(
    (batchId) => {
      restore(connectionId, batchId).then(
        (report) => {
          const text = report === null ? '' : doneText(t, 'restoration', report.results);
          if (text !== '') {
            toasts.show({ kind: 'message', text });
          }
        },
        (error: unknown) => toasts.show({ kind: 'failure', error: toAppError(error) }),
      );
    },
    [t, toasts, restore, connectionId],
  );
}
