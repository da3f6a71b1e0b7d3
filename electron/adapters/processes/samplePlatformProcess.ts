import { z } from 'zod';
import { AppError } from '../../../shared/result.ts';
import type { Clock, Logger, SamplePlatform } from '../../ports.ts';
import type { ChildProcess, StartChildProcess } from './childProcess.ts';

/** Time limits for starting and stopping, in milliseconds. */
const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 3_000;

const messageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), address: z.string() }),
  z.object({ type: z.literal('failed'), message: z.string() }),
]);

/** Dependencies of the adapter. */
export interface SamplePlatformProcessOptions {
  readonly startProcess: StartChildProcess;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Runs the embedded platform in a child process. Secrets are passed in a message, not as visible arguments. */
export function createSamplePlatform({ startProcess, clock, logger }: SamplePlatformProcessOptions): SamplePlatform {
  let running: ChildProcess | null = null;
  let onUnexpectedExit: () => void = () => {};

  return {
    onUnexpectedExit: (listener) => {
      onUnexpectedExit = listener;
    },

    start(options) {
      const { promise, resolve, reject } = Promise.withResolvers<{ address: string }>();
      const child = startProcess();
      let isReady = false;
      const fail = (message: string): void => {
        reject(new AppError('SAMPLE_PLATFORM_FAILED', 'The sample platform did not start.', { detail: message }));
        child.kill();
      };
      const cancelLimit = clock.schedule(START_LIMIT_MS, () => fail('It was not ready in time.'));
      child.onMessage((raw) => {
        const message = messageSchema.safeParse(raw);
        if (!message.success) {
          return;
        }
        if (message.data.type === 'ready') {
          isReady = true;
          resolve({ address: message.data.address });
        } else {
          fail(message.data.message);
        }
      });
      child.onExit((code) => {
        if (!isReady) {
          fail(`It exited with code ${code ?? 'none'}.`);
        } else if (running === child) {
          logger.error('The sample platform exited unexpectedly', { code });
          onUnexpectedExit();
        }
        if (running === child) {
          running = null;
        }
      });
      child.post({ type: 'start', ...options });
      running = child;
      return promise.finally(cancelLimit);
    },

    stop() {
      const child = running;
      running = null;
      if (child === null) {
        return Promise.resolve();
      }
      const { promise, resolve } = Promise.withResolvers<void>();
      const cancelLimit = clock.schedule(STOP_LIMIT_MS, () => child.kill());
      child.onExit(() => resolve());
      child.post({ type: 'stop' });
      return promise.finally(cancelLimit);
    },
  };
}
