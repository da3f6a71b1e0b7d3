import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Input } from '../../shared/ipc/contract.ts';
import type { ConnectionSummary } from '../../shared/model/connection.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { queryKeys } from './queryKeys.ts';

/** The query of {@link useConnections}. */
export const connectionsQuery = queryOptions({
  queryKey: queryKeys.connections,
  queryFn: () => call(bridge.connections.list()),
  staleTime: Number.POSITIVE_INFINITY,
});

/** All connections, and which one is active. */
export function useConnections() {
  return useQuery(connectionsQuery);
}

/** One connection; `undefined` while unknown. */
export function useConnection(connectionId: string): ConnectionSummary | undefined {
  return useConnections().data?.connections.find((connection) => connection.id === connectionId);
}

/** The active connection; `undefined` while unknown. */
export function useActiveConnection(): ConnectionSummary | undefined {
  const { data } = useConnections();
  return data?.connections.find((connection) => connection.id === data.activeConnectionId);
}

/** Stores a new connection; main makes it the active one. */
export function useAddConnection() {
  const queryClient = useQueryClient();
  return useMutation({
    // The variables hold a password: do not cache them.
    gcTime: 0,
    mutationFn: (input: Input<'connections:add'>) => call(bridge.connections.add(input)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.connections }),
  });
}

/** Changes a connection unless the test of its new values fails, and drops what was fetched from its installation. */
export function useChangeConnection() {
  const queryClient = useQueryClient();
  return useMutation({
    gcTime: 0,
    mutationFn: (input: Input<'connections:change'>) => call(bridge.connections.change(input)),
    onSuccess: async (changed) => {
      if (changed.outcome === 'saved') {
        await queryClient.invalidateQueries({ queryKey: queryKeys.connections });
        void queryClient.resetQueries({ queryKey: queryKeys.installation(changed.connection.id) });
      }
    },
  });
}

/** Removes a connection together with its password. */
export function useRemoveConnection() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (connectionId: string) => call(bridge.connections.remove({ connectionId })),
    onSuccess: async (_response, connectionId) => {
      await queryClient.invalidateQueries({ queryKey: queryKeys.connections });
      queryClient.removeQueries({ queryKey: queryKeys.installation(connectionId) });
    },
  });
}

/** Makes another connection the active one. */
export function useActivateConnection() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (connectionId: string) => call(bridge.connections.activate({ connectionId })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKeys.connections }),
  });
}

/** Tests the values of a form; nothing is saved. */
export function useTestConnection() {
  return useMutation({
    // The variables hold a password: do not cache them.
    gcTime: 0,
    mutationFn: (input: Input<'connections:test'>) => call(bridge.connections.test(input)),
  });
}

/** Exports the connections, without passwords, to a file that the user chooses; `null` when cancelled. */
export function useExportConnections() {
  return useMutation({ mutationFn: (fileKind: string) => call(bridge.connections.export({ fileKind })) });
}

/** Imports the connections of a file that the user chooses; `null` when cancelled. */
export function useImportConnections() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (fileKind: string) => call(bridge.connections.import({ fileKind })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.connections }),
  });
}

/** Opens the product's own page of the keys in the browser; whether the system has opened it. */
export function useOpenKeysPage() {
  return useMutation({ mutationFn: (connectionId: string) => call(bridge.connections.openKeysPage({ connectionId })) });
}

/** Lets the user choose the certificate of an authority; `null` when cancelled. */
export function useChooseCertificates() {
  return useMutation({ mutationFn: (fileKind: string) => call(bridge.connections.chooseCertificates({ fileKind })) });
}
