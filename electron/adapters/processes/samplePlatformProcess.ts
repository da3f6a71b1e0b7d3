import { z } from 'zod';
import { AppError } from '../../../shared/result.ts';
import type { Clock, Logger, SamplePlatform } from '../../ports.ts';
import type { ChildProcess, StartChildProcess } from './childProcess.ts';

/** How long the platform may take to be ready and to end, in milliseconds. */
const START_LIMIT_MS = 20_000;
const STOP_LIMIT_MS = 3_000;

const messageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), address: z.string() }),
  z.object({ type: z.literal('failed'), message: z.string() }),
]);

/** What the adapter is made of. */
export interface SamplePlatformProcessOptions {
  readonly startProcess: StartChildProcess;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The embedded platform as a child process. What it needs goes to it in a message, so nothing shows as an argument. */
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
          fail(`It ended with code ${code ?? 'none'}.`);
        } else if (running === child) {
          logger.error('The sample platform ended by itself', { code });
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
