import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Output } from '../../shared/ipc/contract.ts';
import { isEmptyNote, type KeyNote, type KeyNotes, NO_NOTES, notesOfText } from '../../shared/model/keyNote.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { queryKeys } from './queryKeys.ts';

/** The notes of a connection, and what is wrong with their file. */
export interface KnownNotes extends Pick<Output<'notes:list'>, 'damaged' | 'problem'> {
  readonly notes: KeyNotes;
}

const UNKNOWN: KnownNotes = { notes: NO_NOTES, damaged: null, problem: null };

/** The query of {@link useKeyNotes}. */
export const keyNotesQuery = (connectionId: string) =>
  queryOptions({
    queryKey: queryKeys.notes(connectionId),
    queryFn: async (): Promise<KnownNotes> => {
      const { notes, ...rest } = await call(bridge.notes.list({ connectionId }));
      return { notes: notesOfText(notes), ...rest };
    },
    // Main reports changes; comparing ten thousand notes would block the window.
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });

/** The notes of this computer about the keys of a connection; none until they are known. */
export function useKeyNotes(connectionId: string): KnownNotes {
  const { data } = useQuery(keyNotesQuery(connectionId));
  return data ?? UNKNOWN;
}

/** Saves the note of a key; an empty one removes it. */
export function useSaveNote(connectionId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ token, note }: { readonly token: string; readonly note: KeyNote }) =>
      call(bridge.notes.save({ connectionId, token, note })),
    onSuccess: (_nothing, { token, note }) =>
      changeNotes(queryClient, connectionId, (notes) => {
        if (isEmptyNote(note)) {
          notes.delete(token);
        } else {
          notes.set(token, note);
        }
      }),
  });
}

/** Removes the notes of some keys. */
export function useRemoveNotes(connectionId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (tokens: readonly string[]) => call(bridge.notes.remove({ connectionId, tokens: [...tokens] })),
    onSuccess: (_nothing, tokens) =>
      changeNotes(queryClient, connectionId, (notes) => {
        for (const token of tokens) {
          notes.delete(token);
        }
      }),
  });
}

/** What is typed and not saved, and a way to change it; `null` while the note is not being edited. */
export type NoteDraft = readonly [draft: KeyNote | null, setDraft: (draft: KeyNote | null) => void];

/** The note being edited. It survives the dialog, so that closing it by mistake loses nothing, until KeyDesk is locked. */
export function useNoteDraft(connectionId: string, token: string): NoteDraft {
  const queryClient = useQueryClient();
  const { data } = useQuery<KeyNote | null>({
    queryKey: queryKeys.noteDraft(connectionId, token),
    queryFn: () => null,
    enabled: false,
    initialData: null,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const setDraft = useCallback(
    (draft: KeyNote | null) =>
      void queryClient.setQueryData<KeyNote | null>(queryKeys.noteDraft(connectionId, token), draft),
    [queryClient, connectionId, token],
  );
  return [data, setDraft];
}

/** Shows a saved change at once; the event of main that follows confirms it. */
function changeNotes(queryClient: QueryClient, connectionId: string, change: (notes: Map<string, KeyNote>) => void) {
  queryClient.setQueryData<KnownNotes>(queryKeys.notes(connectionId), (known) => {
    const notes = new Map(known?.notes);
    change(notes);
    return known && { ...known, notes };
  });
}
