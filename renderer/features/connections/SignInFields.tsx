import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useTranslation } from 'react-i18next';
import { PasswordField } from '../../components/PasswordField.tsx';
import type { ConnectionField, ConnectionForm } from './connectionForm.ts';

/** Props of {@link SignInFields}. */
export interface SignInFieldsProps {
  readonly form: ConnectionForm;
  /** Whether a stored password or secret key is retained if the field is empty. */
  readonly isStored: boolean;
  readonly isDisabled: boolean;
  /** True if the dialog was opened because of the password. */
  readonly autoFocusPassword: boolean;
  /** Message about a field, or `null`. */
  readonly problemOf: (field: ConnectionField) => string | null;
  readonly onChange: (field: ConnectionField, value: string) => void;
}

const PLAIN_TEXT = { spellCheck: false, autoCapitalize: 'off', autoComplete: 'off' } as const;

/** Sign-in method: account and password, or authentication key. */
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
          // A click on the selected one passes null. The typed secret belongs to the other method.
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
