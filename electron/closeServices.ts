import type { Services } from './services/services.ts';

/** Maximum time that closing waits for the clipboard and the child processes, in milliseconds. */
const CLOSE_TIMEOUT_MS = 4_000;

/** Resolves when a copied secret is cleared and the child processes have ended, or after a timeout. */
export function closeServices(services: Pick<Services, 'close'>): Promise<unknown> {
  const limit = new Promise((resolve) => setTimeout(resolve, CLOSE_TIMEOUT_MS));
  return Promise.race([services.close(), limit]);
}
