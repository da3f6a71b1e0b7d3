import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { toAppError } from '../../api/call.ts';
import { copySecret, copyToken } from '../../api/clipboard.ts';
import { useRefreshKeys } from '../../api/keyQueries.ts';
import { useToasts } from '../../app/toasts.ts';
import { useLatest } from '../../components/useLatest.ts';

/** Copying from a key, with a toast about how it went. The functions stay the same between renders. */
export function useCopy(connectionId: string): {
  readonly token: (keyId: string) => Promise<void>;
  readonly secret: (keyId: string) => Promise<void>;
} {
  const { t } = useTranslation();
  const latest = useLatest({ t, toasts: useToasts(), refresh: useRefreshKeys(connectionId) });
  const fail = useCallback(
    (thrown: unknown) => {
      const error = toAppError(thrown);
      latest.current.toasts.show({ kind: 'failure', error, attempt: 'read' });
      if (error.code === 'NOT_FOUND') {
        latest.current.refresh();
      }
    },
    [latest],
  );
  const token = useCallback(
    async (keyId: string) => {
      try {
        await copyToken(connectionId, keyId);
        latest.current.toasts.show({ kind: 'message', text: latest.current.t('app.toasts.tokenCopied') });
      } catch (error) {
        fail(error);
      }
    },
    [connectionId, fail, latest],
  );
  const secret = useCallback(
    async (keyId: string) => {
      try {
        latest.current.toasts.show({ kind: 'secretCopied', clearsAt: await copySecret(connectionId, keyId) });
      } catch (error) {
        fail(error);
      }
    },
    [connectionId, fail, latest],
  );
  return { token, secret };
}
