import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** What a connection has done so far. */
interface Activity {
  /** Requests that arrived whole. */
  requests: number;
  /** Requests that are being served now. */
  running: number;
}

/**
 * Keeps the number of connections below a limit without shutting anybody out: a new connection takes the place of the
 * oldest one that has never sent a whole request, else of the oldest one that is idle. Only when every connection is
 * being served is the new one closed. Node's own `maxConnections` would refuse the newcomer while idle ones stay.
 * @param limit most connections at a time.
 */
export function guardConnections(app: FastifyInstance, limit: number): void {
  // In the order in which they were opened.
  const connections = new Map<Socket, Activity>();
  const server = app.server as Server;
  server.on('connection', (socket) => {
    connections.set(socket, { requests: 0, running: 0 });
    socket.on('close', () => connections.delete(socket));
    if (connections.size > limit) {
      (findExpendable(connections) ?? socket).destroy();
    }
  });
  app.addHook('onRequest', (request, _reply, done) => {
    change(request.raw.socket, 0, 1);
    done();
  });
  app.addHook('onResponse', (request, _reply, done) => {
    change(request.raw.socket, 1, -1);
    done();
  });

  function change(socket: Socket, requests: number, running: number): void {
    const activity = connections.get(socket);
    if (activity !== undefined) {
      activity.requests += requests;
      activity.running += running;
    }
  }
}

function findExpendable(connections: ReadonlyMap<Socket, Activity>): Socket | null {
  // The newest is the one that asks for a place.
  const others = [...connections].slice(0, -1).filter(([, { running }]) => running === 0);
  const [socket] = others.find(([, { requests }]) => requests === 0) ?? others[0] ?? [];
  return socket ?? null;
}
