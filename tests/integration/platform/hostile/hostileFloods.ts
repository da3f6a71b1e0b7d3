import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { KEY_SERVICE } from '../platformClient.ts';
import { bareHead, basicLine, type HostileTarget, head, JSON_TYPE, postHead } from './hostileRow.ts';

/** Many connections that do the same, so that no other client could connect. */
export interface HostileFlood {
  readonly name: string;
  readonly connections: number;
  /** Returns what each of them sends, by its number. */
  readonly text: (index: number) => string;
  /** Permitted statuses; a connection may also be closed without a response, to make room for another. */
  readonly statuses: readonly number[];
  /** Time after which each connection is closed, in milliseconds. */
  readonly cutAfterMs?: number;
  /** Whether responses are not read. */
  readonly isUnread?: true;
}

/** Connections opened at a time, and the pause between them in milliseconds, in which other clients connect. */
const BATCH = 5;
const BATCH_PAUSE_MS = 20;

/** Floods that occupy all connections of the platform, or its time. */
export function hostileFloods(target: HostileTarget): readonly HostileFlood[] {
  const keptOpen = (requestLine: string) => bareHead(requestLine, [`Host: ${target.host}`]);
  const list = `POST ${KEY_SERVICE}/List HTTP/1.1`;
  const halfBody = `${postHead(target, `${KEY_SERVICE}/List`, ['Content-Length: 10'])}{"Ta`;
  return [
    { name: 'nothing is sent', connections: 200, text: () => '', statuses: [408] },
    { name: 'incomplete bodies of admin', connections: 200, text: () => halfBody, statuses: [408] },
    { name: 'bodies that are cut off', connections: 200, text: () => halfBody, statuses: [], cutAfterMs: 50 },
    { name: 'responses and idle', connections: 200, text: () => keptOpen('GET /health HTTP/1.1'), statuses: [200] },
    { name: 'a hundred requests on each', connections: 20, text: () => keptOpen(list).repeat(100), statuses: [401] },
    {
      name: 'wrong passwords',
      connections: 20,
      text: (index) => head(target, list, [basicLine(`nobody.${index}`, 'guessed'), JSON_TYPE]),
      statuses: [401, 429],
    },
    {
      name: 'responses that are not read',
      connections: 200,
      text: () => keptOpen('GET /docs/static/swagger-ui-bundle.js HTTP/1.1').repeat(3),
      statuses: [],
      isUnread: true,
    },
  ];
}

/**
 * Opens the connections of a flood and returns what was received on each.
 * @param hold they are closed once it resolves.
 */
export async function runFlood(
  port: number,
  flood: HostileFlood,
  hold: () => Promise<void>,
): Promise<readonly string[]> {
  const ends: (() => string)[] = [];
  while (ends.length < flood.connections) {
    for (let index = 0; index < BATCH && ends.length < flood.connections; index += 1) {
      ends.push(openOne(port, flood, flood.text(ends.length)));
    }
    await pause(BATCH_PAUSE_MS);
  }
  await hold();
  return ends.map((end) => end());
}

/** Opens a connection. @returns a function that closes it and returns what was received. */
function openOne(port: number, { cutAfterMs, isUnread }: HostileFlood, text: string): () => string {
  const socket = connect(port, '127.0.0.1');
  let received = '';
  if (isUnread === true) {
    socket.pause();
  } else {
    socket.on('data', (chunk) => {
      received += chunk;
    });
  }
  socket.on('error', () => {});
  socket.on('connect', () => {
    socket.write(text);
    if (cutAfterMs !== undefined) {
      setTimeout(() => socket.destroy(), cutAfterMs);
    }
  });
  return () => {
    socket.destroy();
    return received;
  };
}
