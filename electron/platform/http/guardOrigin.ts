import type { FastifyInstance } from 'fastify';
import { ApiError } from './apiError.ts';

/**
 * Rejects requests that only a web page could have sent, before anything else handles them: a foreign `Host` (DNS
 * rebinding), a foreign `Origin`, a cross-site request. Also rejects ambiguous ones: no `Host` or several, another HTTP
 * version, a target that is not a path.
 * @param port returns the port of the platform.
 */
export function guardOrigin(app: FastifyInstance, port: () => number): void {
  let own: { readonly hosts: readonly string[]; readonly origins: readonly string[] } | null = null;
  app.addHook('onRequest', (request, _reply, done) => {
    own ??= ownNames(port());
    const { host = '', origin, 'sec-fetch-site': site } = request.headers;
    const { httpVersionMajor, rawHeaders, url } = request.raw;
    if (httpVersionMajor !== 1 || countHeader(rawHeaders, 'host') !== 1 || url?.startsWith('/') !== true) {
      const message = 'A request is of HTTP/1.1, has one Host and a path as its target.';
      done(new ApiError(400, 'MalformedRequest', message));
    } else if (!own.hosts.includes(host.toLowerCase())) {
      const message = `The platform is reached as ${own.hosts.join(' or ')} only.`;
      done(new ApiError(403, 'HostNotAllowed', message));
    } else if (
      !(origin === undefined || own.origins.includes(origin)) ||
      !(site === undefined || site === 'none' || site === 'same-origin')
    ) {
      done(new ApiError(403, 'OriginNotAllowed', 'Pages of other sites cannot call the platform.'));
    } else {
      done();
    }
  });
}

/**
 * Counts how often a header was sent: Node keeps the first of some headers and joins others.
 * @param rawHeaders alternating names and values, as in `IncomingMessage.rawHeaders`.
 * @param name in lower case.
 */
export function countHeader(rawHeaders: readonly string[], name: string): number {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    count += rawHeaders[index]?.toLowerCase() === name ? 1 : 0;
  }
  return count;
}

function ownNames(port: number) {
  const hosts = ['127.0.0.1', 'localhost'].map((name) => (port === 80 ? name : `${name}:${port}`));
  return { hosts, origins: hosts.map((host) => `http://${host}`) };
}
