import { EventEmitter } from 'node:events';
import { PassThrough, Readable, Writable } from 'node:stream';
import { expect, it } from 'vitest';
import type { CallOutcome } from '../../../electron/adapters/terminal/instanceCall.ts';
import { type CommandOptions, startCommand } from '../../../electron/startCommand.ts';
import { createMemoryPorts } from '../../fakes/memoryPorts.ts';

interface CommandRun {
  readonly isFirst?: boolean;
  readonly outcomes?: CallOutcome[];
  readonly stdout?: Writable;
  /** Called when the running KeyDesk is called. */
  readonly onCall?: (app: EventEmitter) => void;
}

/** Starts a command line and waits for its end. @returns exit code, and what was opened. */
async function run(
  words: string,
  { isFirst = true, outcomes = [], stdout = new PassThrough(), onCall = () => {} }: CommandRun = {},
) {
  const exited = Promise.withResolvers<number>();
  const steps: string[] = [];
  let exits = 0;
  const stderr = new PassThrough();
  const app = Object.assign(new EventEmitter(), {
    isPackaged: false,
    getPreferredSystemLanguages: () => ['en-GB'],
    getVersion: () => '1.2.3',
    requestSingleInstanceLock: () => {
      steps.push('lock');
      return isFirst || outcomes.length === 0;
    },
    whenReady: async () => void steps.push('ready'),
    quit: () => app.emit('before-quit', { preventDefault: () => {} }),
    exit: (code: number) => {
      exits += 1;
      exited.resolve(code);
    },
  });
  startCommand({
    app: app as unknown as CommandOptions['app'],
    process: Object.assign(new EventEmitter(), {
      stdin: Readable.from([]),
      stdout,
      stderr,
      env: {},
      platform: 'linux',
      cwd: () => '/home/me',
    }) as unknown as CommandOptions['process'],
    words: words.split(' '),
    createCall: (wants) => ({
      data: { keydeskCall: { address: '/call', token: 'token', wants } },
      finish: async () => {
        onCall(app);
        return outcomes.shift() ?? 'silent';
      },
      close: () => {},
    }),
    createPorts: (publish) => {
      steps.push('ports');
      return { ...createMemoryPorts().ports, publish };
    },
  });
  const exitCode = await exited.promise;
  return {
    exitCode,
    exits,
    steps,
    output: String(stdout instanceof PassThrough ? (stdout.read() ?? '') : ''),
    errors: String(stderr.read() ?? ''),
  };
}

it('answers help and mistakes without opening anything', async () => {
  expect(await run('help')).toMatchObject({
    exitCode: 0,
    steps: [],
    output: expect.stringContaining('Usage: keydesk'),
  });
  expect(await run('lsit')).toMatchObject({ exitCode: 2, steps: [], errors: expect.stringContaining('no command') });
});

it('runs a command once it has the lock and Electron is ready', async () => {
  const { exitCode, steps, output } = await run('connections --json');
  expect([exitCode, steps]).toEqual([0, ['lock', 'ready', 'ports']]);
  expect(JSON.parse(output)).toMatchObject({ command: 'connections' });
});

it('has the running KeyDesk run it, and opens nothing', async () => {
  const { exitCode, steps } = await run('connections', { isFirst: false, outcomes: [{ exitCode: 4 }] });
  expect([exitCode, steps]).toEqual([4, ['lock']]);
});

it('tries again after a command that was running has ended', async () => {
  const { exitCode, steps } = await run('connections', { isFirst: false, outcomes: ['again'] });
  expect([exitCode, steps]).toEqual([0, ['lock', 'lock', 'ready', 'ports']]);
});

it.each([
  ['connections --no-wait', 'again', 9, 'Another command is running'],
  ['connections', 'silent', 9, 'does not respond'],
  ['connections', 'ended', 1, 'was closed while the command ran'],
] as const)('%s, %s: exit code %i', async (words, outcome, exitCode, message) => {
  const ended = await run(words, { isFirst: false, outcomes: [outcome, outcome] });
  expect([ended.exitCode, ended.errors]).toEqual([exitCode, expect.stringContaining(message)]);
  expect(ended.steps).not.toContain('ports');
});

it('Ctrl-C ends a command with its own exit code, also if the signal arrives twice at once', async () => {
  const interrupted = await run('connections', {
    isFirst: false,
    outcomes: ['again'],
    onCall: (app) => {
      app.emit('before-quit', { preventDefault: () => {} });
      app.emit('before-quit', { preventDefault: () => {} });
    },
  });
  expect(interrupted).toMatchObject({ exitCode: 130, steps: ['lock'] });
  expect(interrupted.exits).toBe(1);
});

it('a reader that has had enough is no error, a full disk is', async () => {
  const failing = (code: string) =>
    new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })) });
  expect((await run('connections', { stdout: failing('EPIPE') })).exitCode).toBe(0);
  const full = await run('connections', { stdout: failing('ENOSPC') });
  expect([full.exitCode, full.errors]).toEqual([10, expect.stringContaining('(ENOSPC)')]);
});
