import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { pipeline } from 'node:stream';

/** A local port that forwards to another one, as the address of a cluster leads to its primary. */
export interface TcpForward {
  readonly port: number;
  /** Forwards to another port from now on, and closes existing connections. */
  leadTo(port: number): void;
  /** Closes existing connections, whatever is on its way. */
  cut(): void;
  /** Forwards nothing from now on and closes nothing, like a machine that lost its power or network. */
  freeze(): void;
  stop(): Promise<void>;
}

/** Forwards to a port of 127.0.0.1. If nobody listens there, connections are closed at once. */
export async function startTcpForward(to: number): Promise<TcpForward> {
  let target = to;
  let isFrozen = false;
  const clients = new Set<Socket>();
  const servers = new Map<Socket, Socket>();
  const cut = () => {
    for (const client of clients) {
      client.destroy();
    }
  };
  const server = createServer((client) => {
    clients.add(client);
    if (isFrozen) {
      client.on('error', () => {});
      return;
    }
    const forwarded = connect(target, '127.0.0.1');
    servers.set(client, forwarded);
    // Destroys both sockets when one of them closes.
    pipeline(client, forwarded, client, () => {
      clients.delete(client);
      servers.delete(client);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    leadTo: (port) => {
      target = port;
      cut();
    },
    cut,
    freeze: () => {
      isFrozen = true;
      for (const [client, forwarded] of servers) {
        client.unpipe(forwarded);
        forwarded.unpipe(client);
      }
    },
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      cut();
      await closed;
    },
  };
}
