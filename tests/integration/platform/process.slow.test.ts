import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ADMIN_PASSWORD, call, ENCRYPTION_KEY } from './platformClient.ts';

const PROCESS = join(import.meta.dirname, '../../../electron/platform/platformProcess.ts');
/** Gives the child the parent port that a utility process of Electron has. */
const PARENT_PORT = `data:text/javascript,${encodeURIComponent(`
  process.parentPort = {
    on: (event, listener) => process.on('message', (data) => listener({ data })),
    postMessage: (message) => process.send(message),
  };
`)}`;

function startProcess() {
  const child = fork(PROCESS, [], { execArgv: ['--import', PARENT_PORT], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      printed += chunk;
    });
  }
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return { child, printed: () => printed };
}

const START = { type: 'start', dataFolder: null, encryptionKey: ENCRYPTION_KEY, adminPassword: ADMIN_PASSWORD };

test('it starts on a message, answers with the sample data, and stops on a message', async () => {
  const { child, printed } = startProcess();
  child.send(START);
  const [ready] = await once(child, 'message');
  expect(ready).toEqual({ type: 'ready', address: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });
  const platform = { address: ready.address, adminPassword: null, stop: async () => {} };
  expect((await call(platform, 'List')).body).toMatchObject({ Total: 10 });
  child.send({ type: 'stop' });
  expect((await once(child, 'exit'))[0]).toBe(0);
  expect(printed()).toBe('');
});

test('fault 51: the platform inside the application takes a free port, so that no other program can have it', async () => {
  const addresses = new Set<string>();
  for (let count = 0; count < 2; count += 1) {
    const { child } = startProcess();
    child.send(START);
    const [ready] = await once(child, 'message');
    expect(ready.type).toBe('ready');
    addresses.add(ready.address);
  }
  expect(addresses.size).toBe(2);
});

test('it says why it could not start, and still stops', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keydesk-process-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const first = startProcess();
  first.child.send({ ...START, dataFolder: folder });
  await once(first.child, 'message');
  const second = startProcess();
  second.child.send({ ...START, dataFolder: folder, encryptionKey: Buffer.alloc(32, 8).toString('base64') });
  expect((await once(second.child, 'message'))[0]).toEqual({
    type: 'failed',
    message: 'The encryption key is not the one that the database was made with.',
  });
  for (const { child } of [first, second]) {
    child.send({ type: 'stop' });
    expect((await once(child, 'exit'))[0]).toBe(0);
  }
});

test('it stops while it is starting', async () => {
  const { child } = startProcess();
  child.send(START);
  child.send({ type: 'stop' });
  expect((await once(child, 'exit'))[0]).toBe(0);
});
