import { expect, it } from 'vitest';
import type { ChildProcess } from '../../../../electron/adapters/processes/childProcess.ts';
import { createFileEncryption } from '../../../../electron/adapters/protectedFiles/fileEncryption.ts';
import type { ProtectedContent } from '../../../../electron/ports.ts';
import { MemoryLogger } from '../../../fakes/memoryLogger.ts';

const SECRET = 'PLANTEDc2VjcmV0';
const CONTENT: ProtectedContent = { format: 'age', text: `Secret key: ${SECRET}` };

/** A process that does `act` with its message, and what became of it. */
function scriptedProcess(act: (respond: (message: unknown) => void, exit: () => void) => void) {
  const requests: unknown[] = [];
  const state = { kills: 0 };
  let onMessage: (message: unknown) => void = () => {};
  let onExit: (code: number | null) => void = () => {};
  const child: ChildProcess = {
    post: (message) => {
      requests.push(message);
      queueMicrotask(() => act(onMessage, () => onExit(1)));
    },
    onMessage: (listener) => {
      onMessage = listener;
    },
    onExit: (listener) => {
      onExit = listener;
    },
    kill: () => {
      state.kills += 1;
      onExit(0);
    },
  };
  const logger = new MemoryLogger();
  return { encrypt: createFileEncryption({ startProcess: () => child, logger }), requests, state, logger };
}

it('fault 155: sends content and passphrase in one message, the passphrase in NFC, and ends the process', async () => {
  const { encrypt, requests, state } = scriptedProcess((respond) => respond({ bytes: new Uint8Array([1, 2]) }));
  const typed = 'йод-ёлка'.normalize('NFD');
  expect(await encrypt(CONTENT, typed, new AbortController().signal)).toEqual(new Uint8Array([1, 2]));
  expect(requests).toEqual([{ content: CONTENT, passphrase: 'йод-ёлка'.normalize('NFC') }]);
  expect(state.kills).toBe(1);
});

it('ends the process at once when it is cancelled, and does not log that', async () => {
  const { encrypt, requests, state, logger } = scriptedProcess(() => {});
  const controller = new AbortController();
  const encrypted = encrypt(CONTENT, 'слон', controller.signal);
  expect(requests).toHaveLength(1);
  controller.abort(new Error('cancelled by the user'));
  await expect(encrypted).rejects.toThrow('cancelled by the user');
  expect(state.kills).toBe(1);
  expect(JSON.stringify(logger)).not.toContain('could not');
});

it('fails when the process ends without a response, and logs neither passphrase nor secret', async () => {
  const { encrypt, logger } = scriptedProcess((_respond, exit) => exit());
  const encrypted = encrypt(CONTENT, 'PLANTED-passphrase', new AbortController().signal);
  await expect(encrypted).rejects.toMatchObject({ code: 'FILE_NOT_SAVED' });
  expect(JSON.stringify(logger)).toContain('could not be encrypted');
  expect(JSON.stringify(logger)).not.toContain('PLANTED');
});

it('starts nothing that is already cancelled', async () => {
  const { encrypt, requests } = scriptedProcess(() => {});
  await expect(encrypt(CONTENT, 'слон', AbortSignal.abort(new Error('cancelled')))).rejects.toThrow('cancelled');
  expect(requests).toEqual([]);
});
