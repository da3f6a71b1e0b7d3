import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppState } from '../../shared/model/appState.ts';
import { useActiveConnection, useConnections } from '../api/connectionQueries.ts';
import { useLock } from '../api/lockQueries.ts';
import { useMenuCommand } from '../api/menuCommands.ts';
import { FailureNote } from '../components/FailureNote.tsx';
import { usePlainKey, useShortcut } from '../components/shortcuts.ts';
import type { ComparedPair } from '../features/compare/ComparePage.tsx';
import { KeysPage } from '../features/keys/KeysPage.tsx';
import { SkeletonRows } from '../features/keys/table/SkeletonRows.tsx';
import { errorText } from '../i18n/errorText.ts';
import { focusHeadingIfLost } from '../shell/pageFocus.ts';
import { usePages } from '../shell/pages.ts';
import { usePopups } from '../shell/popups.ts';
import { Banners } from './Banners.tsx';
import { KeyLinkFollower } from './KeyLinkFollower.tsx';
import {
  ActivityPage,
  ComparePage,
  ConnectionsPage,
  DoctorPage,
  ExpiryPage,
  HygienePage,
  IncidentPage,
  LastUsePage,
  OpenPopup,
  SettingsPage,
  UsagePage,
} from './laterParts.ts';
import { Navigation } from './Navigation.tsx';
import { PartsAhead } from './PartsAhead.tsx';
import { ProductionFrame } from './ProductionFrame.tsx';
import { ReminderFollower } from './ReminderFollower.tsx';
import { TopProgress } from './TopProgress.tsx';

/** Props of {@link App}. */
export interface AppProps {
  readonly appState: AppState;
  /** True after unlocking: the focus moves from the lock screen to the page heading. */
  readonly takesFocus: boolean;
}

/** Frame of the window: navigation, banners, the page, dialogs and toasts. */
export function App({ appState, takesFocus }: AppProps) {
  const { t } = useTranslation();
  const { page, searches } = usePages();
  const connection = useActiveConnection();
  const connections = useConnections();
  const lock = useLock();
  const popups = usePopups();
  const [pair, setPair] = useState<ComparedPair>(null);
  useShortcut('L', () => lock.mutate());
  const showShortcuts = (): void => popups.open({ kind: 'shortcuts' });
  usePlainKey('?', popups.popup === null ? showShortcuts : null);
  useMenuCommand('menu:shortcuts', popups.popup === null ? showShortcuts : null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another connection replaces the page and what had the focus
  useEffect(focusHeadingIfLost, [connection?.id]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heading is mounted once the connection is known
  useEffect(() => {
    if (takesFocus) {
      focusHeadingIfLost();
    }
  }, [takesFocus, connection === undefined]);
  return (
    <Box sx={{ display: 'flex', height: '100%' }}>
      <ProductionFrame connection={connection} />
      <Navigation connection={connection} onLock={() => lock.mutate()} onShowShortcuts={showShortcuts} />
      <Box
        component="main"
        sx={{
          position: 'relative',
          flex: 1,
          minWidth: 0,
          display: 'flex',
          flexDirection: 'column',
          gap: 1.5,
          padding: '22px 28px 14px',
          overflow: 'auto',
        }}
      >
        <TopProgress />
        <Banners appState={appState} connection={connection} />
        {page === 'keys' && connection !== undefined && (
          <KeysPage key={connection.id} connection={connection} searches={searches} />
        )}
        {page === 'keys' && connections.isPending && <SkeletonRows />}
        {page === 'keys' && connections.error !== null && (
          <FailureNote
            {...errorText(t, connections.error, 'read')}
            action={
              <Button size="small" onClick={() => void connections.refetch()}>
                {t('app.retry')}
              </Button>
            }
          />
        )}
        {/* No placeholder: loading a page from disk is too fast to notice. */}
        <Suspense key={page} fallback={null}>
          {page === 'expiry' && connection !== undefined && (
            <ExpiryPage.Part key={connection.id} connection={connection} />
          )}
          {page === 'hygiene' && connection !== undefined && <HygienePage.Part connection={connection} />}
          {page === 'lastUse' && connection !== undefined && (
            <LastUsePage.Part key={connection.id} connection={connection} />
          )}
          {page === 'connections' && <ConnectionsPage.Part />}
          {page === 'compare' && connection !== undefined && (
            <ComparePage.Part
              connections={connections.data?.connections ?? []}
              active={connection}
              pair={pair}
              onPairChange={setPair}
            />
          )}
          {page === 'activity' && connection !== undefined && <ActivityPage.Part connection={connection} />}
          {page === 'incident' && <IncidentPage.Part connections={connections.data?.connections ?? []} />}
          {page === 'doctor' && <DoctorPage.Part />}
          {page === 'usage' && connection !== undefined && (
            <UsagePage.Part connection={connection} connections={connections.data?.connections ?? []} />
          )}
          {page === 'settings' && <SettingsPage.Part appState={appState} />}
          <FocusOnArrival />
        </Suspense>
      </Box>
      <KeyLinkFollower />
      <ReminderFollower />
      {connection !== undefined && <PartsAhead connectionId={connection.id} />}
      <Suspense fallback={null}>{popups.popup !== null && <OpenPopup.Part popup={popups.popup} />}</Suspense>
    </Box>
  );
}

/** Restores the focus for a page that was loaded after the focus check. */
function FocusOnArrival() {
  useEffect(focusHeadingIfLost, []);
  return null;
}
