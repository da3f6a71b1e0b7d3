import { type QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import type { i18n } from 'i18next';
import { useEffect, useState } from 'react';
import type { AppState } from '../../shared/model/appState.ts';
import { type Language, resolveLanguage } from '../../shared/model/language.ts';
import { appStateQuery, useAppState } from '../api/appQueries.ts';
import { fetchFirst } from '../api/firstQueries.ts';
import { dropFetchedData } from '../api/lockQueries.ts';
import { followMainEvents } from '../api/mainEvents.ts';
import { FailureNote } from '../components/FailureNote.tsx';
import { DisabledKeysProvider } from '../features/keys/bulk/DisabledKeysProvider.tsx';
import { LockScreen } from '../features/lock/LockScreen.tsx';
import { errorText } from '../i18n/errorText.ts';
import type { Page } from '../shell/pages.ts';
import { App } from './App.tsx';
import { Providers } from './Providers.tsx';
import { Toasts } from './Toasts.tsx';
import { WindowState } from './WindowState.tsx';

/** Props of {@link Root}. */
export interface RootProps {
  readonly queryClient: QueryClient;
  readonly translations: i18n;
}

/** The whole window. Empty until what the first paint shows is there: language and theme above all. */
export function Root({ queryClient, translations }: RootProps) {
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    const unfollow = followMainEvents(queryClient);
    void fetchFirst(queryClient).then(async () => {
      const state = queryClient.getQueryData(appStateQuery.queryKey);
      if (state !== undefined) {
        await translations.changeLanguage(languageOf(state));
      }
      setReady(true);
    });
    return unfollow;
  }, [queryClient, translations]);
  return (
    <QueryClientProvider client={queryClient}>
      <DisabledKeysProvider>{isReady && <Start translations={translations} />}</DisabledKeysProvider>
    </QueryClientProvider>
  );
}

/**
 * Waits for the preferences, if they could not be fetched at first. While the application is locked,
 * the lock screen replaces everything and all cached data is dropped.
 */
function Start({ translations }: { readonly translations: i18n }) {
  const queryClient = useQueryClient();
  const { data, error } = useAppState();
  const [page, setPage] = useState<Page>('keys');
  const [wasLocked, setWasLocked] = useState(false);
  const isLocked = data?.lock.isLocked === true;
  if (isLocked && !wasLocked) {
    setWasLocked(true);
  }
  useEffect(() => {
    // By now nothing is mounted that would fetch it again.
    if (isLocked) {
      dropFetchedData(queryClient);
    }
  }, [isLocked, queryClient]);
  if (data === undefined && error === null) {
    return null;
  }
  if (data === undefined) {
    return (
      <Providers translations={translations} language="en" theme="system">
        {error !== null && (
          <FailureNote {...errorText(translations.t, error)} title={translations.t('app.startFailed')} />
        )}
      </Providers>
    );
  }
  return (
    <Providers translations={translations} language={languageOf(data)} theme={data.preferences.theme}>
      {isLocked ? (
        <Toasts toast={null} host={null} onHide={() => undefined}>
          <LockScreen lock={data.lock} />
        </Toasts>
      ) : (
        <WindowState page={page} onPageChange={setPage}>
          <App appState={data} takesFocus={wasLocked} />
        </WindowState>
      )}
    </Providers>
  );
}

function languageOf({ preferences, systemLanguages }: AppState): Language {
  return resolveLanguage(preferences.language, systemLanguages);
}
