import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** What a connection waits for: the rest of its request, the client to read its response, or another request. */
type Wait = 'arriving' | 'unread' | 'idle';

/** Factor between the limit of waiting connections and that of all connections. */
const SERVED_FACTOR = 4;

/**
 * Limits the number of connections that wait for their clients without locking anybody out: a new connection replaces
 * the one whose last request is the oldest, among those in the most common waiting state. Whoever floods the
 * server is the majority in that state. Connections being served are not closed; only at four times the limit in total
 * is a new one rejected. Node's own `maxConnections` would reject new connections while idle ones stay.
 * @param limit maximum number of waiting connections.
 */
export function guardConnections(app: FastifyInstance, limit: number): void {
  // The response to the last request that started to arrive, `null` before the first; in the order of these requests.
  const connections = new Map<Socket, ServerResponse | null>();
  app.server.on('connection', (socket: Socket) => {
    connections.set(socket, null);
    socket.on('close', () => connections.delete(socket));
    if (connections.size > limit) {
      findExpendable(connections, socket, limit)?.destroy();
    }
  });
  app.server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    if (connections.delete(socket)) {
      connections.set(socket, response);
    }
  });
}

function findExpendable(
  connections: ReadonlyMap<Socket, ServerResponse | null>,
  newcomer: Socket,
  limit: number,
): Socket | null {
  const groups: Record<Wait, Socket[]> = { arriving: [], unread: [], idle: [] };
  for (const [socket, latest] of connections) {
    const wait = waitOf(socket, latest);
    if (wait !== null && socket !== newcomer) {
      groups[wait].push(socket);
    }
  }
  const sorted = Object.values(groups).sort((one, other) => other.length - one.length);
  const waiting = sorted.reduce((sum, group) => sum + group.length, 0);
  if (waiting < limit && connections.size <= limit * SERVED_FACTOR) {
    return null;
  }
  return sorted[0]?.[0] ?? newcomer;
}

/** `null` for a connection that is being served. */
function waitOf(socket: Socket, latest: ServerResponse | null): Wait | null {
  if (latest === null) {
    return 'arriving';
  }
  // Responses are sent in the order of their requests.
  if (latest.writableFinished) {
    return 'idle';
  }
  // The system accepts no more data because the client does not read it.
  if (socket.writableLength > 0) {
    return 'unread';
  }
  return latest.req.complete ? null : 'arriving';
}
