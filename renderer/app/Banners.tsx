import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { AppState } from '../../shared/model/appState.ts';
import type { ConnectionSummary } from '../../shared/model/connection.ts';
import { useRetryKeychain } from '../api/appQueries.ts';
import { BusyButton } from '../components/BusyButton.tsx';
import { Note } from '../components/Note.tsx';
import { keychainReasonText } from '../i18n/keychainTexts.ts';
import { usePages } from '../shell/pages.ts';
import { usePopups } from '../shell/popups.ts';
import { AbsenceBanner } from './AbsenceBanner.tsx';
import { ClockBanner } from './ClockBanner.tsx';
import { IncidentBanner } from './IncidentBanner.tsx';
import { NoticeBanner } from './NoticeBanner.tsx';

/** Props of {@link Banners}. */
export interface BannersProps {
  readonly appState: AppState;
  /** The active connection. */
  readonly connection: ConnectionSummary | undefined;
}

/** Persistent conditions that concern every page. */
export function Banners({ appState, connection }: BannersProps) {
  const { t } = useTranslation();
  const { goTo } = usePages();
  const { open } = usePopups();
  const isDenied = appState.keychainProblem === 'denied';
  const retry = useRetryKeychain();
  const retryButton = (
    <BusyButton size="small" isBusy={retry.isPending} onClick={() => retry.mutate()}>
      {t('app.banners.keychainRetry')}
    </BusyButton>
  );
  return (
    <>
      <IncidentBanner />
      {connection !== undefined && <AbsenceBanner connection={connection} />}
      {appState.notices.map((notice) => (
        <NoticeBanner key={notice.kind} notice={notice} />
      ))}
      {appState.storageProblem !== null && (
        <Note tone="warning" title={t('app.banners.storage')}>
          {t(`app.banners.storageProblems.${appState.storageProblem}`)}{' '}
          {appState.storageCode !== null && t('app.cause', { detail: appState.storageCode })}
        </Note>
      )}
      {/* If settings cannot be saved, lists cannot either: one banner is enough. */}
      {appState.storageProblem === null && appState.listProblem !== null && (
        <Note tone="warning" title={t('app.banners.lists')}>
          {t(`app.banners.listProblems.${appState.listProblem}`)}{' '}
          {appState.listCode !== null && t('app.cause', { detail: appState.listCode })}
        </Note>
      )}
      {appState.keychainProblem !== null && (
        <Note
          tone="warning"
          title={t(isDenied ? 'app.banners.keychainDenied' : 'app.banners.keychain')}
          action={
            <>
              {isDenied && (
                <Button size="small" onClick={() => open({ kind: 'keychainLoss' })}>
                  {t('keychain.loss.open')}
                </Button>
              )}
              {retryButton}
            </>
          }
        >
          {keychainReasonText(t, appState.keychainProblem, appState)}
        </Note>
      )}
      {appState.secretsToRemove > 0 && (
        <Note
          tone="warning"
          title={t('keychain.toRemove', { count: appState.secretsToRemove })}
          action={appState.keychainProblem === null && retryButton}
        >
          {t('keychain.toRemoveText')}
        </Note>
      )}
      {appState.unrecordedActions > 0 && (
        <Note tone="error" title={t('activity.unrecorded', { count: appState.unrecordedActions })}>
          {t('activity.unrecordedText')}{' '}
          {appState.unrecordedCode !== null && t('app.cause', { detail: appState.unrecordedCode })}
        </Note>
      )}
      {connection !== undefined && connection.clockOffsetMs !== null && (
        <ClockBanner name={connection.name} offsetMs={connection.clockOffsetMs} />
      )}
      {connection?.isPlainHttpToAnotherMachine === true && (
        <Note
          tone="error"
          title={t('app.banners.plainHttp')}
          action={
            <Button size="small" onClick={() => goTo('connections')}>
              {t('app.connections')}
            </Button>
          }
        >
          {t('app.banners.plainHttpText', { name: connection.name })}
        </Note>
      )}
    </>
  );
}
