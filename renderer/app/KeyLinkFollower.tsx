import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FollowedLink } from '../../shared/model/keyLink.ts';
import { useActivateConnection } from '../api/connectionQueries.ts';
import { onKeyLinkOpened, takeKeyLink } from '../api/keyLinkQueries.ts';
import { useKeys } from '../api/keyQueries.ts';
import { usePages } from './pages.ts';
import { usePopups } from './popups.ts';
import { useToasts } from './toasts.ts';

/**
 * Follows links to keys: shows the connection, then the key. A link waits while a dialog is open, in which something may
 * have been entered, and while the application is locked, since this is not there then.
 */
export function KeyLinkFollower() {
  const { t } = useTranslation();
  const { popup } = usePopups();
  const { goTo } = usePages();
  const toasts = useToasts();
  const { mutate: activate } = useActivateConnection();
  const [link, setLink] = useState<FollowedLink | null>(null);
  const isFree = popup === null;

  const follow = useCallback(async () => {
    const taken = await takeKeyLink().catch(() => null);
    if (taken === null) {
      return;
    }
    if (taken.connectionId === null) {
      toasts.show({ kind: 'message', text: t('app.keyLink.noConnection', { name: taken.connection }) });
      return;
    }
    activate(taken.connectionId);
    goTo('keys');
    setLink(taken);
  }, [t, toasts, activate, goTo]);
  useEffect(() => {
    if (!isFree) {
      return;
    }
    void follow();
    return onKeyLinkOpened(() => void follow());
  }, [isFree, follow]);

  const end = useCallback(() => setLink(null), []);
  return link === null || link.connectionId === null ? null : (
    <LinkedKey connectionId={link.connectionId} keyId={link.keyId} onEnd={end} />
  );
}

interface LinkedKeyProps {
  readonly connectionId: string;
  readonly keyId: string;
  readonly onEnd: () => void;
}

/** Opens the key as soon as it is in the list, or says that it is not once the installation has told the whole list. */
function LinkedKey({ connectionId, keyId, onEnd }: LinkedKeyProps) {
  const { t } = useTranslation();
  const { open } = usePopups();
  const toasts = useToasts();
  const keys = useKeys(connectionId);
  const isThere = keys.data?.items.some(({ id }) => id === keyId) ?? false;
  const isMissing = !isThere && (keys.source === 'live' || keys.error !== null);
  useEffect(() => {
    if (isThere) {
      open({ kind: 'keyProperties', connectionId, keyId, isNew: false });
      onEnd();
    } else if (isMissing) {
      toasts.show({ kind: 'message', text: t('app.keyLink.noKey', { id: keyId }) });
      onEnd();
    }
  }, [isThere, isMissing, open, connectionId, keyId, toasts, t, onEnd]);
  return null;
}
