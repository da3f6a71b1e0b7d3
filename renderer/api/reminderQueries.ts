import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { OpenedReminder, ReminderDays, ReminderState } from '../../shared/model/reminder.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { queryKeys } from './queryKeys.ts';

/** Returns what the last clicked reminder leads to, once; `null` if there is nothing. @throws AppError. */
export function takeOpenedReminder(): Promise<OpenedReminder | null> {
  return call(bridge.reminders.takeOpened());
}

/** Calls `listener` when a reminder of several keys was clicked. Returns a function that unsubscribes. */
export function onReminderOpened(listener: () => void): () => void {
  return bridge.events.subscribe('reminders:opened', listener);
}

/** Days of all connections, and what became of the last notification; `undefined` while unknown. */
export function useReminderState(): ReminderState | undefined {
  return useQuery({ queryKey: queryKeys.reminders, queryFn: () => call(bridge.reminders.getState()) }).data;
}

/** Stores the days of connections, by connection id. */
export function useSetReminderDays() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (changed: ReadonlyMap<string, ReminderDays>) => {
      for (const [connectionId, days] of changed) {
        await call(bridge.reminders.setDays({ connectionId, days: [...days] }));
      }
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.reminders }),
  });
}

/** Shows a notification as a test, and returns what became of it: after some seconds, if the system does not respond. */
export function useShowTestNotification() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async () => (await call(bridge.reminders.showTest())).outcome,
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.reminders }),
  });
}
