import { notifyManager, QueryClient } from '@tanstack/react-query';
import type { AppError } from '../../shared/result.ts';
import { isSignInFailure } from './signInFailure.ts';

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: AppError;
  }
}

// By default observers are notified by a timer, which the browser delays behind key presses: a second Enter would still
// find nothing sent, and send it again.
notifyManager.setScheduler(queueMicrotask);

/** Data younger than this is not refreshed when the window gets the focus, in milliseconds. */
const FRESH_MS = 15_000;

/**
 * Creates the query cache. `networkMode: 'always'` because calls go to the main process, which does not need the network.
 * No automatic retries: main decides what may be repeated, and the user sees every error. A rejected password is not
 * sent again on focus or navigation either: installations lock accounts after a few failed sign-ins.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        staleTime: FRESH_MS,
        refetchOnWindowFocus: ({ state }) => !isSignInFailure(state.error),
        retryOnMount: ({ state }) => !isSignInFailure(state.error),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
