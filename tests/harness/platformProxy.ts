import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A man in the middle between the application and a platform. */
export interface PlatformProxy {
  readonly address: string;
  /** Names of the methods that were called, in order. */
  readonly calls: readonly string[];
  /** Names of the methods that are carried out but whose answers do not come back. */
  readonly losesAnswers: Set<string>;
  stop(): Promise<void>;
}

/** Passes every call on to the platform at `target` and its answer back. */
export async function startProxy(target: string): Promise<PlatformProxy> {
  const calls: string[] = [];
  const losesAnswers = new Set<string>();
  const server = createServer(async (request, response) => {
    const path = request.url ?? '';
    const method = path.slice(path.lastIndexOf('/') + 1);
    calls.push(method);
    const parts: Buffer[] = [];
    for await (const part of request) {
      parts.push(part);
    }
    const { authorization = '' } = request.headers;
    const headers = { authorization, 'content-type': 'application/json' };
    const answer = await fetch(`${target}${path}`, { method: 'POST', headers, body: Buffer.concat(parts) });
    const body = await answer.text();
    if (losesAnswers.has(method)) {
      request.socket.destroy();
    } else {
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(body);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    losesAnswers,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
