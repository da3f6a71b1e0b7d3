import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { Rotation } from '../../shared/model/rotation.ts';
import { bridge } from './bridge.ts';
import { call } from './call.ts';
import { queryKeys } from './queryKeys.ts';

/** Longest wait for a paint, in milliseconds: a window that cannot be seen paints nothing. */
const PAINT_LIMIT_MS = 1_000;

/** The query of what the first rows of a cached list need, without the list; `null` if the list has to be waited for. */
export const listHeadQuery = (connectionId: string) =>
  queryOptions({
    queryKey: queryKeys.listHead(connectionId),
    queryFn: async ({ client }) => {
      const head = await call(bridge.keys.head({ connectionId }));
      if (head !== null) {
        // Main knows them otherwise when it has read the list.
        client.setQueryData<readonly Rotation[]>(queryKeys.rotations(connectionId), (known) => known ?? head.rotations);
      }
      return head;
    },
    structuralSharing: false,
  });

/** Settles once the first rows of a list have been painted, if its head is known: the list itself would delay them. */
export async function headPainted(queryClient: QueryClient, connectionId: string): Promise<void> {
  if (queryClient.getQueryData(listHeadQuery(connectionId).queryKey)) {
    await new Promise<void>((resolve) => {
      setTimeout(resolve, PAINT_LIMIT_MS);
      // A task of its own runs after the paint that this frame ends with.
      requestAnimationFrame(() => setTimeout(resolve));
    });
  }
}
