import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useTranslation } from 'react-i18next';
import { PasswordField } from '../../components/PasswordField.tsx';
import type { ConnectionField, ConnectionForm } from './connectionForm.ts';

/** Props of {@link SignInFields}. */
export interface SignInFieldsProps {
  readonly form: ConnectionForm;
  /** Whether a password or secret key is stored that stays when the field is left empty. */
  readonly isStored: boolean;
  readonly isDisabled: boolean;
  /** True where the password is what the dialog was opened for. */
  readonly autoFocusPassword: boolean;
  /** Why a field is refused, in words, or `null`. */
  readonly problemOf: (field: ConnectionField) => string | null;
  readonly onChange: (field: ConnectionField, value: string) => void;
}

const PLAIN_TEXT = { spellCheck: false, autoCapitalize: 'off', autoComplete: 'off' } as const;

/** How the connection signs in: as an account with its password, or with an authentication key. */
export function SignInFields(props: SignInFieldsProps) {
  const { form, isStored, isDisabled, autoFocusPassword, problemOf, onChange } = props;
  const { t } = useTranslation();
  const isKey = form.signIn === 'key';
  const name = isKey ? 'token' : 'username';
  return (
    <>
      <ToggleButtonGroup
        exclusive
        fullWidth
        size="small"
        aria-label={t('connections.form.signIn')}
        value={form.signIn}
        disabled={isDisabled}
        onChange={(_event, signIn: ConnectionForm['signIn'] | null) => {
          // A click on the chosen one gives null. What was typed is the secret of the other way.
          if (signIn !== null) {
            onChange('signIn', signIn);
            onChange('password', '');
          }
        }}
      >
        <ToggleButton value="password">{t('connections.form.signInPassword')}</ToggleButton>
        <ToggleButton value="key">{t('connections.form.signInKey')}</ToggleButton>
      </ToggleButtonGroup>
      <TextField
        label={isKey ? t('connections.form.token') : t('connections.form.username')}
        value={form[name]}
        error={problemOf(name) !== null}
        helperText={problemOf(name)}
        disabled={isDisabled}
        onChange={({ target }) => onChange(name, target.value)}
        slotProps={{ htmlInput: PLAIN_TEXT }}
      />
      <PasswordField
        label={isKey ? t('connections.form.secretKey') : t('connections.form.password')}
        value={form.password}
        problem={problemOf('password')}
        help={isStored ? (isKey ? t('connections.form.secretKeyKeep') : t('connections.form.passwordKeep')) : null}
        showLabel={isKey ? t('connections.form.showSecretKey') : t('connections.form.showPassword')}
        hideLabel={isKey ? t('connections.form.hideSecretKey') : t('connections.form.hidePassword')}
        isDisabled={isDisabled}
        autoFocus={autoFocusPassword}
        onChange={(value) => onChange('password', value)}
      />
    </>
  );
}
