import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** An address on this machine that leads to another one, as that of a cluster leads to its primary. */
export interface TcpForward {
  readonly port: number;
  /** Has connections lead to another port; those from before are cut. */
  leadTo(port: number): void;
  stop(): Promise<void>;
}

/** Starts a forward to a port of 127.0.0.1. Where nobody listens, connections end at once. */
export async function startTcpForward(to: number): Promise<TcpForward> {
  let target = to;
  const sockets = new Set<Socket>();
  const cut = () => {
    for (const socket of sockets) {
      socket.destroy();
    }
  };
  const server = createServer((client) => {
    const behind = connect(target, '127.0.0.1');
    for (const [socket, other] of [
      [client, behind],
      [behind, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
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
