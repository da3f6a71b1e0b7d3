import { EventEmitter } from 'node:events';
import { beforeEach, expect, it, vi } from 'vitest';
import { type RecoveryOptions, recoverPage } from '../../../electron/pageRecovery.ts';
import { MemoryLogger } from '../../fakes/memoryLogger.ts';
import { settle } from '../../fakes/settle.ts';

const PAGE = 'app://bundle/index.html';
const CRASH_PAGE = 'app://bundle/crashed.html';
const LOAD_FAILURE_PAGE = 'app://bundle/loadFailure.html';

let logger: MemoryLogger;
let giveUp: ReturnType<typeof vi.fn<() => void>>;
let loaded: string[];
let address: string;
let contents: EventEmitter;
let isDestroyed: boolean;

beforeEach(() => {
  logger = new MemoryLogger();
  giveUp = vi.fn<() => void>();
  loaded = [];
  address = PAGE;
  isDestroyed = false;
  /** After the window is closed, Electron throws from everything but `isDestroyed`. */
  const whileAlive =
    <Parameters extends unknown[], Value>(act: (...parameters: Parameters) => Value) =>
    (...parameters: Parameters): Value => {
      if (isDestroyed) {
        throw new TypeError('Object has been destroyed');
      }
      return act(...parameters);
    };
  contents = Object.assign(new EventEmitter(), {
    isDestroyed: () => isDestroyed,
    getURL: whileAlive(() => address),
    loadURL: whileAlive((url: string) => {
      loaded.push(url);
      return Promise.reject(new Error('ERR_FAILED'));
    }),
    forcefullyCrashRenderer: whileAlive(() =>
      contents.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 }),
    ),
  });
  recoverPage({ contents: contents as unknown as RecoveryOptions['contents'], logger, giveUp });
});

async function crash(reason = 'crashed'): Promise<void> {
  contents.emit('render-process-gone', {}, { reason, exitCode: 5 });
  await settle();
}

/** Finishes the current load. */
function finish(): void {
  address = loaded.at(-1) ?? PAGE;
  contents.emit('did-finish-load');
}

it('reloads a crashed page once, and then shows the crash page', async () => {
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

it('ends a page that hangs, so that it is reloaded, and does nothing after a normal end', async () => {
  await crash('clean-exit');
  expect(loaded).toEqual([]);
  contents.emit('unresponsive');
  await settle();
  expect(loaded).toEqual([PAGE]);
});

it('shows the crash page again if the page crashes after the user has followed the link back', async () => {
  for (let round = 0; round < 2; round += 1) {
    await crash();
    finish();
  }
  address = PAGE;
  await crash();
  expect(loaded).toEqual([PAGE, CRASH_PAGE, CRASH_PAGE]);
});

it.each([
  ['once it is shown', finish],
  ['while it is being loaded', () => {}],
])('gives up if the crash page crashes %s', async (_when, act) => {
  await crash();
  finish();
  await crash();
  act();
  await crash();
  expect(giveUp).toHaveBeenCalledTimes(1);
  expect(loaded).toEqual([PAGE, CRASH_PAGE]);
});

it('fault 61: does not use a window that is closed right after its page crashed', async () => {
  contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
  isDestroyed = true;
  await settle();
  expect(loaded).toEqual([]);
  contents.emit('unresponsive');
  await crash();
  expect(loaded).toEqual([]);
  expect(giveUp).not.toHaveBeenCalled();
});

/** Fails to load an address. */
async function failToLoad(url: string, code = -6, isMainFrame = true): Promise<void> {
  contents.emit('did-fail-load', {}, code, 'ERR_FILE_NOT_FOUND', url, isMainFrame);
  await settle();
}

it('fault 62: shows the failure page if the page cannot be loaded, and gives up if that one fails too', async () => {
  await failToLoad(PAGE);
  expect(loaded).toEqual([LOAD_FAILURE_PAGE]);
  expect(logger.lines).toMatchObject([{ level: 'error', facts: { url: PAGE, code: -6 } }]);
  finish();
  expect(giveUp).not.toHaveBeenCalled();
  await failToLoad(LOAD_FAILURE_PAGE);
  expect(giveUp).toHaveBeenCalledTimes(1);
  await crash();
  expect(giveUp).toHaveBeenCalledTimes(2);
  expect(loaded).toEqual([LOAD_FAILURE_PAGE]);
});

it('ignores a frame that cannot be loaded, and an aborted navigation', async () => {
  await failToLoad(PAGE, -3);
  await failToLoad(PAGE, -6, false);
  expect(loaded).toEqual([]);
});
