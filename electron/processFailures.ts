import type { Logger } from './ports.ts';

/** Options of {@link watchFailures}. */
export interface FailureOptions {
  /** The process; injected, so that tests add no listeners to their own. */
  readonly process: Pick<NodeJS.Process, 'on'>;
  readonly logger: Logger;
  /** Ends the application; called at most once. */
  readonly end: () => void;
}

/**
 * Handles defects in the main process. An unhandled rejection is logged and the application continues: it only affects
 * the operation that it belongs to. An uncaught exception may leave an inconsistent state, so it is logged and the
 * application ends. Without these listeners, Electron would show the exception with its stack, unmasked.
 */
export function watchFailures({ process, logger, end }: FailureOptions): void {
  let isEnding = false;
  process.on('unhandledRejection', (error) => {
    logger.error('A promise failed and nobody was waiting for it', { error });
  });
  process.on('uncaughtException', (error) => {
    try {
      logger.error('An exception was not caught', { error });
    } finally {
      if (!isEnding) {
        isEnding = true;
        end();
      }
    }
  });
}
