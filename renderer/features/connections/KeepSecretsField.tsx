import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../api/appQueries.ts';
import { retentionText } from '../../i18n/keychainTexts.ts';

/** Props of {@link KeepSecretsField}. */
export interface KeepSecretsFieldProps {
  readonly isChecked: boolean;
  readonly isDisabled: boolean;
  readonly onChange: (isChecked: boolean) => void;
}

/** Whether to cache the secrets of used keys in the keychain, with an explanation. */
export function KeepSecretsField({ isChecked, isDisabled, onChange }: KeepSecretsFieldProps) {
  const { t } = useTranslation();
  const helpId = useId();
  const retention = retentionText(t, useAppState().data);
  return (
    <div>
      <FormControlLabel
        control={
          <Checkbox
            size="small"
            checked={isChecked}
            disabled={isDisabled}
            onChange={(_event, checked) => onChange(checked)}
            slotProps={{ input: { 'aria-describedby': helpId } }}
          />
        }
        label={t('keychain.keep')}
        slotProps={{ typography: { variant: 'body2' } }}
        sx={{ display: 'flex' }}
      />
      <FormHelperText id={helpId}>
        {retention === null ? t('keychain.keepHelp') : `${t('keychain.keepHelp')} ${retention}`}
      </FormHelperText>
    </div>
  );
}
