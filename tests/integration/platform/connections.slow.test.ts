import { once } from 'node:events';
import { Agent } from 'node:http';
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { SERVER_LIMITS } from '../../../electron/platform/http/serverLimits.ts';
import type { RunningPlatform } from '../../../electron/platform/startPlatform.ts';
import { amount } from '../../harness/amount.ts';
import { holdDerivations } from '../../harness/heldScrypt.ts';
import { basic, KEY_SERVICE, send, startForTest } from './platformClient.ts';

const LIMIT = 8;
/** How many connections say nothing; more than the platform has places for. */
const FLOOD = amount({ sample: 200, full: 1000 });
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
    // The server says that it waits for the body, which then does not come.
    socket.write(`${head}\r\nContent-Type: application/json\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n`);
    await once(socket, 'data');
  }
  expect(await ask(await openSocket())).toMatch(/^HTTP\/1\.1 200/);
});

test('who is being served is not cut off', async () => {
  await start(LIMIT);
  // The password of each is being looked at while the newcomers come.
  const derivations = holdDerivations();
  const waiting = Array.from({ length: LIMIT }, (_unused, index) =>
    send(platform, { path: `${KEY_SERVICE}/List`, headers: [basic(`user${index}`, `wrong ${index}`)] }),
  );
  await derivations.begun(LIMIT);
  for (let count = 0; count < 20; count += 1) {
    await openSocket();
  }
  derivations.release();
  const answers = await Promise.all(waiting);
  expect(answers.map(({ status }) => status)).toEqual(Array(LIMIT).fill(401));
});

test('connections that say nothing do not shut out a client that keeps its connection, nor new ones', async () => {
  await start(SERVER_LIMITS.connections);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  expect((await send(platform, { method: 'GET', path: '/health', agent })).status).toBe(200);
  for (let count = 0; count < FLOOD; count += 1) {
    await openSocket();
    if (count % 20 === 0) {
      expect((await send(platform, { method: 'GET', path: '/health', agent })).status).toBe(200);
      expect(await ask(await openSocket())).toMatch(/^HTTP\/1\.1 200/);
    }
  }
});
