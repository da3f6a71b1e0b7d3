import type { OpenedReminder } from '../../shared/model/reminder.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';

/** Returns what the last clicked reminder leads to, once; `null` if there is nothing. @throws AppError. */
export function takeOpenedReminder(): Promise<OpenedReminder | null> {
  return call(bridge.reminders.takeOpened());
}

/** Calls `listener` when a reminder of several keys was clicked. Returns a function that unsubscribes. */
export function onReminderOpened(listener: () => void): () => void {
  return bridge.events.subscribe('reminders:opened', listener);
}
