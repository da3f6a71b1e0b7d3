import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuthenticationKey, KeyReference } from '../../../../shared/model/key.ts';
import { toAppError } from '../../../api/call.ts';
import { copyHandOver, copyNext, copySecret, copyToken } from '../../../api/clipboard.ts';
import { refreshKeys, useRefreshKeys } from '../../../api/keyQueries.ts';
import { shortcutText } from '../../../components/shortcuts.ts';
import { useLatest } from '../../../components/useLatest.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useToasts } from '../../../shell/toasts.ts';

/** Copies from a key and reports the result in a toast. The functions are stable between renders. */
export function useCopy(connectionId: string): {
  readonly token: (key: KeyReference) => Promise<void>;
  readonly secret: (key: KeyReference) => Promise<void>;
  /** Copies what the user of the key has to know, except for the secret. */
  readonly handOver: (key: AuthenticationKey) => Promise<void>;
  /** Copies the token, and the secret when called again for the same key. */
  readonly next: (key: KeyReference, canReadSecret: boolean) => Promise<void>;
} {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const latest = useLatest({ t, toasts: useToasts(), format: useFormat(), refresh: useRefreshKeys(connectionId) });
  const fail = useCallback(
    (thrown: unknown) => {
      const error = toAppError(thrown);
      latest.current.toasts.show({ kind: 'failure', error, attempt: 'read' });
      if (error.code === 'NOT_FOUND') {
        latest.current.refresh();
      } else if (error.code === 'KEY_REPLACED') {
        // Main has refreshed it.
        refreshKeys(queryClient, connectionId);
      }
    },
    [latest, queryClient, connectionId],
  );
  const token = useCallback(
    async (key: KeyReference) => {
      try {
        await copyToken(connectionId, key);
        latest.current.toasts.show({ kind: 'message', text: latest.current.t('app.toasts.tokenCopied') });
      } catch (error) {
        fail(error);
      }
    },
    [connectionId, fail, latest],
  );
  const secret = useCallback(
    async (key: KeyReference) => {
      try {
        await copySecret(connectionId, key);
        // The clipboard state shows the rest.
        latest.current.toasts.hide();
      } catch (error) {
        fail(error);
      }
    },
    [connectionId, fail, latest],
  );
  const handOver = useCallback(
    async (key: AuthenticationKey) => {
      const { t, toasts, format } = latest.current;
      const { expirationDate } = key;
      try {
        await copyHandOver(connectionId, key, {
          address: t('keys.handOver.address'),
          token: t('keys.token'),
          username: t('keys.userName'),
          expires: t('keys.expires'),
          expiry: `${format.dateTime(expirationDate)} (${format.zoneName}, ${format.zoneOffset(expirationDate)})`,
          link: t('keys.handOver.link'),
          note: t('keys.handOver.note'),
        });
        toasts.show({ kind: 'message', text: t('keys.handOver.copied') });
      } catch (error) {
        fail(error);
      }
    },
    [connectionId, fail, latest],
  );
  const next = useCallback(
    async (key: KeyReference, canReadSecret: boolean) => {
      try {
        const copied = await copyNext(connectionId, key);
        const { t, toasts } = latest.current;
        if (copied === 'secret') {
          toasts.hide();
        } else {
          const text = canReadSecret
            ? t('app.toasts.tokenThenSecret', { shortcut: shortcutText('C') })
            : t('app.toasts.tokenCopied');
          toasts.show({ kind: 'message', text });
        }
      } catch (error) {
        fail(error);
      }
    },
    [connectionId, fail, latest],
  );
  return { token, secret, handOver, next };
}
