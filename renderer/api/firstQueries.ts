import type { QueryClient } from '@tanstack/react-query';
import { adoptedKeysQuery } from './adoptedKeyQueries.ts';
import { appStateQuery } from './appQueries.ts';
import { bulkQuery } from './bulkQueries.ts';
import { clipboardQuery } from './clipboard.ts';
import { connectionsQuery } from './connectionQueries.ts';
import { disabledBatchesQuery } from './disabledQueries.ts';
import { hygienePolicyQuery } from './hygieneQueries.ts';
import { incidentsQuery } from './incidentQueries.ts';
import { installationFactsQuery } from './installationQueries.ts';
import { cachedKeysQuery } from './keyQueries.ts';
import { keyTestsQuery } from './keyTestQueries.ts';
import { keyViewQuery } from './keyViewQueries.ts';
import { lastUseQuery } from './lastUseQueries.ts';
import { listHeadQuery } from './listHeadQueries.ts';
import { keyNotesQuery } from './noteQueries.ts';
import { rotationsQuery } from './rotationQueries.ts';

/** Longest wait for what the first paint can do without, in milliseconds: a disk may not respond. */
export const WAIT_LIMIT_MS = 1_000;
/** Longest wait for the list, in milliseconds: a long one takes seconds, and its frame is shown meanwhile. */
export const LIST_LIMIT_MS = 200;

/**
 * Fetches what the window shows first, all at once: drawing it again for each response takes longer than waiting for them.
 * Never rejects: what fails is fetched again by what shows it, which shows the error too.
 */
export async function fetchFirst(queryClient: QueryClient): Promise<void> {
  const state = queryClient.prefetchQuery(appStateQuery);
  const rest = Promise.all([
    fetchFirstOfConnection(queryClient),
    queryClient.prefetchQuery(incidentsQuery),
    queryClient.prefetchQuery(installationFactsQuery),
    queryClient.prefetchQuery(clipboardQuery),
    queryClient.prefetchQuery(bulkQuery),
  ]);
  await state;
  await atMost(WAIT_LIMIT_MS, rest);
}

async function fetchFirstOfConnection(queryClient: QueryClient): Promise<void> {
  await queryClient.prefetchQuery(connectionsQuery);
  const id = queryClient.getQueryData(connectionsQuery.queryKey)?.activeConnectionId;
  if (id !== undefined) {
    await Promise.all([
      queryClient.prefetchQuery(keyViewQuery(id)),
      queryClient.prefetchQuery(keyNotesQuery(id)),
      queryClient.prefetchQuery(lastUseQuery(id)),
      queryClient.prefetchQuery(keyTestsQuery(id)),
      queryClient.prefetchQuery(disabledBatchesQuery(id)),
      queryClient.prefetchQuery(adoptedKeysQuery(id)),
      queryClient.prefetchQuery(hygienePolicyQuery(id)),
      fetchFirstRows(queryClient, id),
    ]);
  }
}

/** The head of the list, which has the rotations too, or else the list. */
async function fetchFirstRows(queryClient: QueryClient, connectionId: string): Promise<void> {
  await queryClient.prefetchQuery(listHeadQuery(connectionId));
  if (!queryClient.getQueryData(listHeadQuery(connectionId).queryKey)) {
    const rotations = queryClient.prefetchQuery(rotationsQuery(connectionId));
    await atMost(LIST_LIMIT_MS, Promise.all([queryClient.prefetchQuery(cachedKeysQuery(connectionId)), rotations]));
  }
}

function atMost(limitMs: number, task: Promise<unknown>): Promise<unknown> {
  return Promise.race([task, new Promise((resolve) => setTimeout(resolve, limitMs))]);
}
