import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyId } from '../../shared/model/key.ts';
import { useActivateConnection, useActiveConnection } from '../api/connectionQueries.ts';
import { onKeyLinkOpened, takeKeyLink } from '../api/keyLinkQueries.ts';
import { useKeys } from '../api/keyQueries.ts';
import { usePages } from '../shell/pages.ts';
import { usePopups } from '../shell/popups.ts';
import { useToasts } from '../shell/toasts.ts';

/**
 * Follows links to keys: shows the connection, then the key. If several installations match, the user chooses. A link,
 * or the key that it refers to, waits while a dialog is open, which may have unsaved input, and while the application
 * is locked, when this is not mounted. It is dropped when the user switches to another connection.
 */
export function KeyLinkFollower() {
  const { t } = useTranslation();
  const { popup, open } = usePopups();
  const { goTo } = usePages();
  const toasts = useToasts();
  const { mutate: activate } = useActivateConnection();
  const [link, setLink] = useState<{ readonly connectionId: string; readonly keyId: KeyId } | null>(null);
  const isFree = popup === null;

  const follow = useCallback(async () => {
    const taken = await takeKeyLink().catch(() => null);
    const lead = (connectionId: string, keyId: KeyId): void => {
      goTo('keys');
      activate(connectionId, {
        onSuccess: () => setLink({ connectionId, keyId }),
        onError: (error) => toasts.show({ kind: 'failure', error }),
      });
    };
    switch (taken?.outcome) {
      case 'found': {
        const { connectionIds, keyId } = taken;
        const [only, ...others] = connectionIds;
        if (only !== undefined && others.length === 0) {
          lead(only, keyId);
        } else {
          open({ kind: 'linkedConnection', connectionIds, keyId, onChosen: (chosen) => lead(chosen, keyId) });
        }
        return;
      }
      case 'noConnection':
        toasts.show({ kind: 'message', text: t('app.keyLink.noConnection', { name: taken.connection }) });
        return;
      case 'unreadable':
        toasts.show({ kind: 'message', text: t('app.keyLink.unreadable', { text: taken.text }) });
        return;
    }
  }, [t, toasts, activate, goTo, open]);
  useEffect(() => {
    if (!isFree) {
      return;
    }
    void follow();
    return onKeyLinkOpened(() => void follow());
  }, [isFree, follow]);

  const end = useCallback(() => setLink(null), []);
  return link === null ? null : <LinkedKey {...link} isFree={isFree} onEnd={end} />;
}

interface LinkedKeyProps {
  readonly connectionId: string;
  readonly keyId: KeyId;
  /** Whether no dialog is open. */
  readonly isFree: boolean;
  readonly onEnd: () => void;
}

/** Opens the key once it is in the list, or reports that it does not exist once the complete live list is there. */
function LinkedKey({ connectionId, keyId, isFree, onEnd }: LinkedKeyProps) {
  const { t } = useTranslation();
  const { open } = usePopups();
  const toasts = useToasts();
  const keys = useKeys(connectionId);
  const active = useActiveConnection();
  const isLeft = active !== undefined && active.id !== connectionId;
  const linked = keys.data?.items.find(({ id }) => id === keyId);
  const isMissing = linked === undefined && (keys.source === 'live' || keys.error !== null);
  useEffect(() => {
    if (isLeft) {
      onEnd();
    } else if (!isFree) {
      return;
    } else if (linked !== undefined) {
      open({ kind: 'keyProperties', connectionId, shown: linked, createdFor: null });
      onEnd();
    } else if (isMissing) {
      toasts.show({ kind: 'message', text: t('app.keyLink.noKey', { id: keyId }) });
      onEnd();
    }
  }, [linked, isMissing, isLeft, isFree, open, connectionId, keyId, toasts, t, onEnd]);
  return null;
}
