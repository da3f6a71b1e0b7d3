import { Readable } from 'node:stream';
import { HostClientRequest, type IncomingMessage, type RequestOptions } from './clientRequest.ts';
import { strict } from './strict.ts';

/** Statuses whose response has no body for `fetch`. */
const WITHOUT_BODY: readonly number[] = [101, 204, 205, 304];

type FetchInit = RequestInit & { readonly bypassCustomProtocolHandlers?: boolean };

/**
 * `net.fetch` over `net.request`, as Electron has it, with its weakness: where `Response` does not take the status or
 * `Headers` a value, what they throw is an uncaught exception, and the promise stays open.
 */
function hostFetch(input: string, { bypassCustomProtocolHandlers: _, ...init }: FetchInit = {}): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const { method, headers, redirect } = new Request(input, { ...init, signal: null });
  const request = new HostClientRequest({ url: input, method, headers: Object.fromEntries(headers), redirect });
  const { signal } = init;
  const giveUp = (): void => {
    reject(signal?.reason);
    request.abort();
  };
  if (signal?.aborted) {
    giveUp();
    return promise;
  }
  signal?.addEventListener('abort', giveUp, { once: true });
  request.on('response', (message: IncomingMessage) => {
    const answerHeaders = new Headers();
    for (const [name, value] of Object.entries(message.headers)) {
      answerHeaders.set(name, Array.isArray(value) ? value.join(', ') : value);
    }
    const { statusCode: status, statusMessage: statusText } = message;
    const hasBody = !WITHOUT_BODY.includes(status) && method !== 'HEAD';
    const body = hasBody ? (Readable.toWeb(message) as ReadableStream<Uint8Array>) : null;
    resolve(new Response(body, { status, statusText, headers: answerHeaders }));
  });
  request.on('error', reject);
  request.end(init.body === undefined || init.body === null ? undefined : String(init.body));
  return promise;
}

/** Stands for Electron's `net`. */
export const net = strict('net', {
  fetch: hostFetch,
  request: (options: RequestOptions): HostClientRequest => strict('ClientRequest', new HostClientRequest(options)),
});
