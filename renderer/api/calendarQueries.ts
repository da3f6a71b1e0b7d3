import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Input } from '../../shared/ipc/contract.ts';
import type { CalendarState } from '../../shared/model/calendar.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { queryKeys } from './queryKeys.ts';

/** The calendar file that is kept up to date; `undefined` while unknown. */
export function useCalendarState(): CalendarState | undefined {
  return useQuery({ queryKey: queryKeys.calendar, queryFn: () => call(bridge.calendar.getState()) }).data;
}

/** Saves a calendar file that the user chooses; returns `null` when cancelled. */
export function useExportCalendar() {
  return useMutation({
    mutationFn: async (input: Input<'calendar:export'>) => (await call(bridge.calendar.export(input))).saved,
  });
}

/** Keeps a calendar file up to date in a folder that the user chooses. Takes a connection id; `null` for all. */
export function useKeepCalendar() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (connectionId: string | null) => call(bridge.calendar.keep({ connectionId })),
    onSuccess: (state) => queryClient.setQueryData(queryKeys.calendar, state),
  });
}

/** Keeps the calendar file up to date no longer. */
export function useStopCalendar() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => call(bridge.calendar.stop()),
    onSuccess: (state) => queryClient.setQueryData(queryKeys.calendar, state),
  });
}
