import type { ClientRequest, IncomingMessage, Net, Session } from 'electron';
import type { HttpResponse } from './httpPost.ts';
import type { HttpTransport } from './network.ts';

/**
 * The transport through Chromium, with the system's proxy and authorities. Uses `net.request`, because with `net.fetch` an unusual
 * response head has caused an uncaught exception, which ends the application.
 */
export function createSystemTransport(
  net: Pick<Net, 'request'>,
  session: () => Pick<Session, 'closeAllConnections'>,
): HttpTransport {
  return {
    fetch: (url, { method, headers, body, signal }) =>
      new Promise((resolve, reject) => {
        const request = net.request({
          url,
          method,
          headers: { ...headers },
          redirect: 'manual',
          credentials: 'omit',
          cache: 'no-store',
          bypassCustomProtocolHandlers: true,
        });
        // Not followed: the request then fails on its own.
        request.on('redirect', (status, _method, target) => {
          const headers = new Headers();
          appendReadable(headers, 'location', target);
          resolve({ status, headers, body: null });
        });
        request.on('error', reject);
        request.on('response', (incoming) => resolve(responseOf(incoming)));
        endWith(signal, request, reject);
        request.end(body ?? undefined);
      }),
    closeConnections: () => session().closeAllConnections(),
  };
}

function endWith(signal: AbortSignal, request: ClientRequest, reject: (reason: unknown) => void): void {
  const end = (): void => {
    reject(signal.reason);
    request.abort();
  };
  request.on('response', (incoming) => {
    // Also ends the reading of the body.
    const stream = incoming as unknown as NodeJS.ReadableStream & { destroy(error: unknown): void };
    signal.addEventListener('abort', () => stream.destroy(signal.reason), { once: true });
  });
  signal.addEventListener('abort', end, { once: true });
  request.on('close', () => signal.removeEventListener('abort', end));
}

function responseOf(incoming: IncomingMessage): HttpResponse {
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headers)) {
    for (const value of [values].flat()) {
      appendReadable(headers, name, value);
    }
  }
  return { status: incoming.statusCode, headers, body: incoming as unknown as AsyncIterable<Uint8Array> };
}

/** Skips an invalid header: no header that is used contains such characters. */
function appendReadable(headers: Headers, name: string, value: string): void {
  try {
    headers.append(name, value);
  } catch {
    // It is not there.
  }
}
