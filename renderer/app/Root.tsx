import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { i18n } from 'i18next';
import { useEffect } from 'react';
import { useAppState } from '../api/appQueries.ts';
import { followMainEvents } from '../api/mainEvents.ts';
import { FailureNote } from '../components/FailureNote.tsx';
import { errorText } from '../i18n/errorText.ts';
import { resolveLanguage } from '../i18n/i18n.ts';
import { App } from './App.tsx';
import { Providers } from './Providers.tsx';
import { WindowState } from './WindowState.tsx';

/** Props of {@link Root}. */
export interface RootProps {
  readonly queryClient: QueryClient;
  readonly translations: i18n;
}

/** The whole window. */
export function Root({ queryClient, translations }: RootProps) {
  useEffect(() => followMainEvents(queryClient), [queryClient]);
  return (
    <QueryClientProvider client={queryClient}>
      <Start translations={translations} />
    </QueryClientProvider>
  );
}

/** Waits for the preferences, so that the first picture already has the right language and theme. */
function Start({ translations }: { readonly translations: i18n }) {
  const { data, error } = useAppState();
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
    <Providers
      translations={translations}
      language={resolveLanguage(data.preferences.language, data.systemLanguages)}
      theme={data.preferences.theme}
    >
      <WindowState>
        <App appState={data} />
      </WindowState>
    </Providers>
  );
}
