import { useTranslation } from 'react-i18next';
import type { AppState } from '../../../shared/model/appState.ts';
import type { Preferences } from '../../../shared/model/settings.ts';
import { useSetPreferences } from '../../api/appQueries.ts';
import { FailureNote } from '../../components/FailureNote.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { errorText } from '../../i18n/errorText.ts';
import { Choice, Setting, SettingGroup } from './Setting.tsx';
import { ClipboardSettings, LockSettings } from './TrustSettings.tsx';

/** Props of {@link SettingsPage}. */
export interface SettingsPageProps {
  readonly appState: AppState;
}

/** KeyDesk › Settings: window, clipboard and lock. Changes take effect at once. */
export function SettingsPage({ appState }: SettingsPageProps) {
  const { t } = useTranslation();
  const change = useSetPreferences();
  const { preferences } = appState;
  return (
    <>
      <PageHeader path={[t('app.keydesk')]} title={t('settings.title')} />
      {change.error !== null && <FailureNote {...errorText(t, change.error)} />}
      <SettingGroup title={t('trust.settings.window')}>
        <Setting title={t('settings.language')} text={t('settings.languageText')}>
          {(titleId) => (
            <Choice<Preferences['language']>
              labelledBy={titleId}
              value={preferences.language}
              options={[
                ['system', t('settings.system')],
                ['en', t('settings.english')],
                ['ru', t('settings.russian')],
              ]}
              onChange={(language) => change.mutate({ language })}
            />
          )}
        </Setting>
        <Setting title={t('settings.theme')} text={t('settings.themeText')}>
          {(titleId) => (
            <Choice<Preferences['theme']>
              labelledBy={titleId}
              value={preferences.theme}
              options={[
                ['system', t('settings.system')],
                ['light', t('settings.light')],
                ['dark', t('settings.dark')],
              ]}
              onChange={(theme) => change.mutate({ theme })}
            />
          )}
        </Setting>
      </SettingGroup>
      <ClipboardSettings preferences={preferences} onChange={(chosen) => change.mutate(chosen)} />
      <LockSettings preferences={preferences} lock={appState.lock} onChange={(chosen) => change.mutate(chosen)} />
      <SettingGroup title={t('settings.about')}>
        <Setting title={t('settings.version', { version: appState.version })} text={t('settings.aboutText')} />
      </SettingGroup>
    </>
  );
}
