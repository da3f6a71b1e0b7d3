import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** What a connection has done so far. */
interface Activity {
  /** How many requests were answered. */
  answered: number;
  /** How many are not answered yet. */
  running: number;
  /** The last one that began to arrive. */
  latest: IncomingMessage | null;
}

/** What a connection waits for: its request to come whole, its answer to be read, or a further request. */
type Wait = 'arriving' | 'unread' | 'idle';

/** How many times the limit there may be connections in all, those included that are being served. */
const SERVED_FACTOR = 4;

/**
 * Keeps the number of connections that wait for their clients below a limit without shutting anybody out: a new
 * connection takes the place of the one that has done nothing for the longest time, among those that wait for the same
 * as most of the others. Whoever floods the server is the majority, whatever it does with its connections. Connections
 * that are being served are not cut off; only at four times the limit in all is a new one closed for their sake. Node's
 * own `maxConnections` would refuse the newcomer while idle ones stay.
 * @param limit most connections that wait at a time.
 */
export function guardConnections(app: FastifyInstance, limit: number): void {
  // The longest without activity first.
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
  // What the system does not take any more is what the client does not read.
  if (socket.writableLength > 0) {
    return 'unread';
  }
  return latest?.complete === true ? null : 'arriving';
}
