import { useTranslation } from 'react-i18next';
import type { AuthenticationKey } from '../../../../shared/model/key.ts';
import { verdictOf } from '../../../../shared/model/keyTest.ts';
import { toAppError } from '../../../api/call.ts';
import { useTestKeys } from '../../../api/keyTestQueries.ts';
import { isolated } from '../../../i18n/isolated.ts';
import { useToasts } from '../../../shell/toasts.ts';
import { keyTestText } from './keyTestText.ts';

/** Returns a function that tests a key, unless a test is in progress, and shows the result in a message. */
export function useKeyTest(connectionId: string): (key: AuthenticationKey) => void {
  const { t } = useTranslation();
  const toasts = useToasts();
  const { mutate, isPending } = useTestKeys(connectionId);
  return (key) => {
    if (isPending) {
      return;
    }
    const name = isolated(key.fullName || key.username);
    toasts.show({ kind: 'message', text: t('keyTest.testingKey', { name }) });
    mutate([{ id: key.id, token: key.token, version: key.version }], {
      onSuccess: ({ results: [result] }) => {
        if (result === undefined) {
          return;
        }
        const { title, text } = keyTestText(t, result);
        const named = t('keyTest.named', { name, title });
        toasts.show(
          verdictOf(result) === 'works' ? { kind: 'message', text: named } : { kind: 'problem', title: named, text },
        );
      },
      onError: (error) => toasts.show({ kind: 'failure', error: toAppError(error), attempt: 'read' }),
    });
  };
}
