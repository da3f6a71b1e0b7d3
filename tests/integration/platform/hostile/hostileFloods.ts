import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { KEY_SERVICE } from '../platformClient.ts';
import { bareHead, basicLine, type HostileTarget, head, JSON_TYPE, postHead } from './hostileRow.ts';

/** Many connections that do the same, so that nobody else would find a place. */
export interface HostileFlood {
  readonly name: string;
  readonly connections: number;
  /** What each of them sends, by its number. */
  readonly text: (index: number) => string;
  /** What may come back; a connection may also be closed without an answer to make place for another. */
  readonly statuses: readonly number[];
  /** After this time each connection is cut, in milliseconds. */
  readonly cutAfterMs?: number;
  /** Whether what comes back stays unread. */
  readonly isUnread?: true;
}

/** Connections opened at a time, and the pause between them in milliseconds: others get a turn in between. */
const BATCH = 5;
const BATCH_PAUSE_MS = 20;

/** Connections that take every place of the platform, or its time. */
export function hostileFloods(target: HostileTarget): readonly HostileFlood[] {
  const keptOpen = (requestLine: string, lines: readonly string[] = []) =>
    bareHead(requestLine, [`Host: ${target.host}`, ...lines]);
  const list = `POST ${KEY_SERVICE}/List HTTP/1.1`;
  const halfBody = `${postHead(target, `${KEY_SERVICE}/List`, ['Content-Length: 10'])}{"Ta`;
  return [
    { name: 'nothing is sent', connections: 200, text: () => '', statuses: [408] },
    {
      name: 'half heads',
      connections: 200,
      text: () => `GET /health HTTP/1.1\r\nHost: ${target.host}`,
      statuses: [408],
    },
    {
      name: 'bodies that do not come, without credentials',
      connections: 200,
      text: () => head(target, 'GET /health HTTP/1.1', ['Content-Length: 10']),
      statuses: [408],
    },
    { name: 'bodies that do not come, by admin', connections: 200, text: () => halfBody, statuses: [408] },
    { name: 'bodies that are cut', connections: 200, text: () => halfBody, statuses: [], cutAfterMs: 50 },
    { name: 'refused and kept open', connections: 200, text: () => keptOpen(list), statuses: [401] },
    { name: 'answered and kept open', connections: 200, text: () => keptOpen('GET /health HTTP/1.1'), statuses: [200] },
    {
      name: 'a hundred requests at once on each',
      connections: 20,
      text: () => keptOpen(list).repeat(100),
      statuses: [401],
    },
    {
      name: 'wrong passwords',
      connections: 20,
      text: (index) => head(target, list, [basicLine(`nobody.${index}`, 'guessed'), JSON_TYPE]),
      statuses: [401, 429],
    },
    {
      name: 'answers that are not read',
      connections: 200,
      text: () => keptOpen('GET /docs/static/swagger-ui-bundle.js HTTP/1.1').repeat(3),
      statuses: [],
      isUnread: true,
    },
  ];
}

/**
 * Opens the connections of a flood and gives what came back on each.
 * @param hold resolves when they have been held long enough.
 */
export async function runFlood(
  port: number,
  flood: HostileFlood,
  hold: () => Promise<void>,
): Promise<readonly string[]> {
  const open: { readonly end: () => string }[] = [];
  while (open.length < flood.connections) {
    for (let index = 0; index < BATCH && open.length < flood.connections; index += 1) {
      open.push(openOne(port, flood, flood.text(open.length)));
    }
    await pause(BATCH_PAUSE_MS);
  }
  await hold();
  return open.map(({ end }) => end());
}

function openOne(port: number, { cutAfterMs, isUnread }: HostileFlood, text: string) {
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
  const end = () => {
    socket.destroy();
    return received;
  };
  return { end };
}
