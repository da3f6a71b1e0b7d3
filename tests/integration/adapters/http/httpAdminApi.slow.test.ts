import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { httpAdminApi } from '../../../../electron/adapters/http/httpAdminApi.ts';
import { systemClock } from '../../../../electron/adapters/system/systemClock.ts';
import type { AdminApi } from '../../../../electron/ports.ts';
import { openTestNetwork } from '../../../harness/testNetwork.ts';

const network = openTestNetwork();

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** Starts a server that answers as told and gives its address. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function connect(address: string): AdminApi {
  const credentials = { kind: 'password', username: 'админ', password: 'пароль:1' } as const;
  const api = httpAdminApi({ ...network, clock: systemClock, random: () => 0 });
  return api({ address, servicePath: '/service', credentials, caCertificate: null });
}

const answerWith =
  (status: number, body: unknown): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };

const refusal = (Code: string) => ({ Code, Message: 'what the platform says' });

it('sends JSON to the service path with Basic authentication in UTF-8', async () => {
  let seen: unknown;
  const address = await serve((request, response) => {
    request.setEncoding('utf8');
    request.on('data', (body: string) => {
      seen = { method: request.method, url: request.url, authorization: request.headers.authorization, body };
      response.setHeader('Content-Type', 'application/json');
      response.end('{"Items":[],"Total":0}');
    });
  });
  expect(await connect(address).listKeys({ skip: 0, take: 5 })).toEqual({ items: [], total: 0 });
  expect(seen).toEqual({
    method: 'POST',
    url: '/service/List',
    authorization: `Basic ${Buffer.from('админ:пароль:1').toString('base64')}`,
    body: '{"Skip":0,"Take":5}',
  });
});

it('names every write with an id of its own, and nothing that reads', async () => {
  const ids: [string | undefined, string | string[] | undefined][] = [];
  const key = {
    Id: 'authkey.1',
    AccountId: 'account.1',
    Username: 'a',
    FullName: 'A',
    Token: '0'.repeat(32),
    CreationDate: '2026-01-01T00:00:00Z',
    ExpirationDate: '2027-01-01T00:00:00Z',
    Version: 1,
  };
  const address = await serve((request, response) => {
    ids.push([request.url, request.headers['x-ms-client-request-id']]);
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ ...key, Results: [], Items: [], Total: 0 }));
  });
  const api = connect(address);
  await api.listKeys({ skip: 0, take: 1 });
  await api.createKey('account.1', key.ExpirationDate);
  await api.createKey('account.1', key.ExpirationDate);
  await api.editKey('authkey.1', key.ExpirationDate, 1);
  await api.deleteKeys(['authkey.1']);
  expect(ids.map(([url]) => url)).toEqual([
    '/service/List',
    '/service/Create',
    '/service/Create',
    '/service/Edit',
    '/service/Delete',
  ]);
  expect(ids[0]?.[1]).toBeUndefined();
  const writes = ids.slice(1).map(([, id]) => id);
  expect(new Set(writes).size).toBe(4);
  expect(writes).toEqual(Array(4).fill(expect.stringMatching(/^[0-9a-f-]{36}$/)));
});

it('names the refused fields', async () => {
  const body = { ...refusal('Validation'), Details: [{ Field: 'ExpirationDate', Message: 'is past' }] };
  const api = connect(await serve(answerWith(400, body)));
  await expect(api.createKey('account.1', '2020-01-01T00:00:00Z')).rejects.toMatchObject({
    issues: [{ path: 'ExpirationDate', problem: 'invalid' }],
  });
});
