import { beforeEach, expect, it, type Mock, vi } from 'vitest';
import { createSamplePlatform } from '../../../../electron/adapters/processes/samplePlatformProcess.ts';
import type { SamplePlatform } from '../../../../electron/ports.ts';
import { ManualClock } from '../../../fakes/manualClock.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';

const options = { dataFolder: null, encryptionKey: 'key', adminPassword: 'password' };

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

it('sends what the platform needs in a message and gives its address', async () => {
  const starting = platform.start(options);
  say({ type: 'ready', address: 'http://127.0.0.1:5' });
  expect(await starting).toEqual({ address: 'http://127.0.0.1:5' });
  expect(posted).toEqual([{ type: 'start', ...options }]);
});

it.each([
  ['says why it failed', () => say({ type: 'failed', message: 'no disk' }), 'no disk'],
  ['ends', () => end(7), 'It exited with code 7.'],
  ['is not ready in time', () => clock.advance(20_000), 'It was not ready in time.'],
])('does not leave a process behind that %s', async (_name, happen, detail) => {
  const starting = platform.start(options);
  happen();
  await expect(starting).rejects.toMatchObject({ code: 'SAMPLE_PLATFORM_FAILED', detail });
  expect(kill).toHaveBeenCalled();
});

it('tells when a running platform ends by itself, not when it was asked to', async () => {
  const onExit = vi.fn();
  platform.onUnexpectedExit(onExit);
  const starting = platform.start(options);
  say({ type: 'ready', address: 'http://127.0.0.1:5' });
  await starting;
  end(null);
  expect(onExit).toHaveBeenCalledTimes(1);

  const again = platform.start(options);
  say({ type: 'ready', address: 'http://127.0.0.1:6' });
  await again;
  const stopping = platform.stop();
  expect(posted.at(-1)).toEqual({ type: 'stop' });
  end(0);
  await stopping;
  expect(onExit).toHaveBeenCalledTimes(1);
});

it('ends a platform that does not stop when asked to', async () => {
  const starting = platform.start(options);
  say({ type: 'ready', address: 'http://127.0.0.1:5' });
  await starting;
  const stopping = platform.stop();
  clock.advance(3000);
  expect(kill).toHaveBeenCalledTimes(1);
  end(null);
  await stopping;
});
