import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import FormHelperText from '@mui/material/FormHelperText';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { AdapterDayjs } from '@mui/x-date-pickers/AdapterDayjs';
import { DatePicker } from '@mui/x-date-pickers/DatePicker';
import { LocalizationProvider } from '@mui/x-date-pickers/LocalizationProvider';
import 'dayjs/locale/en-gb';
import 'dayjs/locale/ru';
import type { Dayjs } from 'dayjs';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useActiveConnection } from '../../api/connectionQueries.ts';
import { useKeys } from '../../api/keyQueries.ts';
import { useLanguage } from '../../i18n/language.ts';
import { isOutOfOrder } from './incidentForm.ts';
import { type IncidentFieldProps, TokenField } from './TokenField.tsx';

/** Order of day, month and week in the calendar. */
const DATE_LOCALES = { en: 'en-gb', ru: 'ru' } as const;

/** The fields for the chosen way. */
export function CriteriaFields(props: IncidentFieldProps) {
  const { form, isDisabled, onChange } = props;
  const { t } = useTranslation();
  switch (form.kind) {
    case 'tokens':
      return <TokenField {...props} />;
    case 'account':
      return (
        <TextField
          size="small"
          label={t('incident.account.label')}
          helperText={t('incident.account.help')}
          value={form.username}
          disabled={isDisabled}
          onChange={({ target }) => onChange({ ...form, username: target.value })}
          slotProps={{ htmlInput: { spellCheck: false, autoComplete: 'off', maxLength: 256 } }}
        />
      );
    case 'role':
      return <RoleField {...props} />;
    case 'period':
      return <PeriodFields {...props} />;
    case 'everything':
      return <Typography>{t('incident.everything')}</Typography>;
  }
}

/** Suggests the roles that occur in the list of the active connection. */
function RoleField({ form, isDisabled, onChange }: IncidentFieldProps) {
  const { t } = useTranslation();
  const items = useKeys(useActiveConnection()?.id ?? '').data?.items;
  const roles = useMemo(() => [...new Set(items?.flatMap(({ systemRoles }) => systemRoles))].sort(), [items]);
  return (
    <Autocomplete
      freeSolo
      options={roles}
      disabled={isDisabled}
      inputValue={form.role}
      onInputChange={(_event, role) => onChange({ ...form, role })}
      renderInput={(field) => (
        <TextField {...field} size="small" label={t('incident.role.label')} helperText={t('incident.role.help')} />
      )}
    />
  );
}

function PeriodFields({ form, isDisabled, onChange }: IncidentFieldProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const isWrong = isOutOfOrder(form);
  const field = (name: 'createdFrom' | 'createdTo' | 'usedSince', label: string) => (
    <DatePicker
      label={label}
      value={form[name]}
      disabled={isDisabled}
      format={language === 'ru' ? 'DD.MM.YYYY' : 'DD MMM YYYY'}
      dayOfWeekFormatter={(date: Dayjs) => date.format('dd')}
      onChange={(day) => onChange({ ...form, [name]: day })}
      slotProps={{ textField: { size: 'small', error: isWrong && name === 'createdTo' } }}
    />
  );
  return (
    <LocalizationProvider dateAdapter={AdapterDayjs} adapterLocale={DATE_LOCALES[language]}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
        {field('createdFrom', t('incident.period.from'))}
        {field('createdTo', t('incident.period.to'))}
        {field('usedSince', t('incident.period.usedSince'))}
      </Box>
      <FormHelperText error={isWrong}>{t(isWrong ? 'incident.period.order' : 'incident.period.help')}</FormHelperText>
    </LocalizationProvider>
  );
}
