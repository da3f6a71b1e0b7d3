import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import CssBaseline from '@mui/material/CssBaseline';
import GlobalStyles from '@mui/material/GlobalStyles';
import { type Theme, ThemeProvider, useColorScheme } from '@mui/material/styles';
import type { i18n } from 'i18next';
import { type ReactNode, useEffect } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { I18nextProvider } from 'react-i18next';
import type { Language } from '../../shared/model/language.ts';
import type { Preferences } from '../../shared/model/settings.ts';
import { checkBoxStyles } from '../components/CheckBox.tsx';
import { forcedColorStyles } from '../components/forcedColors.ts';
import { statusChipStyles } from '../components/StatusChip.tsx';
import { themeOf } from '../shell/theme.ts';
import { CrashPage } from './CrashPage.tsx';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
/** Inserts styles with the nonce of the content security policy. */
const styleCache = createCache({ key: 'kd', nonce, prepend: true });

/** Styles by class, for elements that occur in hundreds. */
const plainStyles = (theme: Theme) => ({
  ...checkBoxStyles(theme),
  ...statusChipStyles(theme),
  ...forcedColorStyles,
});

/** Props of {@link Providers}. */
export interface ProvidersProps {
  readonly translations: i18n;
  readonly language: Language;
  readonly theme: Preferences['theme'];
  readonly children: ReactNode;
}

/** Provides styles, theme and language according to the preferences. */
export function Providers({ translations, language, theme, children }: ProvidersProps) {
  useEffect(() => {
    // Even to the same language, a change draws every text again.
    if (translations.language !== language) {
      void translations.changeLanguage(language);
    }
    document.documentElement.lang = language;
  }, [translations, language]);
  return (
    <CacheProvider value={styleCache}>
      <I18nextProvider i18n={translations}>
        {/* No storage: the setting is in the settings file. */}
        <ThemeProvider theme={themeOf(language)} defaultMode={theme} storageManager={null} noSsr>
          <CssBaseline />
          <GlobalStyles styles={plainStyles} />
          <ThemeMode theme={theme} />
          <ErrorBoundary FallbackComponent={CrashPage}>{children}</ErrorBoundary>
        </ThemeProvider>
      </I18nextProvider>
    </CacheProvider>
  );
}

/** Passes the theme to MUI, which follows the operating system for `system`. */
function ThemeMode({ theme }: { readonly theme: Preferences['theme'] }) {
  const { setMode } = useColorScheme();
  useEffect(() => setMode(theme), [setMode, theme]);
  return null;
}
