import { notifyManager, QueryClient } from '@tanstack/react-query';
import type { AppError } from '../../shared/result.ts';
import { isSignInFailure } from './signInFailure.ts';

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: AppError;
  }
}

// By default a change is told by a timer, which a browser lets wait for what is pressed: a second Enter would find that
// nothing has been sent yet, and send it again.
notifyManager.setScheduler(queueMicrotask);

/** An answer younger than this many milliseconds is not asked for again when the window gets the focus. */
const FRESH_MS = 15_000;

/**
 * Makes the store of answers. `networkMode: 'always'` because calls go to the main process, which is there without a
 * network too. Nothing is retried unasked: main decides what may be repeated, and the user sees every failure. A
 * refused password is not even sent again when the window gets the focus or a page is opened: installations lock
 * accounts after a few refusals.
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
