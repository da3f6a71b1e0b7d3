import { request as requestHttp } from 'node:http';
import { type RequestOptions, request as requestHttps } from 'node:https';
import { Readable } from 'node:stream';
import type { Fetch } from '../../electron/adapters/http/httpPost.ts';

/**
 * A `fetch` that can connect to another host than that of the address.
 * @param route another host, port or agent; the `Host` header remains that of the address.
 */
export function nodeFetch(route: RequestOptions): Fetch {
  return (url, { method, headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const { protocol, hostname, port, pathname, host } = new URL(url);
      const request = protocol === 'https:' ? requestHttps : requestHttp;
      const sent = request(
        {
          protocol,
          hostname,
          port,
          path: pathname,
          method,
          headers: { ...(headers as Record<string, string>), Host: host },
          ...(signal ? { signal } : {}),
          ...route,
        },
        (received) => {
          const responseHeaders = new Headers();
          for (const [name, value] of Object.entries(received.headers)) {
            responseHeaders.set(name, String(value));
          }
          const stream = Readable.toWeb(received) as ReadableStream<Uint8Array>;
          resolve(new Response(stream, { status: received.statusCode ?? 500, headers: responseHeaders }));
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
}
