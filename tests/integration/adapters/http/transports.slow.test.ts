import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { httpAdminApi } from '../../../../electron/adapters/http/httpAdminApi.ts';
import { MAX_RESPONSE_BYTES } from '../../../../electron/adapters/http/httpPost.ts';
import type { AdminApi } from '../../../../electron/ports.ts';
import { HastyClock } from '../../../harness/hastyClock.ts';
import { type RawServer, startRawServer } from '../../../harness/rawServer.ts';
import { makeTestCertificates, type TestCertificates } from '../../../harness/testCertificates.ts';
import { openTestNetwork, TEST_USER_AGENT } from '../../../harness/testNetwork.ts';

const PAGE = { skip: 0, take: 1 };
const LIST = '{"Items":[],"Total":0}';
const JSON_HEAD = 'Content-Type: application/json\r\n';

let certificates: TestCertificates;
let servers: RawServer[] = [];
const uncaught: unknown[] = [];

beforeAll(() => {
  certificates = makeTestCertificates();
  process.on('uncaughtExceptionMonitor', (error) => uncaught.push(error));
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  servers = [];
});

/** The two ways: plain http goes the ordinary one; https with a certificate of the user's own goes the other. */
const WAYS = ['ordinary', 'with an own authority'] as const;

describe.each(WAYS)('the way that is %s', (way) => {
  const isOwn = way !== 'ordinary';

  /** Starts a server and gives the admin API at its address over this way. */
  async function open(respond: (socket: Socket, connection: number) => void, timeLimitMs = 60_000) {
    const server = await startRawServer(respond, isOwn ? certificates.good : undefined);
    servers.push(server);
    const network = openTestNetwork();
    const credentials = { kind: 'password', username: 'admin', password: 'x' } as const;
    const api: AdminApi = httpAdminApi({
      ...network,
      clock: new HastyClock(),
      random: () => 0,
      timeLimitMs,
      maximumRetries: 0,
    })({
      address: server.address,
      servicePath: '/service',
      credentials,
      caCertificate: isOwn ? certificates.authority : null,
    });
    return { server, network, list: () => api.listKeys(PAGE) };
  }

  const sending =
    (head: string, body: string | Buffer = '', end = true) =>
    (socket: Socket): void => {
      socket.write(head, 'latin1');
      socket.write(body);
      if (end) {
        socket.end();
      }
    };
  const withStatus = (status: string) =>
    sending(`HTTP/1.1 ${status}\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n`);

  it.each([201, 202, 203, 204, 205, 206, 300, 304, 600, 999])(
    'fault 80: status %i is told with its number, and ends nothing',
    async (status) => {
      const { list } = await open(withStatus(`${status} Odd`));
      await expect(list()).rejects.toMatchObject({ code: 'BAD_RESPONSE', detail: `HTTP ${status}` });
    },
  );

  it.each([400, 401, 402, 403, 404, 405, 409, 410, 421, 425, 428, 429, 451, 500, 501, 502, 503, 504, 511, 599])(
    'fault 80: status %i of something else is told with its number',
    async (status) => {
      const { list } = await open(withStatus(`${status} Odd`));
      await expect(list()).rejects.toMatchObject({ code: 'INTERCEPTED', detail: `HTTP ${status}` });
    },
  );

  it.each([301, 302, 303, 307, 308])(
    'fault 80: status %i is followed nowhere and its target is told',
    async (status) => {
      const { list, server } = await open(
        sending(`HTTP/1.1 ${status} Moved\r\nLocation: https://elsewhere.example/x\r\nContent-Length: 0\r\n\r\n`),
      );
      await expect(list()).rejects.toMatchObject({ code: 'REDIRECT_REFUSED', detail: 'https://elsewhere.example/x' });
      expect(server.heads).toHaveLength(1);
    },
  );

  it.each([100, 101, 407, 1000, '000', '20', 'abc'])('fault 80: status %s ends the request', async (status) => {
    const { list } = await open(withStatus(`${status} Odd`));
    await expect(list()).rejects.toMatchObject({ code: 'UNREACHABLE' });
  });

  it.each<[what: string, head: string, body: string, code: string]>([
    ['a reason beyond Latin-1', 'HTTP/1.1 403 \xd0\x97\xd0\xb0\r\nContent-Length: 0\r\n\r\n', '', 'INTERCEPTED'],
    ['no reason', 'HTTP/1.1 403\r\nContent-Length: 0\r\n\r\n', '', 'INTERCEPTED'],
    ['a header beyond Latin-1', 'HTTP/1.1 403 No\r\nServer: \xd0\x97\r\nContent-Length: 0\r\n\r\n', '', 'INTERCEPTED'],
    [
      'a header with control characters',
      'HTTP/1.1 200 OK\r\nX-A: \x01\x02\r\nContent-Length: 0\r\n\r\n',
      '',
      'UNREACHABLE',
    ],
    ['a header without a colon', 'HTTP/1.1 200 OK\r\nnonsense\r\n\r\n', '', 'UNREACHABLE'],
    [
      'two lengths',
      `HTTP/1.1 200 OK\r\n${JSON_HEAD}Content-Length: 2\r\nContent-Length: 3\r\n\r\n`,
      '{}',
      'UNREACHABLE',
    ],
    [
      'a length and chunks',
      `HTTP/1.1 200 OK\r\n${JSON_HEAD}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n`,
      '2\r\n{}\r\n0\r\n\r\n',
      'UNREACHABLE',
    ],
    [
      'chunks that are none',
      `HTTP/1.1 200 OK\r\n${JSON_HEAD}Transfer-Encoding: chunked\r\n\r\n`,
      'zz\r\n{}',
      'UNREACHABLE',
    ],
    ['a body that breaks off', `HTTP/1.1 200 OK\r\n${JSON_HEAD}Content-Length: 99\r\n\r\n`, LIST, 'UNREACHABLE'],
    ['no body', `HTTP/1.1 200 OK\r\n${JSON_HEAD}Content-Length: 0\r\n\r\n`, '', 'BAD_RESPONSE'],
    ['a head of 100 KB', `HTTP/1.1 200 OK\r\nX-A: ${'x'.repeat(100_000)}\r\n\r\n`, '', 'UNREACHABLE'],
    ['10,000 headers', `HTTP/1.1 200 OK\r\n${'X-A: 1\r\n'.repeat(10_000)}\r\n`, '', 'UNREACHABLE'],
    [
      'a body said to be gzip that is none',
      `HTTP/1.1 200 OK\r\n${JSON_HEAD}Content-Encoding: gzip\r\nContent-Length: 22\r\n\r\n`,
      LIST,
      'UNREACHABLE',
    ],
    [
      'an encoding that nobody knows',
      `HTTP/1.1 200 OK\r\n${JSON_HEAD}Content-Encoding: odd\r\nContent-Length: 3\r\n\r\n`,
      'abc',
      'BAD_RESPONSE',
    ],
    ['nothing at all', '', '', 'UNREACHABLE'],
  ])('fault 80: %s is an error of that call and ends nothing', async (_what, head, body, code) => {
    const { list } = await open(sending(head, body));
    await expect(list()).rejects.toMatchObject({ code });
  });

  it.each<[what: string, head: string, body: string | Buffer]>([
    ['103 before it', `HTTP/1.1 103 Hints\r\n\r\nHTTP/1.1 200 OK\r\n${JSON_HEAD}Content-Length: 22\r\n\r\n`, LIST],
    ['no length', `HTTP/1.1 200 OK\r\n${JSON_HEAD}\r\n`, LIST],
    ['HTTP/1.0', `HTTP/1.0 200 OK\r\n${JSON_HEAD}\r\n`, LIST],
    ['chunks', `HTTP/1.1 200 OK\r\n${JSON_HEAD}Transfer-Encoding: chunked\r\n\r\n`, `16\r\n${LIST}\r\n0\r\n\r\n`],
    ['a header twice', `HTTP/1.1 200 OK\r\n${JSON_HEAD}Server: a\r\nServer: b\r\n\r\n`, LIST],
    ['gzip', `HTTP/1.1 200 OK\r\n${JSON_HEAD}Content-Encoding: gzip\r\n\r\n`, gzipSync(LIST)],
    ['deflate', `HTTP/1.1 200 OK\r\n${JSON_HEAD}Content-Encoding: deflate\r\n\r\n`, deflateSync(LIST)],
    ['br', `HTTP/1.1 200 OK\r\n${JSON_HEAD}Content-Encoding: br\r\n\r\n`, brotliCompressSync(LIST)],
  ])('fault 81: a list with %s is read', async (_what, head, body) => {
    const { list } = await open(sending(head, body));
    expect(await list()).toEqual({ items: [], total: 0 });
  });

  it('fault 81: says who sends it and which encodings it reads', async () => {
    const { list, server } = await open(sending(`HTTP/1.1 200 OK\r\n${JSON_HEAD}\r\n`, LIST));
    await list();
    const [head = ''] = server.heads;
    expect(head.match(/^user-agent: .*$/gim)).toEqual([
      expect.stringMatching(new RegExp(`: ${TEST_USER_AGENT}$`, 'i')),
    ]);
    expect(head).toMatch(/^accept-encoding: .*gzip.*$/im);
    expect(head).toMatch(/^accept: application\/json$/im);
  });

  it('counts what is unpacked, not what is sent', async () => {
    const bomb = gzipSync(Buffer.alloc(MAX_RESPONSE_BYTES * 4, ' '));
    const { list } = await open(
      sending(`HTTP/1.1 200 OK\r\n${JSON_HEAD}Content-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`, bomb),
      20_000,
    );
    await expect(list()).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });

  it('gives up a body that drips after the limit of time', async () => {
    const { list } = await open((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\n${JSON_HEAD}Content-Length: 1000\r\n\r\n`);
      const timer = setInterval(() => socket.write(' '), 20);
      socket.on('close', () => clearInterval(timer));
    }, 300);
    await expect(list()).rejects.toMatchObject({ code: 'TIMEOUT' });
  });

  const kept = (socket: Socket): void =>
    void socket.write(`HTTP/1.1 200 OK\r\n${JSON_HEAD}Content-Length: 22\r\n\r\n${LIST}`);

  it('fault 82: after connections died in silence one call waits for its limit, not as many as there were', async () => {
    let areDead = false;
    const { list, server } = await open((socket, connection) => {
      if (!(areDead && connection < 5)) {
        kept(socket);
      }
    }, 3_000);
    await Promise.all([list(), list(), list(), list(), list()]);
    expect(server.sockets).toHaveLength(5);
    areDead = true;
    await expect(list()).rejects.toMatchObject({ code: 'TIMEOUT' });
    for (let call = 0; call < 5; call += 1) {
      expect(await list()).toEqual({ items: [], total: 0 });
    }
  });

  it('fault 82: when the computer wakes up no connection of before is used again', async () => {
    const { list, server, network } = await open(kept);
    for (let call = 0; call < 5; call += 1) {
      await list();
    }
    // A connection is free again once its response has been read, which may be a moment later.
    const used = server.sockets.length;
    expect(used).toBeLessThan(5);
    network.dropConnections();
    await list();
    expect(server.sockets).toHaveLength(used + 1);
  });

  it('fault 82: a connection that was closed meanwhile is replaced without a word', async () => {
    const { list, server } = await open(kept);
    await list();
    server.sockets[0]?.destroy();
    await delay(50);
    expect(await list()).toEqual({ items: [], total: 0 });
  });

  it('fault 80: nothing of all this was thrown where nobody waits for it', () => {
    expect(uncaught).toEqual([]);
  });
});
