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

/**
 * Keeps the number of connections below a limit without shutting anybody out: a new connection takes the place of the
 * oldest one that has never got an answer, else of the oldest one that is idle; one whose request is still arriving
 * counts as idle, or slow bodies could hold every place. Only when every connection is being served is the new one
 * closed. Node's own `maxConnections` would refuse the newcomer while idle ones stay.
 * @param limit most connections at a time.
 */
export function guardConnections(app: FastifyInstance, limit: number): void {
  // In the order in which they were opened.
  const connections = new Map<Socket, Activity>();
  app.server.on('connection', (socket: Socket) => {
    connections.set(socket, { answered: 0, running: 0, latest: null });
    socket.on('close', () => connections.delete(socket));
    if (connections.size > limit) {
      (findExpendable(connections) ?? socket).destroy();
    }
  });
  app.addHook('onRequest', (request, _reply, done) => {
    const activity = connections.get(request.raw.socket);
    if (activity !== undefined) {
      activity.running += 1;
      activity.latest = request.raw;
    }
    done();
  });
  app.addHook('onResponse', (request, _reply, done) => {
    const activity = connections.get(request.raw.socket);
    if (activity !== undefined) {
      activity.running -= 1;
      activity.answered += 1;
    }
    done();
  });
}

function findExpendable(connections: ReadonlyMap<Socket, Activity>): Socket | null {
  // The newest is the one that asks for a place.
  const others = [...connections].slice(0, -1).filter(([, { running, latest }]) => running === 0 || !latest?.complete);
  const [socket] = others.find(([, { answered }]) => answered === 0) ?? others[0] ?? [];
  return socket ?? null;
}
