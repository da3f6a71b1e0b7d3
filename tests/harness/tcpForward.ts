import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { pipeline } from 'node:stream';

/** A local port that forwards to another one, as the address of a cluster leads to its primary. */
export interface TcpForward {
  readonly port: number;
  /** Forwards to another port from now on, and closes existing connections. */
  leadTo(port: number): void;
  stop(): Promise<void>;
}

/** Forwards to a port of 127.0.0.1. If nobody listens there, connections are closed at once. */
export async function startTcpForward(to: number): Promise<TcpForward> {
  let target = to;
  const clients = new Set<Socket>();
  const cut = () => {
    for (const client of clients) {
      client.destroy();
    }
  };
  const server = createServer((client) => {
    clients.add(client);
    // Destroys both sockets when one of them closes.
    pipeline(client, connect(target, '127.0.0.1'), client, () => clients.delete(client));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    leadTo: (port) => {
      target = port;
      cut();
    },
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      cut();
      await closed;
    },
  };
}
