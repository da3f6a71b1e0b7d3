import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyReference } from '../../../../shared/model/key.ts';
import { copyNext, copySecret, copyToken } from '../../../api/clipboard.ts';
import { shortcutText } from '../../../components/shortcuts.ts';
import { useLatest } from '../../../components/useLatest.ts';
import { useToasts } from '../../../shell/toasts.ts';
import { useKeyFailure } from './useKeyFailure.ts';

/** Copies from a key and reports the result in a toast. The functions are stable between renders. */
export function useCopy(connectionId: string): {
  readonly token: (key: KeyReference) => Promise<void>;
  readonly secret: (key: KeyReference) => Promise<void>;
  /** Copies the token, and the secret when called again for the same key. */
  readonly next: (key: KeyReference, canReadSecret: boolean) => Promise<void>;
} {
  const { t } = useTranslation();
  const latest = useLatest({ t, toasts: useToasts() });
  const fail = useKeyFailure(connectionId);
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
  return { token, secret, next };
}
