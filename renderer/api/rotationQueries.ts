import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Input } from '../../shared/ipc/contract.ts';
import type { Language } from '../../shared/model/language.ts';
import { isRotating, type Rotation, type RotationProgress, type RotationReport } from '../../shared/model/rotation.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { refreshKeys } from './keyQueries.ts';
import { queryKeys } from './queryKeys.ts';

/** Rotations by the tokens of both of their keys. */
export type RotationsByToken = ReadonlyMap<string, Rotation>;

const NO_ROTATIONS: readonly Rotation[] = [];

/** The query of {@link useRotations}. */
export const rotationsQuery = (connectionId: string) =>
  queryOptions({
    queryKey: queryKeys.rotations(connectionId),
    queryFn: async () => (await call(bridge.rotations.list({ connectionId }))).rotations,
  });

/** The rotations of a connection; empty while unknown. */
export function useRotations(connectionId: string): readonly Rotation[] {
  const { data } = useQuery(rotationsQuery(connectionId));
  return data ?? NO_ROTATIONS;
}

/** The rotations that are under way, by the tokens of both keys. The same map until one of them changes. */
export function useRotatingKeys(connectionId: string): RotationsByToken {
  const rotations = useRotations(connectionId);
  return useMemo(
    () =>
      new Map(
        rotations
          .filter(isRotating)
          .flatMap((rotation) =>
            [rotation.oldKey, rotation.newKey].map((key) => [key?.token ?? '', rotation] as const),
          ),
      ),
    [rotations],
  );
}

/** The run in progress. */
export function useRotationProgress(): RotationProgress['running'] {
  const { data } = useQuery({
    queryKey: queryKeys.rotationProgress,
    queryFn: () => call(bridge.rotations.getState()),
  });
  return data?.running ?? null;
}

/** What a run over rotations does. */
export type RotationStep = 'proceed' | 'takeBack' | 'finish';

/** Starts rotations. */
export function useStartRotations(connectionId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: Omit<Input<'rotations:start'>, 'connectionId'>): Promise<RotationReport> =>
      call(bridge.rotations.start({ connectionId, ...input })),
    onSettled: () => refreshRotations(queryClient, connectionId),
  });
}

/** Makes a step of rotations. */
export function useRotationStep(connectionId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ step, ids }: { readonly step: RotationStep; readonly ids: readonly string[] }) =>
      call(bridge.rotations[step]({ connectionId, ids: [...ids] })),
    onSettled: () => refreshRotations(queryClient, connectionId),
  });
}

/** Stops the run in progress. */
export function useStopRotations() {
  return useMutation({ mutationFn: () => call(bridge.rotations.stop()) });
}

/** Removes rotations from the list; changes no key. */
export function useDismissRotations(connectionId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (ids: readonly string[]) => call(bridge.rotations.dismiss({ connectionId, ids: [...ids] })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.rotations(connectionId) }),
  });
}

/** Saves a checklist of rotations to a file that the user chooses; returns `null` when cancelled. */
export function useSaveChecklist(connectionId: string, language: Language, fileKind: string) {
  return useMutation({
    mutationFn: async (ids: readonly string[]) =>
      (await call(bridge.rotations.exportChecklist({ connectionId, ids: [...ids], language, fileKind }))).saved,
  });
}

/** Both are awaited, so that the rotations shown are those after the step. */
async function refreshRotations(queryClient: QueryClient, connectionId: string): Promise<void> {
  refreshKeys(queryClient, connectionId);
  void queryClient.invalidateQueries({ queryKey: queryKeys.keyTests(connectionId) });
  await queryClient.invalidateQueries({ queryKey: queryKeys.rotations(connectionId) });
}
