import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MAX_CLOCK_SKEW_MS } from '../../../shared/hmac/stringToSign.ts';
import { startFaultProxy } from '../../harness/faultProxy.ts';
import { answer } from '../../harness/faults.ts';
import { makeTestCertificates } from '../../harness/testCertificates.ts';
import { addConnection, type StartedApplication, startApplication, waitForList } from './startApplication.ts';

const PLANTED = 'planted-in-the-environment';
const AHEAD_MS = 20 * 60_000;

/** One start for all of these tests, by a launcher that would weaken it. */
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

it('refuses a self-signed certificate although the launcher told Node to accept any', async () => {
  const server = await startFaultProxy('http://127.0.0.1', { tls: makeTestCertificates().selfSigned });
  server.always.set('*', answer(200));
  await addConnection(app.page, { name: 'Forged', address: server.address });
  await app.page.getByText('The installation cannot be reached').first().waitFor();
  expect(server.calls).toEqual([]);
  expect(readFileSync(join(app.userDataFolder, 'settings.json'), 'utf8')).toContain('Forged');
  // The debug output of a child process would have come into the log.
  expect(log()).not.toContain('A child process wrote');

  // Only the certificate prevents it: a client that accepts any certificate gets a response.
  const sent = request(server.address, { rejectUnauthorized: false }).end();
  const [response] = await once(sent, 'response');
  response.resume();
  expect([response.statusCode, server.calls.length]).toEqual([200, 1]);
  await server.stop();
});

it('fault 24: the window shows both clocks for as long as requests are signed with the time of the installation', async () => {
  const { installation, rejections } = await startInstallationAhead();
  const address = `http://127.0.0.1:${(installation.address() as AddressInfo).port}`;
  const credentials = { token: 'f'.repeat(32), password: Buffer.alloc(64, 7).toString('base64') };
  await addConnection(app.page, { name: 'Ahead', address, signIn: 'key', username: '', ...credentials });
  const banner = app.page.getByRole('note').filter({ hasText: '20 minutes behind that of “Ahead”' });
  await banner.waitFor();
  const times = [...(await banner.innerText()).matchAll(/\d\d \w{3} \d{4} \d\d:\d\d/g)];
  const [here = Number.NaN, there = Number.NaN] = times.map(([text]) => Date.parse(text));
  expect(Math.abs(there - here - AHEAD_MS)).toBeLessThanOrEqual(60_000);
  const before = rejections();
  await app.page.getByText('No authentication keys yet').first().waitFor();
  await app.page.reload();
  await banner.waitFor();
  expect(rejections()).toBe(before);
  installation.closeAllConnections();
  installation.close();
});

it('fault 64: the application outlives a failure of V8 in its child processes and logs nothing of the environment', async () => {
  await app.tell('failUtilityProcesses');
  await expect.poll(log, { timeout: 120_000 }).toContain('The sample platform exited unexpectedly');
  expect(log()).toContain('A child process failed');
  expect(log()).not.toContain(PLANTED);
  await app.page.getByRole('button', { name: 'Settings' }).click();
  await app.page.getByRole('heading', { name: 'Settings' }).waitFor();
});

/**
 * An installation whose clock is 20 minutes ahead. It looks at the dates of signatures only: a stand-in, since the
 * platform shares the clock of the machine.
 */
async function startInstallationAhead(): Promise<{ installation: Server; rejections: () => number }> {
  let rejections = 0;
  const installation = createServer((request, response) => {
    const now = Date.now() + AHEAD_MS;
    const signed = Date.parse(String(request.headers['x-ms-date']));
    const isRight = Math.abs(now - signed) <= MAX_CLOCK_SKEW_MS;
    rejections += isRight ? 0 : 1;
    response.writeHead(isRight ? 200 : 401, {
      'Content-Type': 'application/json',
      Date: new Date(now).toUTCString(),
      'WWW-Authenticate': 'HMAC-SHA256 error="invalid_token" error_description="The access token has expired"',
    });
    const permissions = { CanView: true, CanReadSecret: true, CanCreate: true, CanEdit: true, CanDelete: true };
    const Account = { Id: 'account.1', Username: 'admin', FullName: 'Administrator' };
    const changes = { Upserted: [], DeletedIds: [], Cursor: '1', Reset: true, HasMore: false };
    const error = { Code: 'Unauthorized', Message: 'The access token has expired' };
    response.end(JSON.stringify(isRight ? { Items: [], Total: 0, ...changes, ...permissions, Account } : error));
  });
  installation.listen(0, '127.0.0.1');
  await once(installation, 'listening');
  return { installation, rejections: () => rejections };
}
