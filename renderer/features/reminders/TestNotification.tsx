import { useTranslation } from 'react-i18next';
import type { NotificationOutcome } from '../../../shared/model/reminder.ts';
import { useShowTestNotification } from '../../api/reminderQueries.ts';
import { BusyButton } from '../../components/BusyButton.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Note } from '../../components/Note.tsx';
import { errorText } from '../../i18n/errorText.ts';

/** Props of {@link TestNotification}. */
export interface TestNotificationProps {
  /** What became of the last notification; `null` before the first. */
  readonly lastOutcome: NotificationOutcome | null;
}

/** Shows a notification as a test, and what the user can do if the system shows none. */
export function TestNotification({ lastOutcome }: TestNotificationProps) {
  const { t } = useTranslation();
  const testing = useShowTestNotification();
  const outcome = testing.isPending ? null : (testing.data ?? lastOutcome);
  // That earlier reminders were shown is nothing to report.
  const isReported = outcome !== null && (outcome !== 'shown' || testing.data !== undefined);
  return (
    <>
      <BusyButton
        variant="outlined"
        isBusy={testing.isPending}
        onClick={() => testing.mutate()}
        sx={{ alignSelf: 'flex-start' }}
      >
        {t('reminders.test')}
      </BusyButton>
      {testing.error !== null && <FailureNote {...errorText(t, testing.error)} />}
      {isReported && (
        <Note
          tone={outcome === 'shown' ? 'success' : 'warning'}
          title={t(`reminders.outcomes.${outcome}.title`)}
          isAlert={testing.data !== undefined}
        >
          {t(`reminders.outcomes.${outcome}.text`)}
        </Note>
      )}
    </>
  );
}
