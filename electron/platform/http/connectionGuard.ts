import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** State of a connection. */
interface Activity {
  /** Number of completed requests. */
  answered: number;
  /** Number of pending requests. */
  running: number;
  /** The last request that started to arrive. */
  latest: IncomingMessage | null;
}

/** What a connection waits for: the rest of its request, the client to read its response, or another request. */
type Wait = 'arriving' | 'unread' | 'idle';

/** Factor between the limit of waiting connections and that of all connections. */
const SERVED_FACTOR = 4;

/**
 * Limits the number of connections that wait for their clients without locking anybody out: a new connection replaces
 * the one that has been inactive for the longest time, among those in the most common waiting state. Whoever floods the
 * server is the majority in that state. Connections being served are not closed; only at four times the limit in total
 * is a new one rejected. Node's own `maxConnections` would reject new connections while idle ones stay.
 * @param limit maximum number of waiting connections.
 */
export function guardConnections(app: FastifyInstance, limit: number): void {
  // Ordered by inactivity, longest first.
  const connections = new Map<Socket, Activity>();
  const touch = (socket: Socket, change: (activity: Activity) => void): void => {
    const activity = connections.get(socket);
    if (activity !== undefined) {
      change(activity);
      connections.delete(socket);
      connections.set(socket, activity);
    }
  };
  app.server.on('connection', (socket: Socket) => {
    connections.set(socket, { answered: 0, running: 0, latest: null });
    socket.on('close', () => connections.delete(socket));
    if (connections.size > limit) {
      findExpendable(connections, socket, limit)?.destroy();
    }
  });
  app.addHook('onRequest', (request, _reply, done) => {
    touch(request.raw.socket, (activity) => {
      activity.running += 1;
      activity.latest = request.raw;
    });
    done();
  });
  app.addHook('onResponse', (request, _reply, done) => {
    touch(request.raw.socket, (activity) => {
      activity.running -= 1;
      activity.answered += 1;
    });
    done();
  });
}

function findExpendable(connections: ReadonlyMap<Socket, Activity>, newcomer: Socket, limit: number): Socket | null {
  const groups: Record<Wait, Socket[]> = { arriving: [], unread: [], idle: [] };
  for (const [socket, activity] of connections) {
    const wait = waitOf(socket, activity);
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
function waitOf(socket: Socket, { answered, running, latest }: Activity): Wait | null {
  if (running === 0) {
    return answered === 0 ? 'arriving' : 'idle';
  }
  // The system accepts no more data because the client does not read it.
  if (socket.writableLength > 0) {
    return 'unread';
  }
  return latest?.complete === true ? null : 'arriving';
}
