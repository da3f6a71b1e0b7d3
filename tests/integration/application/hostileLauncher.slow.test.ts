import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startFaultProxy } from '../../harness/faultProxy.ts';
import { answer } from '../../harness/faults.ts';
import { makeTestCertificates } from '../../harness/testCertificates.ts';
import { addConnection, type StartedApplication, startApplication, waitForList } from './startApplication.ts';

const PLANTED = 'planted-in-the-environment';

/** Started once, in an environment that would weaken it. */
let app: StartedApplication;
beforeAll(async () => {
  const tls = { NODE_TLS_REJECT_UNAUTHORIZED: '0', SNAP: '/snap/keydesk', NODE_DEBUG: 'http,tls' };
  app = await startApplication({ ...tls, KEYDESK_PLANTED: PLANTED });
  await waitForList(app.page);
});
afterAll(async () => {
  await app.close();
  app.clean();
});
const log = () => readFileSync(join(app.userDataFolder, 'logs', 'keydesk.log'), 'utf8');

it('rejects a self-signed certificate although the environment tells Node to accept any', async () => {
  const server = await startFaultProxy('http://127.0.0.1', { tls: makeTestCertificates().selfSigned });
  server.always.set('*', answer(200));
  await addConnection(app.page, { name: 'Forged', address: server.address });
  await app.page.getByText('The installation cannot be reached').first().waitFor();
  expect(server.calls).toEqual([]);
  expect(readFileSync(join(app.userDataFolder, 'settings.json'), 'utf8')).toContain('Forged');
  // The debug output of a child process would be in the log.
  expect(log()).not.toContain('A child process wrote');

  // Only the certificate prevents it: a client that accepts any certificate gets a response.
  const sent = request(server.address, { rejectUnauthorized: false }).end();
  const [response] = await once(sent, 'response');
  response.resume();
  expect([response.statusCode, server.calls.length]).toEqual([200, 1]);
  await server.stop();
});

it('fault 64: continues after a failure of V8 in its child processes and logs nothing of the environment', async () => {
  await app.tell('failUtilityProcesses');
  await expect.poll(log).toContain('The sample platform exited unexpectedly');
  expect(log()).toContain('A child process failed');
  expect(log()).not.toContain(PLANTED);
  await app.page.getByRole('button', { name: 'Settings' }).click();
  await app.page.getByRole('heading', { name: 'Settings' }).waitFor();
});
