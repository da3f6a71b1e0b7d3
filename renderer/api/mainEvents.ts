import type { QueryClient } from '@tanstack/react-query';
import { bridge } from './bridge.ts';
import { queryKeys } from './queryKeys.ts';

/** Asks again for whatever main says is out of date. The returned function stops listening. */
export function followMainEvents(queryClient: QueryClient): () => void {
  const stopState = bridge.events.subscribe('app:changed', () => {
    void queryClient.invalidateQueries({ queryKey: queryKeys.appState });
  });
  const stopConnections = bridge.events.subscribe('connections:changed', () => {
    void queryClient.invalidateQueries({ queryKey: queryKeys.connections });
    void queryClient.invalidateQueries({ queryKey: queryKeys.installations });
  });
  const stopActivity = bridge.events.subscribe('activity:changed', () => {
    void queryClient.invalidateQueries({ queryKey: queryKeys.activities });
  });
  return () => {
    stopActivity();
    stopState();
    stopConnections();
  };
}
