import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MAXIMUM_CLOCK_SKEW_MS } from '../../../shared/hmac/stringToSign.ts';
import { DEFAULT_SERVICE_PATH } from '../../../shared/model/connection.ts';
import { type StartedApplication, startApplication, waitForList } from './startApplication.ts';

const AHEAD_MS = 20 * 60_000;

let app: StartedApplication;
let installation: Server;
let refusals: number;

/**
 * An installation whose clock is 20 minutes ahead. It looks at the dates of signatures only: a stand-in, since the
 * platform shares the clock of the machine.
 */
beforeEach(async () => {
  refusals = 0;
  installation = createServer((request, response) => {
    const now = Date.now() + AHEAD_MS;
    const signed = Date.parse(String(request.headers['x-ms-date']));
    const isRight = Math.abs(now - signed) <= MAXIMUM_CLOCK_SKEW_MS;
    refusals += isRight ? 0 : 1;
    response.writeHead(isRight ? 200 : 401, {
      'Content-Type': 'application/json',
      Date: new Date(now).toUTCString(),
      'WWW-Authenticate': 'HMAC-SHA256 error="invalid_token" error_description="The access token has expired"',
    });
    const permissions = { CanView: true, CanReadSecret: true, CanCreate: true, CanEdit: true, CanDelete: true };
    const Account = { Id: 'account.1', Username: 'admin', FullName: 'Administrator' };
    const changes = { Upserted: [], DeletedIds: [], Cursor: '1', Reset: true, HasMore: false };
    const refusal = { Code: 'Unauthorized', Message: 'The access token has expired' };
    response.end(JSON.stringify(isRight ? { Items: [], Total: 0, ...changes, ...permissions, Account } : refusal));
  });
  installation.listen(0, '127.0.0.1');
  await once(installation, 'listening');
  app = await startApplication();
  await waitForList(app.page);
});

afterEach(async () => {
  await app.close();
  app.clean();
  installation.closeAllConnections();
  installation.close();
});

it('fault 24: the window shows both clocks for as long as requests are signed with the time of the installation', async () => {
  const connection = {
    name: 'Stand',
    address: `http://127.0.0.1:${(installation.address() as AddressInfo).port}`,
    servicePath: DEFAULT_SERVICE_PATH,
    color: 'blue',
    environment: 'test',
    signIn: 'key',
    username: '',
    token: 'f'.repeat(32),
    caCertificate: null,
    password: Buffer.alloc(64, 7).toString('base64'),
    acknowledgesPlainHttp: false,
    keepsKeySecrets: false,
  } as const;
  await app.page.evaluate((form) => {
    const page = globalThis as unknown as { keydesk: { connections: { add: (form: object) => Promise<unknown> } } };
    return page.keydesk.connections.add(form);
  }, connection);
  const banner = app.page.getByRole('note').filter({ hasText: '20 minutes behind that of “Stand”' });
  await banner.waitFor();
  const [here = Number.NaN, there = Number.NaN] = [
    ...(await banner.innerText()).matchAll(/\d\d \w{3} \d{4} \d\d:\d\d/g),
  ].map(([text]) => Date.parse(text));
  expect(Math.abs(there - here - AHEAD_MS)).toBeLessThanOrEqual(60_000);
  expect(Math.abs(here - Date.now())).toBeLessThan(120_000);
  const before = refusals;
  await app.page.getByText('No authentication keys yet').first().waitFor();
  await app.page.reload();
  await banner.waitFor();
  expect(refusals).toBe(before);
});
