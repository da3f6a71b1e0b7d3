import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import {
  answerCall,
  type CalledInstance,
  isCommandCall,
} from '../../../../electron/adapters/terminal/calledInstance.ts';
import { InstanceCall } from '../../../../electron/adapters/terminal/instanceCall.ts';
import type { Terminal } from '../../../../electron/ports.ts';
import { MemoryTerminal } from '../../../fakes/memoryTerminal.ts';

const factsOf = ({ inputIsTerminal, outputIsTerminal, errorsAreTerminal, isUnicode, folder, languages }: Terminal) => ({
  inputIsTerminal,
  outputIsTerminal,
  errorsAreTerminal,
  isUnicode,
  folder,
  languages,
});

/** Calls an instance with a command that does this. */
function callWith(terminal: MemoryTerminal, runCommand: (remote: Terminal) => Promise<number>, waits = true) {
  const call = new InstanceCall('command');
  const finished = call.finish({ wants: 'command', words: ['list'], terminal: factsOf(terminal) }, terminal, waits);
  answerCall(call.data, { showWindow: () => {}, runCommand: (_words, remote) => runCommand(remote) });
  return { call, finished };
}

it('runs a command in the instance over the terminal of the caller', async () => {
  const terminal = Object.assign(new MemoryTerminal('first\nthe rest'), {
    answers: ['a passphrase'],
    folder: '/work',
    inputIsTerminal: true,
  });
  const long = randomBytes(200_000).toString('hex');
  const { finished } = callWith(terminal, async (remote) => {
    expect(factsOf(remote)).toEqual(factsOf(terminal));
    await remote.writeError('Passphrase');
    expect(await remote.ask('Passphrase: ', true)).toBe('a passphrase');
    expect(await remote.ask('Again: ', true)).toBeNull();
    expect(await remote.readLine()).toBe('first');
    expect(Buffer.from(await remote.readRest(100)).toString()).toBe('the rest');
    await remote.write(long);
    return 4;
  });
  expect(await finished).toEqual({ exitCode: 4 });
  expect(terminal.output).toBe(long);
  expect(terminal.errors).toBe('Passphrase');
  expect(terminal.asked[0]).toEqual({ question: 'Passphrase: ', isHidden: true });
});

it('a full disk of the caller is an error in the instance', async () => {
  const terminal = Object.assign(new MemoryTerminal('too long'), { outputFailure: 'ENOSPC' });
  const { finished } = callWith(terminal, async (remote) => {
    await expect(remote.write('text')).rejects.toMatchObject({ code: 'FILE_NOT_SAVED', detail: 'ENOSPC' });
    await expect(remote.readRest(3)).rejects.toMatchObject({ code: 'FILE_NOT_READ', detail: 'EFBIG' });
    return 10;
  });
  expect(await finished).toEqual({ exitCode: 10 });
});

it('passes Ctrl-C on', async () => {
  const terminal = new MemoryTerminal();
  const { finished } = callWith(terminal, async (remote) => {
    await new Promise((resolve) => {
      remote.interrupted.addEventListener('abort', resolve);
      terminal.interrupt();
    });
    return 130;
  });
  expect(await finished).toEqual({ exitCode: 130 });
});

it('stops the command when the caller is gone', async () => {
  const call = new InstanceCall('command');
  const aborted = Promise.withResolvers<Terminal>();
  const instance: CalledInstance = {
    showWindow: () => {},
    runCommand: async (_words, remote) => {
      await new Promise((resolve) => {
        remote.interrupted.addEventListener('abort', resolve);
      });
      aborted.resolve(remote);
      return 0;
    },
  };
  // A process that sends its request and is killed.
  const { address, token } = call.data.keydeskCall;
  const server = createServer((socket) => {
    socket.once('data', (greeting) => {
      expect(JSON.parse(String(greeting))).toEqual({ token });
      const request = { wants: 'command', words: [], terminal: factsOf(new MemoryTerminal()) };
      socket.write(`${JSON.stringify(request)}\n`, () => setImmediate(() => socket.destroy()));
    });
  }).listen(`${address}2`);
  answerCall({ keydeskCall: { address: `${address}2`, token, wants: 'command' } }, instance);
  const remote = await aborted.promise;
  expect(await remote.readLine()).toBeNull();
  server.close();
  call.close();
});

it('waits for an instance that is busy, or not', async () => {
  const busy = new InstanceCall('command');
  const terminal = new MemoryTerminal();
  const refused = busy.finish({ wants: 'command', words: [], terminal: factsOf(terminal) }, terminal, false);
  answerCall(busy.data, { showWindow: () => {}, runCommand: null });
  expect(await refused).toBe('again');
});

it('shows the window that a second start asks for', async () => {
  const call = new InstanceCall('window');
  expect([isCommandCall(call.data), isCommandCall(new InstanceCall('command').data), isCommandCall(null)]).toEqual([
    false,
    true,
    false,
  ]);
  const shown = Promise.withResolvers<void>();
  const finished = call.finish({ wants: 'window' }, null, true);
  answerCall(call.data, { showWindow: shown.resolve, runCommand: async () => 0 });
  await shown.promise;
  expect(await finished).toEqual({ exitCode: 0 });
});

it('fault 164: only who knows the token is told anything, over a socket that nobody else can reach', async () => {
  const terminal = new MemoryTerminal();
  const call = new InstanceCall('command');
  const { address, token } = call.data.keydeskCall;
  if (process.platform !== 'win32') {
    expect(statSync(dirname(address)).mode & 0o777).toBe(0o700);
  }
  const finished = call.finish(
    { wants: 'command', words: ['show', 'secret'], terminal: factsOf(terminal) },
    terminal,
    true,
  );
  for (const greeting of [
    `{"token":"${'0'.repeat(token.length)}"}\n`,
    '{"exitCode":0}\n',
    'GET / HTTP/1.1\r\n\r\n',
    `{"token":""}\n`,
  ]) {
    const intruder = connect(address);
    intruder.write(greeting);
    expect(await text(intruder)).toBe('');
  }
  answerCall(call.data, { showWindow: () => {}, runCommand: async () => 0 });
  expect(await finished).toEqual({ exitCode: 0 });
  expect(existsSync(dirname(address))).toBe(process.platform === 'win32');
});
