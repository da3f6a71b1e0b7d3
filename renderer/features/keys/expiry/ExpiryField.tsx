import Box from '@mui/material/Box';
import { AdapterDayjs } from '@mui/x-date-pickers/AdapterDayjs';
import { DatePicker } from '@mui/x-date-pickers/DatePicker';
import { LocalizationProvider } from '@mui/x-date-pickers/LocalizationProvider';
import 'dayjs/locale/en-gb';
import 'dayjs/locale/ru';
import type { Dayjs } from 'dayjs';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { LAST_YEAR } from '../../../../shared/model/expiryDates.ts';
import { timeElsewhere } from '../../../../shared/model/timeElsewhere.ts';
import { useInstallationZone } from '../../../api/installationQueries.ts';
import { useDebounced } from '../../../components/useDebounced.ts';
import { createFormat, useFormat } from '../../../i18n/format.ts';
import { useLanguage } from '../../../i18n/language.ts';
import { useTimeZone } from '../../../i18n/timeZone.ts';
import { type ExpiryProblem, expiryInstant, expiryProblem } from './expiry.ts';

/** Pause in typing after which a date counts as complete, in milliseconds: "0020" may become 2027. */
const TYPING_REST_MS = 800;
/** Order of day, month and week in the calendar. */
const DATE_LOCALES = { en: 'en-gb', ru: 'ru' } as const;

/** Props of {@link ExpiryField}. */
export interface ExpiryFieldProps {
  /** The connection whose installation the key is for. */
  readonly connectionId: string;
  readonly day: Dayjs | null;
  /** Shown below the field in place of the instant. A complete date that does not exist is always reported. */
  readonly problem: ExpiryProblem | null;
  /**
   * The exact instant, ISO 8601, if it is not the start of the day: that of the key while the day is unchanged, or of an
   * extension. `null` for a day chosen by the user.
   */
  readonly exactInstant: string | null;
  /** Earlier days are disabled in the calendar; a typed one is reported as a problem. */
  readonly firstDay?: Dayjs;
  readonly isDisabled?: boolean;
  readonly onChange: (day: Dayjs | null) => void;
  /** Buttons to the right of the field. */
  readonly children?: ReactNode;
}

/** The day on which a key expires, and the exact instant. */
export function ExpiryField(props: ExpiryFieldProps) {
  const { day, exactInstant, firstDay, isDisabled = false, onChange, children } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const format = useFormat();
  const isFinished = useDebounced(day, TYPING_REST_MS) === day;
  // An exact instant is valid however distant: it was not mistyped here.
  const typedProblem = exactInstant === null && day !== null && isFinished ? expiryProblem(day) : null;
  const problem = props.problem ?? typedProblem;
  const instant = exactInstant ?? (day !== null && expiryProblem(day) === null ? expiryInstant(day) : null);
  const moment =
    instant === null
      ? t('keys.form.chooseDate')
      : t('keys.form.stopsWorking', {
          time: format.time(instant),
          date: format.date(instant),
          name: format.zoneName,
          offset: format.zoneOffset(instant),
        });
  const elsewhere = useTimeThere(props.connectionId, instant);
  return (
    <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 1 }}>
      <LocalizationProvider dateAdapter={AdapterDayjs} adapterLocale={DATE_LOCALES[language]}>
        <DatePicker
          label={t('keys.expires')}
          value={day}
          onChange={onChange}
          format={language === 'ru' ? 'DD.MM.YYYY' : 'DD MMM YYYY'}
          disabled={isDisabled}
          dayOfWeekFormatter={(date: Dayjs) => date.format('dd')}
          {...(firstDay === undefined ? {} : { shouldDisableDate: (date: Dayjs) => date.isBefore(firstDay, 'day') })}
          slotProps={{
            textField: {
              fullWidth: true,
              size: 'small',
              error: problem !== null,
              helperText:
                problem === null ? (
                  <Moment text={moment} elsewhere={elsewhere} />
                ) : (
                  t(`keys.form.${problem}`, { year: LAST_YEAR })
                ),
            },
            field: { clearable: false },
          }}
        />
      </LocalizationProvider>
      {children}
    </Box>
  );
}

/** Text below the field: the instant here and, on a line of its own, on the platform. */
function Moment({ text, elsewhere }: { readonly text: string; readonly elsewhere: string | null }) {
  return (
    <>
      {text}
      {elsewhere !== null && (
        <Box component="span" sx={{ display: 'block' }}>
          {elsewhere}
        </Box>
      )}
    </>
  );
}

/** An instant as the product shows it to the account of the connection; `null` if that is the same as here, or not known. */
function useTimeThere(connectionId: string, instant: string | null): string | null {
  const { t } = useTranslation();
  const language = useLanguage();
  const here = useTimeZone();
  const there = useInstallationZone(connectionId);
  const differing = useMemo(
    () => (instant === null ? null : timeElsewhere(instant, here, there)),
    [instant, here, there],
  );
  if (instant === null || differing === null) {
    return null;
  }
  const { timeZone, isOtherDay } = differing;
  const { time, date, zoneName, zoneOffset } = createFormat(language, timeZone);
  const text = { time: time(instant), name: zoneName, offset: zoneOffset(instant) };
  return isOtherDay ? t('keys.form.thereOnDay', { ...text, date: date(instant) }) : t('keys.form.there', text);
}
