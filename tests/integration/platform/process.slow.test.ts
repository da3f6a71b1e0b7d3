import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { during, newFolder } from './lastingDatabase.ts';
import { ADMIN_PASSWORD, call, ENCRYPTION_KEY } from './platformClient.ts';

const PROCESS = join(import.meta.dirname, '../../../electron/platform/platformProcess.ts');
/** Provides the parent port of a utility process of Electron. */
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

const START = {
  type: 'start',
  dataFolder: null,
  accessLogFolder: null,
  encryptionKey: ENCRYPTION_KEY,
  adminPassword: ADMIN_PASSWORD,
};

test('it starts and stops on messages, with sample data, each on its own free port', async () => {
  const processes = [startProcess(), startProcess()];
  const addresses = new Set<string>();
  for (const { child, printed } of processes) {
    child.send(START);
    const [ready] = await once(child, 'message');
    expect(ready).toEqual({ type: 'ready', address: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });
    addresses.add(ready.address);
    const platform = { address: ready.address, adminPassword: null, stop: async () => {} };
    expect((await call(platform, 'List')).body).toMatchObject({ Total: 10 });
    expect(printed()).toBe('');
  }
  expect(addresses.size).toBe(2);
  for (const { child } of processes) {
    child.send({ type: 'stop' });
    expect((await once(child, 'exit'))[0]).toBe(0);
  }
});

test('it reports why it could not start, and stops on a message', async () => {
  const dataFolder = newFolder();
  await during({ dataFolder }, async () => {});
  const { child } = startProcess();
  child.send({ ...START, dataFolder, encryptionKey: Buffer.alloc(32, 8).toString('base64') });
  expect((await once(child, 'message'))[0]).toEqual({
    type: 'failed',
    message: 'The encryption key is not the one that the database was made with.',
  });
  child.send({ type: 'stop' });
  expect((await once(child, 'exit'))[0]).toBe(0);
});

test('it stops during the start', async () => {
  const { child } = startProcess();
  child.send(START);
  child.send({ type: 'stop' });
  expect((await once(child, 'exit'))[0]).toBe(0);
});
