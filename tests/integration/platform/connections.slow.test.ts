import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { RunningPlatform } from '../../../electron/platform/startPlatform.ts';
import { holdDerivations } from '../../harness/heldScrypt.ts';
import { basic, KEY_SERVICE, send, startForTest } from './platformClient.ts';

const LIMIT = 8;
let platform: RunningPlatform;
beforeEach(async () => {
  platform = await startForTest({ limits: { connections: LIMIT, idleTimeMs: 60_000 } });
});

const port = () => Number(new URL(platform.address).port);

async function openSocket(): Promise<Socket> {
  const socket = connect(port(), '127.0.0.1');
  socket.on('error', () => {});
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return socket;
}

/** Sends a request on a connection. @returns the response as text. */
async function ask(socket: Socket): Promise<string> {
  socket.write(`GET /health HTTP/1.1\r\nHost: 127.0.0.1:${port()}\r\n\r\n`);
  const [text] = await once(socket, 'data');
  return String(text);
}

test('a new connection replaces the oldest one that never sent a complete request', async () => {
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

test('a new connection replaces the oldest idle one if all have sent requests', async () => {
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

test('connections with incomplete bodies are replaced', async () => {
  const [, credentials] = basic('admin');
  for (let count = 0; count < LIMIT; count += 1) {
    const socket = await openSocket();
    const head = `POST ${KEY_SERVICE}/List HTTP/1.1\r\nHost: 127.0.0.1:${port()}\r\nAuthorization: ${credentials}`;
    // The server has read the head and waits for the body, which is never sent.
    socket.write(`${head}\r\nContent-Type: application/json\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n`);
    await once(socket, 'data');
  }
  expect(await ask(await openSocket())).toMatch(/^HTTP\/1\.1 200/);
});

test('a connection being served is not closed', async () => {
  // The password of each is being verified while new connections are opened.
  const derivations = holdDerivations();
  const waiting = Array.from({ length: LIMIT }, (_unused, index) =>
    send(platform, { path: `${KEY_SERVICE}/List`, headers: [basic(`user${index}`, `wrong ${index}`)] }),
  );
  await derivations.begun(LIMIT);
  for (let count = 0; count < 20; count += 1) {
    await openSocket();
  }
  derivations.release();
  const responses = await Promise.all(waiting);
  expect(responses.map(({ status }) => status)).toEqual(Array(LIMIT).fill(401));
});
