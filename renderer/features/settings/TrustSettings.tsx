import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { LockState } from '../../../shared/model/lock.ts';
import { LOCK_MINUTES, type Preferences } from '../../../shared/model/settings.ts';
import { shortcutText } from '../../components/shortcuts.ts';
import { usePopups } from '../../shell/popups.ts';
import { Choice, Setting, SettingGroup } from './Setting.tsx';

/** Offered clearing times, in seconds; the settings file may have others in between. */
const CLEARING_SECONDS = [10, 30, 60, 120] as const;

/** Props of {@link ClipboardSettings}. */
export interface TrustSettingsProps {
  readonly preferences: Preferences;
  readonly onChange: (change: Partial<Preferences>) => void;
}

/** Clipboard settings. */
export function ClipboardSettings({ preferences, onChange }: TrustSettingsProps) {
  const { t } = useTranslation();
  return (
    <SettingGroup title={t('trust.settings.clipboard')}>
      <Setting title={t('trust.settings.clearAfter')} text={t('trust.settings.clearAfterText')}>
        {(titleId) => (
          <Choice<Preferences['clipboardSeconds']>
            labelledBy={titleId}
            value={preferences.clipboardSeconds}
            options={[
              ...CLEARING_SECONDS.map((count) => [count, t('trust.settings.clearSeconds', { count })] as const),
              [null, t('trust.settings.never')],
            ]}
            onChange={(clipboardSeconds) => onChange({ clipboardSeconds })}
          />
        )}
      </Setting>
      <Setting title={t('trust.settings.clearOnQuit')} text={t('trust.settings.clearOnQuitText')}>
        {(titleId) => (
          <OnOff
            labelledBy={titleId}
            value={preferences.clipboardClearsOnQuit}
            onChange={(clipboardClearsOnQuit) => onChange({ clipboardClearsOnQuit })}
          />
        )}
      </Setting>
    </SettingGroup>
  );
}

/** Props of {@link LockSettings}. */
export interface LockSettingsProps extends TrustSettingsProps {
  readonly lock: LockState;
}

/** When KeyDesk locks, and how it is unlocked. */
export function LockSettings({ preferences, lock: { hasPassphrase, unnoticed }, onChange }: LockSettingsProps) {
  const { t } = useTranslation();
  const { open } = usePopups();
  return (
    <SettingGroup title={t('trust.settings.lock')}>
      <Setting
        title={t('trust.settings.lockAfter')}
        text={t(unnoticed.includes('otherPrograms') ? 'trust.settings.lockAfterHere' : 'trust.settings.lockAfterText')}
      >
        {(titleId) => (
          <Choice<Preferences['lockMinutes']>
            labelledBy={titleId}
            value={preferences.lockMinutes}
            options={[
              ...LOCK_MINUTES.map((count) => [count, t('trust.settings.lockMinutes', { count })] as const),
              [null, t('trust.settings.never')],
            ]}
            onChange={(lockMinutes) => onChange({ lockMinutes })}
          />
        )}
      </Setting>
      <Setting
        title={t('trust.settings.withSystem')}
        text={t(
          unnoticed.includes('screenLock') ? 'trust.settings.withSystemUnnoticed' : 'trust.settings.withSystemText',
          { shortcut: shortcutText('L') },
        )}
      >
        {(titleId) => (
          <OnOff
            labelledBy={titleId}
            value={preferences.locksWithSystem}
            onChange={(locksWithSystem) => onChange({ locksWithSystem })}
          />
        )}
      </Setting>
      <Setting
        title={t('trust.settings.passphrase')}
        text={t(hasPassphrase ? 'trust.settings.passphraseSet' : 'trust.settings.passphraseNone')}
      >
        {() =>
          hasPassphrase ? (
            <Box sx={{ display: 'flex', gap: 1 }}>
              <Button
                variant="outlined"
                aria-label={t('trust.settings.changeLabel')}
                onClick={() => open({ kind: 'passphrase', action: 'change' })}
              >
                {t('trust.settings.change')}
              </Button>
              <Button
                variant="outlined"
                aria-label={t('trust.settings.removeLabel')}
                onClick={() => open({ kind: 'passphrase', action: 'remove' })}
              >
                {t('trust.settings.remove')}
              </Button>
            </Box>
          ) : (
            <Button variant="outlined" onClick={() => open({ kind: 'passphrase', action: 'set' })}>
              {t('trust.settings.set')}
            </Button>
          )
        }
      </Setting>
    </SettingGroup>
  );
}

function OnOff(props: {
  readonly labelledBy: string;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}) {
  const { t } = useTranslation();
  return (
    <Choice<boolean>
      {...props}
      options={[
        [true, t('trust.settings.on')],
        [false, t('trust.settings.off')],
      ]}
    />
  );
}
