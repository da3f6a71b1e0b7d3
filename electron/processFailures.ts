import type { Logger } from './ports.ts';

/** What watching needs. */
export interface FailureOptions {
  /** The process; handed in so that tests do not put listeners on their own. */
  readonly process: Pick<NodeJS.Process, 'on'>;
  readonly logger: Logger;
  /** Ends the application; called at most once. */
  readonly end: () => void;
}

/**
 * Decides what a defect in the main process does. A rejected promise that nobody waited for is logged and the
 * application goes on: whatever it belonged to is over, and nothing else was cut short. An exception that nobody caught
 * may have left anything half done, so it is logged and the application ends. Without these listeners Electron would
 * show the exception with its stack, past the log and its masking.
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
