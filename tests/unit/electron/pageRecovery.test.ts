import { EventEmitter } from 'node:events';
import { beforeEach, expect, it, vi } from 'vitest';
import { type RecoveryOptions, recoverPage } from '../../../electron/pageRecovery.ts';
import { MemoryLogger } from '../../fakes/memoryLogger.ts';

const PAGE = 'app://bundle/index.html';
const CRASH_PAGE = 'app://bundle/crashed.html';

let logger: MemoryLogger;
let giveUp: ReturnType<typeof vi.fn<() => void>>;
let loaded: string[];
let address: string;
let contents: EventEmitter;

beforeEach(() => {
  logger = new MemoryLogger();
  giveUp = vi.fn<() => void>();
  loaded = [];
  address = PAGE;
  contents = Object.assign(new EventEmitter(), {
    getURL: () => address,
    loadURL: async (url: string) => {
      loaded.push(url);
    },
    forcefullyCrashRenderer: () => contents.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 }),
  });
  recoverPage({ contents: contents as unknown as RecoveryOptions['contents'], logger, giveUp });
});

async function crash(reason = 'crashed'): Promise<void> {
  contents.emit('render-process-gone', {}, { reason, exitCode: 5 });
  await new Promise((resolve) => setImmediate(resolve));
}

/** The page that was loaded last is there. */
function finish(): void {
  address = loaded.at(-1) ?? PAGE;
  contents.emit('did-finish-load');
}

it('loads a page that crashed again, once, and after that the page that says so', async () => {
  await crash();
  finish();
  await crash('oom');
  expect(loaded).toEqual([PAGE, CRASH_PAGE]);
  expect(giveUp).not.toHaveBeenCalled();
  expect(logger.lines).toMatchObject([
    { level: 'error', facts: { reason: 'crashed' } },
    { level: 'error', facts: { reason: 'oom' } },
  ]);
});

it('leaves a page alone that ended as it should', async () => {
  await crash('clean-exit');
  expect(loaded).toEqual([]);
});

it('ends a page that hangs, so that it is loaded again', async () => {
  contents.emit('unresponsive');
  await new Promise((resolve) => setImmediate(resolve));
  expect(loaded).toEqual([PAGE]);
});

it('shows the page about the crash again when the page crashes after the way back was taken', async () => {
  await crash();
  finish();
  await crash();
  finish();
  address = PAGE;
  await crash();
  expect(loaded).toEqual([PAGE, CRASH_PAGE, CRASH_PAGE]);
});

it.each([
  ['once it is shown', finish],
  ['while it is being loaded', () => {}],
])('gives up when the page about the crash crashes %s', async (_when, act) => {
  await crash();
  finish();
  await crash();
  act();
  await crash();
  expect(giveUp).toHaveBeenCalledTimes(1);
  expect(loaded).toEqual([PAGE, CRASH_PAGE]);
});
