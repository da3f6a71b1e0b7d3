import { once } from 'node:events';
import type { Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type HttpAdminApiOptions, httpAdminApi } from '../../../../electron/adapters/http/httpAdminApi.ts';
import { MAX_RESPONSE_BYTES } from '../../../../electron/adapters/http/httpPost.ts';
import { HastyClock } from '../../../harness/hastyClock.ts';
import { startRawServer } from '../../../harness/rawServer.ts';
import { makeTestCertificates, type TestCertificates } from '../../../harness/testCertificates.ts';
import { openTestNetwork, TEST_USER_AGENT } from '../../../harness/testNetwork.ts';

const LIST = '{"Items":[],"Total":0}';
const EMPTY_PAGE = { items: [], total: 0 };
const OK = 'HTTP/1.1 200 OK\r\n';
const JSON_HEAD = `${OK}Content-Type: application/json\r\n`;
const NO_BODY = 'Content-Length: 0\r\n\r\n';

let certificates: TestCertificates;
const uncaught: unknown[] = [];

beforeAll(() => {
  certificates = makeTestCertificates();
  process.on('uncaughtExceptionMonitor', (error) => uncaught.push(error));
});

/** Plain HTTP uses the transport of the system, HTTPS with a certificate of the user its own. */
describe.each(['of the system', 'for a custom authority'])('the transport %s', (transport) => {
  const isCustom = transport === 'for a custom authority';

  /** Starts a server that responds with `respond` and returns how to list its keys over this transport. */
  async function open(respond: (socket: Socket, connection: number) => void) {
    const server = await startRawServer(respond, isCustom ? certificates.good : undefined);
    onTestFinished(() => server.stop());
    const network = openTestNetwork();
    const list = (options: Partial<HttpAdminApiOptions> = {}) =>
      httpAdminApi({ ...network, clock: new HastyClock(), random: () => 0, maximumRetries: 0, ...options })({
        address: server.address,
        servicePath: '/service',
        credentials: { kind: 'password', username: 'admin', password: 'x' },
        caCertificate: isCustom ? certificates.authority : null,
      }).listKeys({ skip: 0, take: 1 });
    return { server, network, list };
  }

  const sending =
    (head: string, body: string | Buffer = '') =>
    (socket: Socket): void => {
      socket.write(head, 'latin1');
      socket.end(body);
    };

  it.each<[code: string, statuses: (number | string)[]]>([
    ['BAD_RESPONSE', [201, 202, 203, 204, 205, 206, 300, 304, 600, 999]],
    [
      'INTERCEPTED',
      [400, 401, 402, 403, 404, 405, 409, 410, 421, 425, 428, 429, 451, 500, 501, 502, 503, 504, 511, 599],
    ],
    ['REDIRECT_REFUSED', [301, 302, 303, 307, 308]],
    ['UNREACHABLE', [100, 101, 407, 1000, '000', '20', 'abc']],
  ])('fault 22: fault 80: reports %s for the statuses %j and follows no redirect', async (code, statuses) => {
    for (const status of statuses) {
      const location = 'Location: https://elsewhere.example/x\r\n';
      const { list, server } = await open(sending(`HTTP/1.1 ${status} Odd\r\n${location}${NO_BODY}`));
      const error = await list().catch((reason: unknown) => reason);
      const detail = code === 'REDIRECT_REFUSED' ? 'https://elsewhere.example/x' : `HTTP ${status}`;
      expect(error, `status ${status}`).toMatchObject(code === 'UNREACHABLE' ? { code } : { code, detail });
      // RFC 9110, section 15.5.20: a 421 may be repeated over another connection, and undici does so.
      expect(server.heads, `status ${status}`).toHaveLength(status === 421 ? 2 : 1);
    }
  });

  it.each<[what: string, head: string, body: string, code: string]>([
    ['a reason beyond Latin-1', `HTTP/1.1 403 \xd0\x97\xd0\xb0\r\n${NO_BODY}`, '', 'INTERCEPTED'],
    ['no reason', `HTTP/1.1 403\r\n${NO_BODY}`, '', 'INTERCEPTED'],
    ['a header beyond Latin-1', `HTTP/1.1 403 No\r\nServer: \xd0\x97\r\n${NO_BODY}`, '', 'INTERCEPTED'],
    ['a header with control characters', `${OK}X-A: \x01\x02\r\n${NO_BODY}`, '', 'UNREACHABLE'],
    ['a header without a colon', `${OK}nonsense\r\n\r\n`, '', 'UNREACHABLE'],
    ['two lengths', `${JSON_HEAD}Content-Length: 2\r\nContent-Length: 3\r\n\r\n`, '{}', 'UNREACHABLE'],
    [
      'a length and chunks',
      `${JSON_HEAD}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n`,
      '2\r\n{}\r\n0\r\n\r\n',
      'UNREACHABLE',
    ],
    ['invalid chunks', `${JSON_HEAD}Transfer-Encoding: chunked\r\n\r\n`, 'zz\r\n{}', 'UNREACHABLE'],
    ['a body that breaks off', `${JSON_HEAD}Content-Length: 99\r\n\r\n`, LIST, 'UNREACHABLE'],
    ['no body', `${JSON_HEAD}${NO_BODY}`, '', 'BAD_RESPONSE'],
    ['a head of 100 KB', `${OK}X-A: ${'x'.repeat(100_000)}\r\n\r\n`, '', 'UNREACHABLE'],
    ['10,000 headers', `${OK}${'X-A: 1\r\n'.repeat(10_000)}\r\n`, '', 'UNREACHABLE'],
    ['a gzip body that is not gzip', `${JSON_HEAD}Content-Encoding: gzip\r\n\r\n`, LIST, 'UNREACHABLE'],
    ['an unknown encoding', `${JSON_HEAD}Content-Encoding: odd\r\n\r\n`, 'abc', 'BAD_RESPONSE'],
    ['bytes that are not HTTP', '\0\x01 not HTTP\r\n\r\n', '', 'UNREACHABLE'],
    ['no bytes', '', '', 'UNREACHABLE'],
  ])('fault 80: reports %s as an error of that call', async (_what, head, body, code) => {
    const { list } = await open(sending(head, body));
    await expect(list()).rejects.toMatchObject({ code });
  });

  it.each<[what: string, head: string, body: string | Buffer]>([
    ['a 103 before it', `HTTP/1.1 103 Hints\r\n\r\n${JSON_HEAD}Content-Length: 22\r\n\r\n`, LIST],
    ['no length', `${JSON_HEAD}\r\n`, LIST],
    ['HTTP/1.0', `${JSON_HEAD.replace('1.1', '1.0')}\r\n`, LIST],
    ['chunks', `${JSON_HEAD}Transfer-Encoding: chunked\r\n\r\n`, `16\r\n${LIST}\r\n0\r\n\r\n`],
    ['a repeated header', `${JSON_HEAD}Server: a\r\nServer: b\r\n\r\n`, LIST],
    ['gzip', `${JSON_HEAD}Content-Encoding: gzip\r\n\r\n`, gzipSync(LIST)],
    ['deflate', `${JSON_HEAD}Content-Encoding: deflate\r\n\r\n`, deflateSync(LIST)],
    ['br', `${JSON_HEAD}Content-Encoding: br\r\n\r\n`, brotliCompressSync(LIST)],
  ])('fault 81: reads a list with %s, and names itself and its encodings in the request', async (_what, head, body) => {
    const { list, server } = await open(sending(head, body));
    expect(await list()).toEqual(EMPTY_PAGE);
    const [request = ''] = server.heads;
    expect(request.match(/^user-agent: .*$/gim)).toEqual([
      expect.stringMatching(new RegExp(`: ${TEST_USER_AGENT}$`, 'i')),
    ]);
    expect(request).toMatch(/^accept-encoding: .*gzip.*$/im);
    expect(request).toMatch(/^accept: application\/json$/im);
  });

  it('fault 20: applies the maximum size to the decompressed body', async () => {
    const bomb = gzipSync(Buffer.alloc(MAX_RESPONSE_BYTES * 4, ' '));
    const { list } = await open(sending(`${JSON_HEAD}Content-Encoding: gzip\r\n\r\n`, bomb));
    await expect(list()).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });

  it('fault 20: applies the time limit to the body too', async () => {
    const { list } = await open((socket) => {
      socket.write(`${JSON_HEAD}Content-Length: 1000\r\n\r\n`);
      const timer = setInterval(() => socket.write(' '), 20);
      socket.on('close', () => clearInterval(timer));
    });
    await expect(list({ timeLimitMs: 300 })).rejects.toMatchObject({ code: 'TIMEOUT' });
  });

  const keepAlive = (socket: Socket): void => void socket.write(`${JSON_HEAD}Content-Length: 22\r\n\r\n${LIST}`);

  it('fault 82: when several connections no longer respond, one call times out, not one per connection', async () => {
    let areDead = false;
    const { list, server } = await open((socket, connection) => {
      if (!(areDead && connection < 5)) {
        keepAlive(socket);
      }
    });
    await Promise.all([list(), list(), list(), list(), list()]);
    expect(server.sockets).toHaveLength(5);
    areDead = true;
    await expect(list({ timeLimitMs: 1_000 })).rejects.toMatchObject({ code: 'TIMEOUT' });
    for (let call = 0; call < 5; call += 1) {
      expect(await list()).toEqual(EMPTY_PAGE);
    }
  });

  it('fault 82: no connection is used after the computer was asleep', async () => {
    const { list, server, network } = await open(keepAlive);
    for (let call = 0; call < 5; call += 1) {
      await list();
    }
    // A connection becomes available when its response has been read, perhaps a moment after the call.
    const used = server.sockets.length;
    expect(used).toBeLessThan(5);
    network.dropConnections();
    await list();
    expect(server.sockets).toHaveLength(used + 1);
  });

  it('fault 82: a connection that the server has closed is replaced', async () => {
    const { list, server } = await open(keepAlive);
    await list();
    const [socket] = server.sockets;
    socket?.destroy();
    await once(socket as Socket, 'close');
    // As in the application: the client may notice only when it uses the connection.
    expect(await list({ maximumRetries: 1 })).toEqual(EMPTY_PAGE);
    expect(server.sockets).toHaveLength(2);
  });

  it('fault 80: none of this is an uncaught exception', () => {
    expect(uncaught).toEqual([]);
  });
});
