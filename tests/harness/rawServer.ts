import { once } from 'node:events';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { CertifiedKey } from './testCertificates.ts';

/** A server that sends any bytes. */
export interface RawServer {
  readonly address: string;
  /** Heads of the received requests, unchanged. */
  readonly heads: string[];
  /** The accepted connections, in order. */
  readonly sockets: Socket[];
  stop(): Promise<void>;
}

/**
 * Starts it on 127.0.0.1.
 * @param respond called for each complete request, with the index of its connection.
 * @param tls uses TLS with this certificate; plain TCP by default.
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
