import { useMutation, useQuery } from '@tanstack/react-query';
import type { Input } from '../../shared/ipc/contract.ts';
import { type KeyReference, referenceTo } from '../../shared/model/key.ts';
import type { Language } from '../../shared/model/language.ts';
import type { SnippetKind } from '../../shared/model/snippet.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { queryKeys } from './queryKeys.ts';

/** The files of a snippet, with a placeholder for the secret key. @param kind `null` for none. */
export function useSnippet(connectionId: string, key: KeyReference, kind: SnippetKind | null, language: Language) {
  return useQuery({
    queryKey: queryKeys.snippet(connectionId, key.token, kind, language),
    queryFn: async () =>
      kind === null
        ? []
        : (await call(bridge.keys.snippet({ connectionId, key: referenceTo(key), kind, language }))).parts,
    // It follows the address and the list, and costs nothing.
    gcTime: 0,
  });
}

/** Copies one file of a snippet; main fills in the secret key, which does not reach the window. @throws AppError */
export async function copySnippet(input: Input<'clipboard:copySnippet'>): Promise<void> {
  await call(bridge.clipboard.copySnippet(input));
}

/** Asks where to save one file of a snippet, and saves it; `null` if the user cancelled. */
export function useSaveSnippet() {
  return useMutation({
    mutationFn: async (input: Input<'keys:saveSnippet'>) => (await call(bridge.keys.saveSnippet(input))).saved,
  });
}
