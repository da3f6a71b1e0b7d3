import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppState } from '../../../shared/model/appState.ts';
import type { Preferences } from '../../../shared/model/settings.ts';
import { useSetPreferences } from '../../api/appQueries.ts';
import { Card } from '../../components/Card.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { errorText } from '../../i18n/errorText.ts';

/** Props of {@link SettingsPage}. */
export interface SettingsPageProps {
  readonly appState: AppState;
}

/** KeyDesk › Settings: language and theme of the window. A choice acts at once. */
export function SettingsPage({ appState }: SettingsPageProps) {
  const { t } = useTranslation();
  const change = useSetPreferences();
  return (
    <>
      <PageHeader path={[t('app.keydesk')]} title={t('settings.title')} />
      {change.error !== null && <FailureNote {...errorText(t, change.error)} />}
      <Setting title={t('settings.language')} text={t('settings.languageText')}>
        {(titleId) => (
          <Choice<Preferences['language']>
            labelledBy={titleId}
            value={appState.preferences.language}
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
            value={appState.preferences.theme}
            options={[
              ['system', t('settings.system')],
              ['light', t('settings.light')],
              ['dark', t('settings.dark')],
            ]}
            onChange={(theme) => change.mutate({ theme })}
          />
        )}
      </Setting>
      <Setting title={t('settings.about')} text={t('settings.aboutText')}>
        {() => <Typography color="textSecondary">{t('settings.version', { version: appState.version })}</Typography>}
      </Setting>
    </>
  );
}

/** One setting with its title and a control that the title names. */
function Setting(props: {
  readonly title: string;
  readonly text: string;
  readonly children: (titleId: string) => ReactNode;
}) {
  const titleId = useId();
  return (
    <Card component="section">
      <Box sx={{ flex: 1, minWidth: 260 }}>
        <Typography id={titleId} variant="h3" component="h2">
          {props.title}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {props.text}
        </Typography>
      </Box>
      {props.children(titleId)}
    </Card>
  );
}

function Choice<Value extends string>(props: {
  readonly labelledBy: string;
  readonly value: Value;
  readonly options: readonly (readonly [value: Value, label: string])[];
  readonly onChange: (value: Value) => void;
}) {
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      aria-labelledby={props.labelledBy}
      value={props.value}
      onChange={(_event, value: Value | null) => {
        // A click on the chosen one gives null: there is nothing to change then.
        if (value !== null) {
          props.onChange(value);
        }
      }}
    >
      {props.options.map(([value, label]) => (
        <ToggleButton key={value} value={value} sx={{ paddingX: 2, fontSize: 13 }}>
          {label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
