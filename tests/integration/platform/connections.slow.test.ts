import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { SERVER_LIMITS } from '../../../electron/platform/http/serverLimits.ts';
import type { RunningPlatform } from '../../../electron/platform/startPlatform.ts';
import { basic, KEY_SERVICE, send, startForTest } from './platformClient.ts';

const LIMIT = 8;
let platform: RunningPlatform;
const start = async (connections: number) => {
  platform = await startForTest({ limits: { connections, idleTimeMs: 60_000 } });
};

const port = () => Number(new URL(platform.address).port);

async function openSocket(): Promise<Socket> {
  const socket = connect(port(), '127.0.0.1');
  socket.on('error', () => {});
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return socket;
}

/** Sends a request on a connection and waits for its answer, which it gives as text. */
async function ask(socket: Socket, path = '/health'): Promise<string> {
  socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port()}\r\n\r\n`);
  const [text] = await once(socket, 'data');
  return String(text);
}

/** Asks for /health over an agent that keeps its connection. */
function health(agent: Agent): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const outgoing = request({ host: '127.0.0.1', port: port(), path: '/health', agent }, (response) => {
    response.resume();
    response.on('end', () => resolve(response.statusCode ?? 0));
  });
  outgoing.on('error', reject);
  outgoing.end();
  return promise;
}

test('a newcomer takes the place of the oldest connection that never sent a whole request', async () => {
  await start(LIMIT);
  const used = await openSocket();
  expect(await ask(used)).toMatch(/^HTTP\/1\.1 200/);
  const silent: Socket[] = [];
  for (let count = 1; count < LIMIT; count += 1) {
    silent.push(await openSocket());
  }
  silent[1]?.write('GET /health HTTP/1.1\r\nHost:');
  const [oldest] = silent;
  const closed = once(oldest as Socket, 'close');
  expect(await ask(await openSocket())).toMatch(/^HTTP\/1\.1 200/);
  await closed;
  expect(await ask(used)).toMatch(/^HTTP\/1\.1 200/);
  expect(silent.slice(1).map(({ destroyed }) => destroyed)).toEqual(Array(LIMIT - 2).fill(false));
});

test('where all have sent requests, the oldest idle one goes', async () => {
  await start(LIMIT);
  const sockets: Socket[] = [];
  for (let count = 0; count < LIMIT; count += 1) {
    const socket = await openSocket();
    await ask(socket);
    sockets.push(socket);
  }
  const closed = once(sockets[0] as Socket, 'close');
  expect(await ask(await openSocket())).toMatch(/^HTTP\/1\.1 200/);
  await closed;
  expect(await ask(sockets[1] as Socket)).toMatch(/^HTTP\/1\.1 200/);
});

test('bodies that do not come hold no places', async () => {
  await start(LIMIT);
  const [, credentials] = basic('admin');
  for (let count = 0; count < LIMIT; count += 1) {
    const socket = await openSocket();
    const head = `POST ${KEY_SERVICE}/List HTTP/1.1\r\nHost: 127.0.0.1:${port()}\r\nAuthorization: ${credentials}`;
    socket.write(`${head}\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{`);
  }
  await delay(500);
  expect(await ask(await openSocket())).toMatch(/^HTTP\/1\.1 200/);
});

test('who is being served is not cut off', async () => {
  await start(LIMIT);
  // The password of each is being looked at while the newcomers come.
  const waiting = Array.from({ length: LIMIT }, (_unused, index) =>
    send(platform, { path: `${KEY_SERVICE}/List`, headers: [basic(`user${index}`, `wrong ${index}`)] }),
  );
  await delay(50);
  for (let count = 0; count < 20; count += 1) {
    await openSocket();
  }
  const answers = await Promise.all(waiting);
  expect(answers.map(({ status }) => status)).toEqual(Array(LIMIT).fill(401));
});

test('a thousand connections that say nothing do not shut out a client that keeps its connection, nor new ones', async () => {
  await start(SERVER_LIMITS.connections);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  expect(await health(agent)).toBe(200);
  const flood = (async () => {
    for (let count = 0; count < 1000; count += 1) {
      await openSocket();
    }
  })();
  let isFlooding = true;
  void flood.finally(() => {
    isFlooding = false;
  });
  let served = 0;
  while (isFlooding) {
    expect(await health(agent)).toBe(200);
    expect(await ask(await openSocket())).toMatch(/^HTTP\/1\.1 200/);
    served += 1;
    await delay(5);
  }
  await flood;
  expect(served).toBeGreaterThan(5);
});
