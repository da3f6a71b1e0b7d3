import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { beforeEach, expect, it, vi } from 'vitest';
import { utilityChildProcess } from '../../../../electron/adapters/processes/utilityChildProcess.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';

const { fork } = vi.hoisted(() => ({ fork: vi.fn() }));
vi.mock('electron', () => ({ utilityProcess: { fork } }));

let child: EventEmitter & { readonly stdout: PassThrough; readonly stderr: PassThrough };
let logger: MemoryLogger;

beforeEach(() => {
  child = Object.assign(new EventEmitter(), { stdout: new PassThrough(), stderr: new PassThrough() });
  fork.mockReturnValue(child);
  logger = new MemoryLogger();
});

it('fault 64: an error of V8 in a child process is logged without its report, and its end is still reported', () => {
  const ends: unknown[] = [];
  utilityChildProcess('/out/worker.js', 'KeyDesk keychain', logger)().onExit((code) => ends.push(code));
  child.emit('error', 'FatalError', 'v8::Context::New()', '{"environmentVariables":{"TOKEN":"hunter2"}}');
  child.emit('exit', 5);
  expect(ends).toEqual([5]);
  expect(logger.lines).toEqual([
    expect.objectContaining({
      level: 'error',
      facts: { process: 'KeyDesk keychain', type: 'FatalError', location: 'v8::Context::New()' },
    }),
  ]);
});

it('fault 64: what it writes may break off', async () => {
  utilityChildProcess('/out/worker.js', 'KeyDesk keychain', logger)();
  for (const stream of [child.stdout, child.stderr]) {
    stream.destroy(Object.assign(new Error('read EIO'), { code: 'EIO' }));
  }
  await vi.waitFor(() => expect(logger.lines).toHaveLength(2));
  expect(logger.lines.map(({ level }) => level)).toEqual(['warn', 'warn']);
});

it('logs what it writes, line by line', async () => {
  utilityChildProcess('/out/worker.js', 'KeyDesk keychain', logger)();
  child.stderr.write('Error: no keyring\n    at worker\n');
  await vi.waitFor(() => expect(logger.lines).toHaveLength(2));
  expect(logger.lines[0]).toMatchObject({ facts: { process: 'KeyDesk keychain', line: 'Error: no keyring' } });
});
