import Box from '@mui/material/Box';
import FormHelperText from '@mui/material/FormHelperText';
import Typography from '@mui/material/Typography';
import { AdapterDayjs } from '@mui/x-date-pickers/AdapterDayjs';
import { DatePicker } from '@mui/x-date-pickers/DatePicker';
import { LocalizationProvider } from '@mui/x-date-pickers/LocalizationProvider';
import 'dayjs/locale/en-gb';
import 'dayjs/locale/ru';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/language.ts';
import { isOutOfOrder } from './incidentForm.ts';
import { NameField } from './NameField.tsx';
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
        <NameField
          key="accounts"
          kind="accounts"
          label={t('incident.account.label')}
          help={t('incident.account.help')}
          unknown={t('incident.account.unknown')}
          value={form.username}
          isDisabled={isDisabled}
          onChange={(username) => onChange({ ...form, username })}
        />
      );
    case 'role':
      return (
        <NameField
          key="roles"
          kind="roles"
          label={t('incident.role.label')}
          help={t('incident.role.help')}
          unknown={t('incident.role.unknown')}
          value={form.role}
          isDisabled={isDisabled}
          onChange={(role) => onChange({ ...form, role })}
        />
      );
    case 'period':
      return <PeriodFields {...props} />;
    case 'everything':
      return <Typography>{t('incident.everything')}</Typography>;
  }
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
