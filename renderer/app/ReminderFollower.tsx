import { useCallback, useEffect } from 'react';
import { useActivateConnection } from '../api/connectionQueries.ts';
import { onReminderOpened, takeOpenedReminder } from '../api/reminderQueries.ts';
import { usePages } from '../shell/pages.ts';
import { usePopups } from '../shell/popups.ts';

/**
 * Shows the page "Expiry" after a click on a reminder of several keys. It waits while a dialog is open, which may have unsaved
 * input, and while the application is locked, when this is not mounted.
 */
export function ReminderFollower() {
  const { popup } = usePopups();
  const { goTo } = usePages();
  const { mutate: activate } = useActivateConnection();
  const isFree = popup === null;
  const follow = useCallback(async () => {
    const opened = await takeOpenedReminder().catch(() => null);
    if (opened !== null) {
      goTo('expiry');
      if (opened.connectionId !== null) {
        activate(opened.connectionId);
      }
    }
  }, [goTo, activate]);
  useEffect(() => {
    if (!isFree) {
      return;
    }
    void follow();
    return onReminderOpened(() => void follow());
  }, [isFree, follow]);
  return null;
}
