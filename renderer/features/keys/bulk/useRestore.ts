import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { toAppError } from '../../../api/call.ts';
import { useToasts } from '../../../shell/toasts.ts';
import { doneText } from './doneText.ts';
import { useRetirements } from './retirements.ts';

/**
 * Returns a function that restores the keys of a retirement and reports the result, even after its caller unmounted.
 */
export function useRestore(): (retirementId: number) => void {
  const { t } = useTranslation();
  const toasts = useToasts();
  const { restore } = useRetirements();
  return useCallback(
    (retirementId) => {
      restore(retirementId).then(
        (report) => {
          const text = report === null ? '' : doneText(t, 'restoration', report.results);
          if (text !== '') {
            toasts.show({ kind: 'message', text });
          }
        },
        (error: unknown) => toasts.show({ kind: 'failure', error: toAppError(error) }),
      );
    },
    [t, toasts, restore],
  );
}
