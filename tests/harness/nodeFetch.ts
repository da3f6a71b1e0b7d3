import { request as requestHttp } from 'node:http';
import { type RequestOptions, request as requestHttps } from 'node:https';
import { Readable } from 'node:stream';
import type { Fetch } from '../../electron/adapters/http/httpPost.ts';

/**
 * A `fetch` whose way can be chosen, as Node's own cannot.
 * @param way replaces where the address leads: another machine, port or agent. The `Host` stays that of the address.
 */
export function nodeFetch(way: RequestOptions): Fetch {
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
          ...way,
        },
        (answer) => {
          const answerHeaders = new Headers();
          for (const [name, value] of Object.entries(answer.headers)) {
            answerHeaders.set(name, String(value));
          }
          const stream = Readable.toWeb(answer) as ReadableStream<Uint8Array>;
          resolve(new Response(stream, { status: answer.statusCode ?? 500, headers: answerHeaders }));
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
}
