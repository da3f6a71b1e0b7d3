import { expect, onTestFinished, test } from 'vitest';
import { createDatabase, startPostgres } from '../../../harness/postgres.ts';
import { startTcpForward } from '../../../harness/tcpForward.ts';
import { call, createKey, daysFromNow, startForTest } from '../platformClient.ts';

const CLIENTS = 8;

test('fault 135: a server stops responding without closing connections: 503, then the next host is used', async () => {
  const server = await startPostgres();
  onTestFinished(() => server.stop());
  const direct = new URL(await createDatabase(server.url));
  const forward = await startTcpForward(Number(direct.port));
  onTestFinished(() => forward.stop());
  const url = direct.href.replace(direct.host, `127.0.0.1:${forward.port},${direct.host}`);
  const platform = await startForTest({ database: { url }, reportFailure: () => {} });
  const expiry = daysFromNow(1);
  const create = (id: string) => {
    const body = { AccountId: 'account.1', ExpirationDate: expiry };
    return call(platform, 'Create', body, 'admin', [['x-ms-client-request-id', id]]);
  };
  await createKey(platform, 'svc.erp');
  // Several connections, all of which become useless.
  await Promise.all(Array.from({ length: CLIENTS }, () => call(platform, 'List')));
  forward.freeze();
  const responses = await Promise.all(Array.from({ length: CLIENTS }, (_unused, index) => create(`silent.${index}`)));
  expect(responses.map(({ status }) => status)).toContain(503);
  const repeats = await Promise.all(Array.from({ length: CLIENTS }, (_unused, index) => create(`silent.${index}`)));
  expect(repeats.map(({ status }) => status)).toEqual(Array(CLIENTS).fill(200));
  expect((await call(platform, 'List')).body).toMatchObject({ Total: 11 + CLIENTS });
});
