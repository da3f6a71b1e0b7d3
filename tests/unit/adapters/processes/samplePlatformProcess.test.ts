import { beforeEach, expect, it, type Mock, vi } from 'vitest';
import { createSamplePlatform } from '../../../../electron/adapters/processes/samplePlatformProcess.ts';
import type { SamplePlatform } from '../../../../electron/ports.ts';
import { ManualClock } from '../../../fakes/manualClock.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';

const options = { dataFolder: null, accessLogFolder: null, encryptionKey: 'key', adminPassword: 'password' };

let clock: ManualClock;
let posted: unknown[];
let kill: Mock<() => void>;
let say: (message: unknown) => void;
let end: (code: number | null) => void;
let platform: SamplePlatform;

beforeEach(() => {
  clock = new ManualClock();
  posted = [];
  kill = vi.fn<() => void>();
  const exits: ((code: number | null) => void)[] = [];
  end = (code) => {
    for (const listener of exits) {
      listener(code);
    }
  };
  platform = createSamplePlatform({
    clock,
    logger: new MemoryLogger(),
    startProcess: () => ({
      post: (message) => posted.push(message),
      onMessage: (listener) => {
        say = listener;
      },
      onExit: (listener) => exits.push(listener),
      kill,
    }),
  });
});

/** Starts the platform, which is ready at once. */
function start(): Promise<{ readonly address: string }> {
  const starting = platform.start(options);
  say({ type: 'ready', address: 'http://127.0.0.1:5' });
  return starting;
}

it('sends what the platform needs in a message, gives its address, and ends it when it does not stop', async () => {
  expect(await start()).toEqual({ address: 'http://127.0.0.1:5' });
  expect(posted).toEqual([{ type: 'start', ...options }]);
  const stopping = platform.stop();
  clock.advance(3000);
  expect(kill).toHaveBeenCalledTimes(1);
  end(null);
  await stopping;
});

it.each([
  ['says why it failed', () => say({ type: 'failed', message: 'no disk' }), 'no disk'],
  ['ends', () => end(7), 'It exited with code 7.'],
  ['is not ready in time', () => clock.advance(60_000), 'It was not ready in time.'],
])('does not leave a process behind that %s', async (_name, happen, detail) => {
  const starting = platform.start(options);
  happen();
  await expect(starting).rejects.toMatchObject({ code: 'SAMPLE_PLATFORM_FAILED', detail });
  expect(kill).toHaveBeenCalled();
});

it('reports a running platform that ends by itself, not one that was asked to', async () => {
  const onExit = vi.fn();
  platform.onUnexpectedExit(onExit);
  await start();
  end(null);
  expect(onExit).toHaveBeenCalledTimes(1);

  await start();
  const stopping = platform.stop();
  expect(posted.at(-1)).toEqual({ type: 'stop' });
  end(0);
  await stopping;
  expect(onExit).toHaveBeenCalledTimes(1);
});
