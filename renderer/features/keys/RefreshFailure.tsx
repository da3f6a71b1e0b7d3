import Button from '@mui/material/Button';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { mayRetryAutomatically, meansOffline } from '../../../shared/model/offline.ts';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Note } from '../../components/Note.tsx';
import { errorText } from '../../i18n/errorText.ts';
import { canBeMendedInConnection, type KeysErrorProps } from './KeysError.tsx';

/** Shown above a stale list: why it could not be refreshed, and what to do. */
export const RefreshFailure = memo(function RefreshFailure({
  error,
  onRetry,
  onOpenConnection,
}: Omit<KeysErrorProps, 'hint'>) {
  const { t } = useTranslation();
  const { title, text, detail } = errorText(t, error, 'read');
  const actions = (
    <>
      {onOpenConnection !== null && canBeMendedInConnection(error) && (
        <Button size="small" onClick={onOpenConnection}>
          {t('keys.openConnection')}
        </Button>
      )}
      <Button size="small" onClick={onRetry}>
        {t('app.retry')}
      </Button>
    </>
  );
  return meansOffline(error.code) ? (
    <Note tone="warning" isAlert title={title} action={actions}>
      {error.code === 'INTERCEPTED' && <div>{text}</div>}
      <div>{t(mayRetryAutomatically(error) ? 'keys.offlineText' : 'keys.cachedListText')}</div>
      {detail !== null && <div>{detail}</div>}
    </Note>
  ) : (
    <FailureNote title={t('keys.refreshFailed')} text={title} detail={detail} action={actions} />
  );
});
