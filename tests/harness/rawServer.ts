import { once } from 'node:events';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { CertifiedKey } from './testCertificates.ts';

/** A server that sends bytes, whether they are HTTP or not. */
export interface RawServer {
  readonly address: string;
  /** Heads of the requests that have come, as they were sent. */
  readonly heads: string[];
  /** The connections that were made, in order. */
  readonly sockets: Socket[];
  stop(): Promise<void>;
}

/**
 * Starts it on 127.0.0.1.
 * @param respond called for each request that has come whole, with the number of its connection, counted from 0.
 * @param tls speaks TLS with this certificate; plain where left out.
 */
export async function startRawServer(
  respond: (socket: Socket, connection: number) => void,
  tls?: CertifiedKey,
): Promise<RawServer> {
  const heads: string[] = [];
  const sockets: Socket[] = [];
  const serve = (socket: Socket): void => {
    const connection = sockets.push(socket) - 1;
    let received = '';
    socket.on('error', () => {});
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      received += chunk;
      const end = received.indexOf('\r\n\r\n');
      const length = Number(/content-length: (\d+)/i.exec(received)?.[1] ?? 0);
      if (end >= 0 && received.length >= end + 4 + length) {
        heads.push(received.slice(0, end));
        received = received.slice(end + 4 + length);
        respond(socket, connection);
      }
    });
  };
  const server = tls === undefined ? createTcpServer(serve) : createTlsServer(tls, serve);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heads,
    sockets,
    stop: async () => {
      for (const socket of sockets) {
        socket.destroy();
      }
      server.close();
      await once(server, 'close');
    },
  };
}
