import { Agent, request } from 'node:https';
import { Readable } from 'node:stream';
import { getCACertificates } from 'node:tls';
import type { Fetch } from './httpPost.ts';

const fetches = new Map<string, Fetch>();

/**
 * Gives a `fetch` that trusts, besides the authorities of the system, the one of this certificate. Chromium's network
 * layer takes no authority for a single connection, so Node's is used: it checks chain, name and dates the same, goes
 * directly and not through a proxy, and follows no redirect. There is one for each certificate, since it reads the
 * authorities of the system and keeps its connections open.
 * @param certificate of the authority, in PEM.
 */
export function ownAuthorityFetch(certificate: string): Fetch {
  const fetch = fetches.get(certificate) ?? makeFetch(certificate);
  fetches.set(certificate, fetch);
  return fetch;
}

function makeFetch(certificate: string): Fetch {
  const agent = new Agent({
    ca: [...getCACertificates('default'), ...systemAuthorities(), certificate],
    keepAlive: true,
  });
  return (url, { method, headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const options = {
        agent,
        method,
        headers: headers as Record<string, string>,
        ...(signal === null || signal === undefined ? {} : { signal }),
      };
      const outgoing = request(url, options, (incoming) => {
        const status = incoming.statusCode ?? 500;
        const answerHeaders = new Headers();
        for (const [name, value] of Object.entries(incoming.headers)) {
          answerHeaders.set(name, String(value));
        }
        const hasNoBody = status === 204 || status === 304;
        const stream = hasNoBody ? null : (Readable.toWeb(incoming) as ReadableStream<Uint8Array>);
        resolve(new Response(stream, { status, headers: answerHeaders }));
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
}

/** The authorities of the operating system; none where its store cannot be read. */
function systemAuthorities(): readonly string[] {
  try {
    return getCACertificates('system');
  } catch {
    return [];
  }
}
