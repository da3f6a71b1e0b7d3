import type { AppError } from '../../../shared/result.ts';
import { type ErrorText, errorText } from '../../i18n/errorText.ts';
import type { Translate } from '../../i18n/i18n.ts';

/**
 * Returns the text of an error about a calendar file; the general texts of these codes are about other things.
 * @param attempt what holds if the settings could not be saved.
 */
export function calendarErrorText(t: Translate, error: AppError, attempt: 'notKept' | 'stillKept'): ErrorText {
  switch (error.code) {
    case 'NOT_FOUND':
      return { title: t('reminders.calendar.nothing.title'), text: t('reminders.calendar.nothing.text'), detail: null };
    case 'SETTINGS_NOT_SAVED':
      return {
        title: t(`reminders.calendar.${attempt}.title`),
        text: t(`reminders.calendar.${attempt}.text`),
        detail: null,
      };
    default:
      return errorText(t, error);
  }
}
