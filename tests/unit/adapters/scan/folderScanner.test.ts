import { expect, it } from 'vitest';
import type { ChildProcess } from '../../../../electron/adapters/processes/childProcess.ts';
import { createFolderScanner } from '../../../../electron/adapters/scan/folderScanner.ts';
import type { ScanRequest, ScanResponse } from '../../../../electron/adapters/scan/scanProtocol.ts';
import type { FolderSearch } from '../../../../electron/ports.ts';
import { DEFAULT_SCAN_LIMITS, type ScanProgress } from '../../../../shared/model/keyUsage.ts';
import { ManualClock } from '../../../fakes/manualClock.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';

const FOLDER = '/home/anna/projects';
const RESULT: ScanResponse = {
  type: 'result',
  result: { stoppedBy: null, folders: 1, files: 2, bytes: 3, places: [], gaps: [] },
};
const PROGRESS: ScanProgress = { folders: 1, files: 1, bytes: 10, places: 0, path: 'a.txt' };

/** A process that responds to some messages, and everything around it. */
function createScan(respondTo: (request: ScanRequest) => ScanResponse | 'exit' | undefined) {
  const requests: ScanRequest[] = [];
  const clock = new ManualClock();
  const logger = new MemoryLogger();
  let onMessage: (message: unknown) => void = () => {};
  let onExit: (code: number | null) => void = () => {};
  let kills = 0;
  const child: ChildProcess = {
    post: (message) => {
      requests.push(message as ScanRequest);
      queueMicrotask(() => {
        const response = respondTo(message as ScanRequest);
        if (response === 'exit') {
          onExit(1);
        } else if (response !== undefined) {
          onMessage(response);
        }
      });
    },
    onMessage: (listener) => {
      onMessage = listener;
    },
    onExit: (listener) => {
      onExit = listener;
    },
    kill: () => {
      kills += 1;
      onExit(null);
    },
  };
  const scan = createFolderScanner({ startProcess: () => child, clock, logger });
  const progress: ScanProgress[] = [];
  const stopping = new AbortController();
  const search = (change: Partial<FolderSearch> = {}) => {
    const all = { folder: FOLDER, tokens: ['a'], secrets: [], exclusions: ['.git'], limits: DEFAULT_SCAN_LIMITS };
    return scan({ ...all, ...change }, (one) => void progress.push(one), stopping.signal);
  };
  return { search, requests, progress, stopping, clock, logger, kills: () => kills };
}

it('sends the keys in parts and then the folder, passes on progress, and ends the process', async () => {
  const { search, requests, progress, kills } = createScan(({ type }) => (type === 'search' ? RESULT : undefined));
  const tokens = Array.from({ length: 4_500 }, (_, index) => `token-${index}`);
  const secrets = [{ digest: '0'.repeat(64), length: 86 }];
  expect(await search({ tokens, secrets })).toEqual(RESULT.type === 'result' && RESULT.result);
  expect(requests.map(({ type }) => type)).toEqual(['keys', 'keys', 'keys', 'search']);
  expect(requests.flatMap((request) => (request.type === 'keys' ? request.tokens : []))).toEqual(tokens);
  expect(requests.flatMap((request) => (request.type === 'keys' ? request.secrets : []))).toEqual(secrets);
  expect(requests.at(-1)).toEqual({
    type: 'search',
    folder: FOLDER,
    exclusions: ['.git'],
    limits: DEFAULT_SCAN_LIMITS,
  });
  expect(progress).toEqual([]);
  expect(kills()).toBe(1);
});

it('passes on progress', async () => {
  const { search, progress, stopping } = createScan(({ type }) =>
    type === 'search' ? { type: 'progress', progress: PROGRESS } : type === 'stop' ? RESULT : undefined,
  );
  const done = search();
  await expect.poll(() => progress).toEqual([PROGRESS]);
  stopping.abort();
  await done;
});

it('asks the process to stop, and ends it if it does not, as on a network share that does not respond', async () => {
  const { search, requests, stopping, clock, kills } = createScan(() => undefined);
  const done = search();
  await expect.poll(() => requests.length).toBe(2);
  stopping.abort();
  expect(requests.at(-1)).toEqual({ type: 'stop' });
  expect(kills()).toBe(0);
  clock.advance(3_000);
  await expect(done).rejects.toMatchObject({ code: 'SEARCH_FAILED' });
});

it.each([
  ['cannot read the folder', { type: 'failed', code: 'EACCES' } as const, 'EACCES'],
  ['ends unexpectedly', 'exit' as const, undefined],
])('fails when the process %s, and logs no path', async (_what, response, detail) => {
  const { search, logger, kills } = createScan(({ type }) => (type === 'search' ? response : undefined));
  await expect(search()).rejects.toMatchObject({ code: 'SEARCH_FAILED', detail });
  expect(kills()).toBe(1);
  expect(JSON.stringify(logger)).not.toContain(FOLDER);
});
