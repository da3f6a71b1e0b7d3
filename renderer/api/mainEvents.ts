import type { QueryClient } from '@tanstack/react-query';
import { bridge } from './bridge.ts';
import { queryKeys } from './queryKeys.ts';

/** Calls `listener` when main ends the display of a secret. Returns a function that unsubscribes. */
export function onRevealEnded(listener: () => void): () => void {
  return bridge.events.subscribe('reveal:ended', listener);
}

/** Refreshes whatever main reports as changed. Returns a function that unsubscribes. */
export function followMainEvents(queryClient: QueryClient): () => void {
  const stopState = bridge.events.subscribe('app:changed', () => {
    void queryClient.invalidateQueries({ queryKey: queryKeys.appState });
  });
  const stopConnections = bridge.events.subscribe('connections:changed', () => {
    void queryClient.invalidateQueries({ queryKey: queryKeys.connections });
    void queryClient.invalidateQueries({ queryKey: queryKeys.installations });
  });
  const stopClipboard = bridge.events.subscribe('clipboard:changed', () => {
    void queryClient.invalidateQueries({ queryKey: queryKeys.clipboard });
  });
  const stopActivity = bridge.events.subscribe('activity:changed', () => {
    void queryClient.invalidateQueries({ queryKey: queryKeys.activities });
  });
  const stopBulk = bridge.events.subscribe('bulk:changed', () => {
    void queryClient.invalidateQueries({ queryKey: queryKeys.bulk });
  });
  const stopNotes = bridge.events.subscribe('notes:changed', () => {
    void queryClient.invalidateQueries({ predicate: ({ queryKey: [, , kind] }) => kind === 'notes' });
  });
  const stopUsage = bridge.events.subscribe('usage:changed', () => {
    void queryClient.invalidateQueries({ queryKey: queryKeys.usage });
  });
  const stopKeyTests = bridge.events.subscribe('keyTests:changed', () => {
    void queryClient.invalidateQueries({ queryKey: queryKeys.keyTestState });
  });
  const stopAdopted = bridge.events.subscribe('adopted:changed', () => {
    void queryClient.invalidateQueries({ predicate: ({ queryKey: [, , kind] }) => kind === 'adopted' });
  });
  const stopLastUse = bridge.events.subscribe('lastUse:changed', () => {
    void queryClient.invalidateQueries({ predicate: ({ queryKey: [, , kind] }) => kind === 'lastUse' });
    void queryClient.invalidateQueries({ queryKey: queryKeys.lastUseState });
  });
  const stopLogProgress = bridge.events.subscribe('lastUse:progress', () => {
    void queryClient.invalidateQueries({ queryKey: queryKeys.lastUseState });
  });
  const stopDisabled = bridge.events.subscribe('disabled:changed', () => {
    void queryClient.invalidateQueries({ predicate: ({ queryKey: [, , kind] }) => kind === 'disabled' });
  });
  const stopIncidents = bridge.events.subscribe('incident:changed', () => {
    void queryClient.invalidateQueries({ queryKey: queryKeys.incidents });
  });
  // Also after each list that was fetched: rotations are compared with it, and those of other computers are found in it.
  const stopRotations = bridge.events.subscribe('rotations:changed', () => {
    void queryClient.invalidateQueries({ queryKey: queryKeys.rotationProgress });
    void queryClient.invalidateQueries({ predicate: ({ queryKey: [, , kind] }) => kind === 'rotations' });
  });
  const stopFacts = bridge.events.subscribe('installation:changed', () => {
    void queryClient.invalidateQueries({ queryKey: queryKeys.installationFacts });
  });
  const stopReminders = bridge.events.subscribe('reminders:changed', () => {
    void queryClient.invalidateQueries({ queryKey: queryKeys.reminders });
  });
  const stopCalendar = bridge.events.subscribe('calendar:changed', () => {
    void queryClient.invalidateQueries({ queryKey: queryKeys.calendar });
  });
  return () => {
    stopFacts();
    stopCalendar();
    stopReminders();
    stopIncidents();
    stopRotations();
    stopDisabled();
    stopLogProgress();
    stopLastUse();
    stopAdopted();
    stopUsage();
    stopKeyTests();
    stopNotes();
    stopBulk();
    stopActivity();
    stopState();
    stopClipboard();
    stopConnections();
  };
}
